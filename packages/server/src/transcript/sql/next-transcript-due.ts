import type { Queryable } from "../../store/database.ts";
import { outOfReach } from "../../store/statements/out-of-reach.ts";

/** When the next call's utterances that are in reach could go; null: nothing waits. */
export async function nextTranscriptDue(db: Queryable, reach: readonly string[] | null = null): Promise<number | null> {
  const rows = await db.query<{ at: Date | null }>(
    `select min(greatest(due_at, claimed_until)) as at from transcripts
     where waiting > 0 and not ${outOfReach("transcripts.tenant_id", "$1")}`,
    [reach],
  );
  return rows[0]?.at?.getTime() ?? null;
}
