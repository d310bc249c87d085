import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";
import type { MessageToStore } from "../store-message.ts";

/** False: a message with this id is there already. */
export async function insertMessage(
  tx: Queryable,
  tenant: string,
  callId: string,
  { messageId, body, sentBy, traceparent }: MessageToStore,
  now: number,
): Promise<boolean> {
  const at = sqlInstant(now);
  const rows = await tx.query(
    `insert into call_messages
       (tenant_id, call_id, message_id, sent_by, body, traceparent, created_at, due_at, settled_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $7, $8)
     on conflict (tenant_id, message_id) do nothing returning position`,
    [tenant, callId, messageId, sentBy, JSON.stringify(body), traceparent, at, sentBy === "agent" ? null : at],
  );
  return rows.length > 0;
}
