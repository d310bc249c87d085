import type { Queryable } from "../../store/database.ts";

/** When the next call's utterances could go; null: nothing waits. */
export async function nextTranscriptDue(db: Queryable): Promise<number | null> {
  const rows = await db.query<{ at: Date | null }>(
    "select min(greatest(due_at, coalesce(claimed_until, due_at))) as at from transcripts where waiting > 0",
  );
  return rows[0]?.at?.getTime() ?? null;
}
