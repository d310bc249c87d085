import type { MessageBody } from "@partner-telephony/api";
import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export interface ClaimedMessage {
  readonly tenant: string;
  readonly callId: string;
  readonly message: MessageBody;
  readonly traceparent: string | null;
  readonly createdAt: number;
  /** This one included. */
  readonly attempt: number;
}

/** The oldest unsettled message of each call, if its time has come and nobody is sending it: that keeps a call's order. */
export async function claimMessages(
  db: Queryable,
  now: number,
  claimUntil: number,
  limit: number,
): Promise<ClaimedMessage[]> {
  const rows = await db.query<{
    tenant_id: string;
    call_id: string;
    message_id: string;
    body: MessageBody["body"];
    traceparent: string | null;
    created: number;
    attempts: number;
  }>(
    `update call_messages set claimed_until = $2, attempts = attempts + 1
     where (tenant_id, call_id, position) in (
       select tenant_id, call_id, position from call_messages as one
       where settled_at is null and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
         and not exists (
           select 1 from call_messages as older
           where older.tenant_id = one.tenant_id and older.call_id = one.call_id
             and older.position < one.position and older.settled_at is null
         )
       order by due_at limit $3
       for update skip locked
     )
     returning tenant_id, call_id, message_id, body, traceparent, attempts,
       (extract(epoch from created_at) * 1000)::float8 as created`,
    [sqlInstant(now), sqlInstant(claimUntil), limit],
  );
  return rows.map((row) => ({
    tenant: row.tenant_id,
    callId: row.call_id,
    message: { messageId: row.message_id, body: row.body },
    traceparent: row.traceparent,
    createdAt: row.created,
    attempt: row.attempts,
  }));
}
