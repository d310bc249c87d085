import type { Queryable } from "../database.ts";

export interface ReconcileEntry {
  readonly callId: string | null;
  readonly agentId: string | null;
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly at: number;
}

export async function insertReconcileEntries(
  tx: Queryable,
  tenant: string,
  entries: readonly ReconcileEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ callId, agentId, code, detail, at }, index) => ({
    index,
    call_id: callId,
    agent_id: agentId,
    code,
    detail,
    at,
  }));
  await tx.query(
    `insert into reconcile_entries (tenant_id, at, call_id, agent_id, code, detail)
     select $1, to_timestamp(row.at / 1000.0), row.call_id, row.agent_id, row.code, row.detail
     from jsonb_to_recordset($2::jsonb)
       as row(index integer, at numeric, call_id uuid, agent_id uuid, code text, detail jsonb)
     order by row.index`,
    [tenant, JSON.stringify(rows)],
  );
}
