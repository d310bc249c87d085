import type { ParkedRow } from "../../engine/engine.ts";
import type { Queryable } from "../database.ts";

interface Row {
  readonly outbox_id: number;
  readonly lane: "telephony" | "salesforce";
  readonly call_id: string;
  readonly type: string;
  readonly attempts: number;
  readonly parked_at: Date;
  readonly last_code: string;
}

export async function listParked(db: Queryable, tenant: string): Promise<ParkedRow[]> {
  const rows = await db.query<Row>(
    `select outbox_id, lane, call_id, type, attempts, parked_at, last_code from outbox
     where tenant_id = $1 and parked_at is not null order by parked_at, outbox_id`,
    [tenant],
  );
  return rows.map((row) => ({
    outboxId: row.outbox_id,
    lane: row.lane,
    callId: row.call_id,
    type: row.type,
    attempts: row.attempts,
    parkedAt: row.parked_at.getTime(),
    code: row.last_code,
  }));
}
