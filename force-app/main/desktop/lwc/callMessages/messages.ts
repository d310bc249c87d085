/** A message of a call as the connector tells it. `position` orders the messages of one call. */
export interface CallMessage {
  readonly messageId: string;
  readonly position: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sentBy: "agent" | "telephonySystem";
  /** Any JSON; the telephony system's own. */
  readonly body: unknown;
  /** Why the telephony system never got it; null while it may still. */
  readonly refusedCode: string | null;
}

/** Why the connector has not taken a message; its sentence is English. */
export interface Refused {
  readonly code: string;
  readonly sentence: string;
}

export type AboutMessage =
  | { readonly type: "message"; readonly vendorCallKey: string; readonly message: CallMessage }
  | {
      readonly type: "refused";
      readonly vendorCallKey: string;
      readonly messageId: string;
      readonly refused: Refused;
    };

/** What the connector says through the message bridge (docs/messages.md). */
export type FromConnector = { readonly type: "messages.ready" } | AboutMessage;

/** Sent from here and not yet told back. */
export interface Unsent {
  readonly messageId: string;
  readonly body: string;
  readonly refused: Refused | null;
}

/** Of a message in JSON, in bytes of UTF-8; the server refuses more (docs/messages.md). */
export const MOST_BYTES = 16384;

export const isTooLarge = (body: unknown): boolean => new Blob([JSON.stringify(body)]).size > MOST_BYTES;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Null for what is not for us: other components may use the channel too. */
export function readFromConnector(payload: unknown): FromConnector | null {
  if (!isObject(payload) || payload.v !== 1) return null;
  const { type, vendorCallKey, message, messageId, code, sentence } = payload;
  if (type === "messages.ready") return { type };
  if (typeof vendorCallKey !== "string") return null;
  if (type === "message" && isObject(message) && typeof message.messageId === "string")
    return { type, vendorCallKey, message: message as unknown as CallMessage };
  if (type === "refused" && typeof messageId === "string" && typeof code === "string")
    return {
      type,
      vendorCallKey,
      messageId,
      refused: { code, sentence: typeof sentence === "string" ? sentence : "" },
    };
  return null;
}

/** With one more, in order; one that comes twice counts once, and the newest telling holds. */
export function withMessage(messages: readonly CallMessage[], message: CallMessage): CallMessage[] {
  const others = messages.filter(({ messageId }) => messageId !== message.messageId);
  return [...others, message].sort((one, other) => one.position - other.position);
}

/** Text as it came; anything else as JSON, which is what a developer wants to see of it. */
export const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body, null, 2));
