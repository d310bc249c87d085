import type { Queryable } from "../database.ts";

/** When the next row of a lane, or the next deadline, could be taken; null: nothing waits. */
export async function nextOutboxDue(db: Queryable, lane: "telephony" | "salesforce"): Promise<number | null> {
  return first(
    await db.query<{ at: Date | null }>(
      `select min(greatest(due_at, coalesce(claimed_until, due_at))) as at from outbox as row
       where lane = $1 and parked_at is null and not exists (
         select from outbox as earlier
         where earlier.tenant_id = row.tenant_id and earlier.lane = row.lane and earlier.call_id = row.call_id
           and earlier.parked_at is null and earlier.outbox_id < row.outbox_id
       )`,
      [lane],
    ),
  );
}

export async function nextDeadlineDue(db: Queryable): Promise<number | null> {
  return first(
    await db.query<{ at: Date | null }>(
      "select min(greatest(due_at, coalesce(claimed_until, due_at))) as at from deadlines",
    ),
  );
}

const first = (rows: readonly { at: Date | null }[]): number | null => rows[0]?.at?.getTime() ?? null;
