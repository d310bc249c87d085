import type { Queryable } from "../../store/database.ts";

/** Epoch milliseconds; null: nothing waits. */
export async function nextMessageDue(db: Queryable): Promise<number | null> {
  const rows = await db.query<{ due: number | null }>(
    `select (extract(epoch from min(greatest(due_at, claimed_until))) * 1000)::float8 as due
     from call_messages where settled_at is null`,
  );
  return rows[0]?.due ?? null;
}
