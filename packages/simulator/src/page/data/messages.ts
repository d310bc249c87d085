import type { SwitchMessages } from "@partner-telephony/api";
import type { z } from "zod";
import type { CallRow } from "./active-calls.ts";

export type SwitchMessage = z.infer<typeof SwitchMessages>["messages"][number];

export interface MessageRow {
  readonly key: string;
  readonly who: string;
  readonly time: string;
  readonly text: string;
}

/** The chosen call; without a choice the newest. */
export function messagingCall(calls: readonly CallRow[], chosenCallId: string | null): CallRow | null {
  return calls.find(({ callId }) => callId === chosenCallId) ?? calls[0] ?? null;
}

/** Text as it was written, anything else as JSON. */
export const messageText = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body, null, 2));

/** Newest first, as in the event log. */
export function messageRows(messages: readonly SwitchMessage[], timeOf: (at: number) => string): MessageRow[] {
  return messages.toReversed().map(({ messageId, at, direction, body }) => ({
    key: messageId,
    who: direction === "sent" ? "Sent" : "Received",
    time: timeOf(at),
    text: messageText(body),
  }));
}

/** What the component on the agent's page said last; null: nothing yet. */
export const lastReceived = (messages: readonly SwitchMessage[]): string | null => {
  const last = messages.findLast(({ direction }) => direction === "received");
  return last === undefined ? null : messageText(last.body);
};
