import { z } from "zod";
import { Id, Instant } from "./ids.ts";

/**
 * A message's body in JSON has at most so many bytes of UTF-8. Nobody documents a limit of the connector's MESSAGE or of
 * Lightning Message Service; half of the 32 KB that are advised leaves room for what is put around it (docs/unconfirmed.md).
 */
export const MESSAGE_MOST_BYTES = 16_384;

/** Of a body as it travels. */
export const messageBytes = (body: unknown): number => new TextEncoder().encode(JSON.stringify(body)).length;

/**
 * A message between the telephony system and Lightning components on the page of a call (guide, chapter 8, message bridge).
 * `body` is any JSON, the provider's own. `messageId` is made by the sender and makes a repeat harmless.
 * Body of `POST /v1/calls/{callId}/messages` (agent), of `…/telephony-messages` (signed like a fact), and of
 * `POST /v1/calls/{callId}/messages` of the telephony system.
 */
export const MessageBody = z.strictObject({ messageId: Id, body: z.json() });
export type MessageBody = z.infer<typeof MessageBody>;

/** Stored, and on its way; or known already. */
export const MessageTaken = z.object({ messageId: Id, repeated: z.boolean() });

/** `position` orders the messages of one call. `refusedCode`: why the telephony system never took it; null while it may. */
export const CallMessage = z.object({
  messageId: Id,
  position: z.number().int().positive(),
  at: Instant,
  sentBy: z.enum(["agent", "telephonySystem"]),
  body: z.json(),
  refusedCode: z.string().nullable(),
});
export type CallMessage = z.infer<typeof CallMessage>;
export const CallMessages = z.object({ messages: z.array(CallMessage) });
