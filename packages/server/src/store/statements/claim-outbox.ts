import type { OutgoingRequest, VoiceCallWrite } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";
import { outOfReach } from "./out-of-reach.ts";

interface Row {
  readonly tenant_id: string;
  readonly outbox_id: number;
  readonly call_id: string;
  readonly type: string;
  readonly item: OutgoingRequest | VoiceCallWrite;
  readonly traceparent: string | null;
  readonly attempts: number;
  readonly created_at: Date;
}

export interface ClaimedRow<Item> {
  readonly tenant: string;
  readonly outboxId: number;
  readonly callId: string;
  readonly type: string;
  readonly item: Item;
  readonly traceparent: string | null;
  /** This one included. */
  readonly attempt: number;
  readonly createdAt: number;
}

/**
 * Takes the first waiting row of each call whose time has come, no row that another process has taken. The claim ends by itself
 * at `claimUntil`: the row of a process that died is then taken again, with the same id. What is out of reach waits, until its
 * deadline has passed: giving up needs nobody.
 */
export async function claimOutbox<Item extends OutgoingRequest | VoiceCallWrite>(
  db: Queryable,
  lane: "telephony" | "salesforce",
  now: number,
  claimUntil: number,
  limit: number,
  reach: readonly string[] | null = null,
): Promise<ClaimedRow<Item>[]> {
  const rows = await db.query<Row>(
    `update outbox set claimed_until = $3, attempts = attempts + 1
     where (tenant_id, outbox_id) in (
       select tenant_id, outbox_id from outbox as row
       where lane = $1 and parked_at is null and due_at <= $2 and (claimed_until is null or claimed_until <= $2)
         and (row.deadline_at <= $2 or not ${outOfReach("row.tenant_id", "$5")})
         and not exists (
           select from outbox as earlier
           where earlier.tenant_id = row.tenant_id and earlier.lane = row.lane and earlier.call_id = row.call_id
             and earlier.parked_at is null and earlier.outbox_id < row.outbox_id
         )
       order by due_at, outbox_id limit $4
       for update skip locked
     )
     returning tenant_id, outbox_id, call_id, type, item, traceparent, attempts, created_at`,
    [lane, sqlInstant(now), sqlInstant(claimUntil), limit, reach],
  );
  return rows.map((row) => ({
    tenant: row.tenant_id,
    outboxId: row.outbox_id,
    callId: row.call_id,
    type: row.type,
    item: row.item as Item,
    traceparent: row.traceparent,
    attempt: row.attempts,
    createdAt: row.created_at.getTime(),
  }));
}
