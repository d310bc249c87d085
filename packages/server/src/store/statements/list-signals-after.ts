import type { BareSignal } from "../../signals/bare-signal.ts";
import type { Queryable } from "../database.ts";

export interface KeptSignals {
  readonly lastSeq: number;
  readonly signals: readonly { readonly seq: number; readonly signal: BareSignal }[];
}

/** Null for an unknown agent. One statement: `lastSeq` and the signals belong together. */
export async function listSignalsAfter(
  db: Queryable,
  tenant: string,
  agentId: string,
  afterSeq: number,
  limit: number,
): Promise<KeptSignals | null> {
  const rows = await db.query<{ last_seq: number; signals: { seq: number; signal: BareSignal }[] }>(
    `select last_seq, coalesce((
       select jsonb_agg(jsonb_build_object('seq', kept.seq, 'signal', kept.signal) order by kept.seq) from (
         select seq, signal from agent_signals
         where tenant_id = $1 and agent_id = $2 and seq > $3 order by seq limit $4
       ) as kept
     ), '[]'::jsonb) as signals
     from agents where tenant_id = $1 and agent_id = $2`,
    [tenant, agentId, afterSeq, limit],
  );
  const row = rows[0];
  return row === undefined ? null : { lastSeq: row.last_seq, signals: row.signals };
}
