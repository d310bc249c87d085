import type { Queryable } from "../database.ts";
import type { CallRow } from "./insert-calls.ts";

export type ChangedCallRow = Omit<CallRow, "traceparent"> & { readonly expectedVersion: number };

/** Answers false when the stored version of one of them is not `expectedVersion` any more. */
export async function updateCalls(tx: Queryable, tenant: string, calls: readonly ChangedCallRow[]): Promise<boolean> {
  if (calls.length === 0) return true;
  const rows = await tx.query(
    `update calls set version = (row.snapshot->>'version')::integer, phase = row.snapshot->>'phase', snapshot = row.snapshot,
       agent_ids = row.agent_ids, seeks_agent_since = to_timestamp(row.since / 1000.0),
       changed_at = to_timestamp(row.now / 1000.0)
     from jsonb_to_recordset($2::jsonb)
       as row(snapshot jsonb, agent_ids uuid[], since numeric, expected integer, now numeric)
     where calls.tenant_id = $1 and calls.call_id = (row.snapshot->>'callId')::uuid and calls.version = row.expected
     returning calls.call_id`,
    [tenant, JSON.stringify(calls.map(jsonOf))],
  );
  return rows.length === calls.length;
}

const jsonOf = ({ call, seeksAgentSince, openAgentIds, expectedVersion, now }: ChangedCallRow) => ({
  snapshot: call,
  agent_ids: openAgentIds,
  since: seeksAgentSince,
  expected: expectedVersion,
  now,
});
