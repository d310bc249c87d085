import type { BareSignal } from "../../signals/bare-signal.ts";
import type { Queryable } from "../database.ts";

export interface NumberedSignal {
  readonly agentId: string;
  readonly seq: number;
  readonly signal: BareSignal;
}

export async function insertSignals(tx: Queryable, tenant: string, signals: readonly NumberedSignal[]): Promise<void> {
  if (signals.length === 0) return;
  const rows = signals.map(({ agentId, seq, signal }) => ({ agent_id: agentId, seq, at: signal.at, signal }));
  await tx.query(
    `insert into agent_signals (tenant_id, agent_id, seq, at, signal)
     select $1, row.agent_id, row.seq, to_timestamp(row.at / 1000.0), row.signal
     from jsonb_to_recordset($2::jsonb) as row(agent_id uuid, seq bigint, at numeric, signal jsonb)`,
    [tenant, JSON.stringify(rows)],
  );
}
