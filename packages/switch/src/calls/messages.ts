import { MESSAGE_MOST_BYTES, messageBytes, type MessageBody, type SwitchMessages } from "@partner-telephony/api";
import type { z } from "zod";
import { SwitchError } from "../errors.ts";
import type { Change } from "./work.ts";

/** @throws SwitchError `message.too-large`, before anybody tries to carry it */
export function requireMessageSize(body: MessageBody["body"]): void {
  if (messageBytes(body) > MESSAGE_MOST_BYTES) throw new SwitchError("message.too-large");
}

/** What was sent and received on a call, in the order in which it happened here. */
export function messagesIn(history: readonly Change[]): z.infer<typeof SwitchMessages>["messages"] {
  return history.flatMap(({ facts, received = [] }) => [
    ...facts.flatMap((fact) =>
      fact.type === "message"
        ? [{ messageId: fact.factId, at: fact.at, direction: "sent" as const, body: fact.body }]
        : [],
    ),
    ...received.map(({ messageId, at, body }) => ({ messageId, at, direction: "received" as const, body })),
  ]);
}
