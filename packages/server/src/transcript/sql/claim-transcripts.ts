import type { Queryable } from "../../store/database.ts";
import { outOfReach } from "../../store/statements/out-of-reach.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export interface ClaimedTranscript {
  readonly tenant: string;
  readonly callId: string;
  /** This one included. */
  readonly attempt: number;
}

/** Calls whose next utterances may go, none that another process has taken. The claim ends by itself at `claimUntil`. */
export async function claimTranscripts(
  db: Queryable,
  now: number,
  claimUntil: number,
  limit: number,
  reach: readonly string[] | null = null,
): Promise<ClaimedTranscript[]> {
  const rows = await db.query<{ tenant_id: string; call_id: string; attempts: number }>(
    `update transcripts set claimed_until = $2, attempts = attempts + 1
     where (tenant_id, call_id) in (
       select tenant_id, call_id from transcripts
       where waiting > 0 and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
         and not ${outOfReach("transcripts.tenant_id", "$4")}
       order by due_at limit $3
       for update skip locked
     )
     returning tenant_id, call_id, attempts`,
    [sqlInstant(now), sqlInstant(claimUntil), limit, reach],
  );
  return rows.map((row) => ({ tenant: row.tenant_id, callId: row.call_id, attempt: row.attempts }));
}
