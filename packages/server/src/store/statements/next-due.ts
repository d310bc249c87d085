import type { Queryable } from "../database.ts";
import { outOfReach } from "./out-of-reach.ts";

/** When the next row of a lane that is in reach, or the next deadline, could be taken; null: nothing waits. */
export async function nextOutboxDue(
  db: Queryable,
  lane: "telephony" | "salesforce",
  reach: readonly string[] | null = null,
): Promise<number | null> {
  return first(
    await db.query<{ at: Date | null }>(
      `select min(greatest(due_at, claimed_until, case when ${outOfReach("row.tenant_id", "$2")} then deadline_at end)) as at
       from outbox as row
       where lane = $1 and parked_at is null
         and (row.deadline_at is not null or not ${outOfReach("row.tenant_id", "$2")}) and not exists (
         select from outbox as earlier
         where earlier.tenant_id = row.tenant_id and earlier.lane = row.lane and earlier.call_id = row.call_id
           and earlier.parked_at is null and earlier.outbox_id < row.outbox_id
       )`,
      [lane, reach],
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
