import type { BareSignal } from "../../signals/bare-signal.ts";
import type { Queryable } from "../database.ts";

export interface KeptSignals {
  readonly lastSeq: number;
  readonly signals: readonly { readonly seq: number; readonly signal: BareSignal }[];
}

export interface SignalsAsked {
  readonly agentId: string;
  readonly afterSeq: number;
  readonly limit: number;
}

/** For agents of one contact center, each at most once; unknown ones are left out. One statement: `lastSeq` and signals belong together. */
export async function listSignalsAfter(
  db: Queryable,
  tenant: string,
  asked: readonly SignalsAsked[],
): Promise<Map<string, KeptSignals>> {
  const rows = await db.query<{ agent_id: string; last_seq: number; signals: KeptSignals["signals"] }>(
    `select agents.agent_id, last_seq, coalesce((
       select jsonb_agg(jsonb_build_object('seq', kept.seq, 'signal', kept.signal) order by kept.seq) from (
         select seq, signal from agent_signals
         where agent_signals.tenant_id = $1 and agent_signals.agent_id = asked.agent_id and seq > asked.after_seq
         order by seq limit asked.most
       ) as kept
     ), '[]'::jsonb) as signals
     from unnest($2::uuid[], $3::bigint[], $4::integer[]) as asked(agent_id, after_seq, most)
     join agents on agents.tenant_id = $1 and agents.agent_id = asked.agent_id`,
    [
      tenant,
      asked.map(({ agentId }) => agentId),
      asked.map(({ afterSeq }) => afterSeq),
      asked.map(({ limit }) => limit),
    ],
  );
  return new Map(rows.map((row) => [row.agent_id, { lastSeq: row.last_seq, signals: row.signals }]));
}
