import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export interface Settled {
  readonly sent: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly dueAt: number;
  /** Null: all went well, attempts are counted anew. */
  readonly code: string | null;
}

/** Counts what has become of the claimed utterances and gives the call free again. */
export async function settleTranscript(
  tx: Queryable,
  tenant: string,
  callId: string,
  { sent, leftOut, refused, dueAt, code }: Settled,
): Promise<void> {
  await tx.query(
    `update transcripts set sent = sent + $3, left_out = left_out + $4, refused = refused + $5,
       waiting = waiting - $3 - $4 - $5, due_at = $6, claimed_until = null, last_code = $7,
       attempts = case when $7::text is null then 0 else attempts end
     where tenant_id = $1 and call_id = $2`,
    [tenant, callId, sent, leftOut, refused, sqlInstant(dueAt), code],
  );
}
