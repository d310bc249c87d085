import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

/** Counts one more; the call's row stays locked, so that utterances get their positions in the order of their commits. */
export async function countUtterance(
  tx: Queryable,
  tenant: string,
  callId: string,
  as: "waiting" | "left_out",
  now: number,
): Promise<void> {
  const [waiting, leftOut] = as === "waiting" ? [1, 0] : [0, 1];
  await tx.query(
    `insert into transcripts (tenant_id, call_id, waiting, sent, left_out, refused, due_at, attempts)
     values ($1, $2, $3, 0, $4, 0, $5, 0)
     on conflict (tenant_id, call_id) do update set
       due_at = case when transcripts.waiting = 0 then excluded.due_at else transcripts.due_at end,
       waiting = transcripts.waiting + excluded.waiting,
       left_out = transcripts.left_out + excluded.left_out`,
    [tenant, callId, waiting, leftOut, sqlInstant(now)],
  );
}
