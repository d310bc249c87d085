import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface AgentRow {
  readonly agent: Agent;
  /** Number of the last signal. */
  readonly lastSeq: number;
  readonly now: number;
}

/** Under the agents' locks: `lastSeq` is counted from what was locked. */
export async function updateAgents(tx: Queryable, tenant: string, agents: readonly AgentRow[]): Promise<void> {
  if (agents.length === 0) return;
  const rows = agents.map(({ agent, lastSeq, now }) => ({ snapshot: agent, last_seq: lastSeq, now }));
  await tx.query(
    `update agents set version = (row.snapshot->>'version')::integer, snapshot = row.snapshot,
       routability = row.snapshot->>'routability',
       available_since = to_timestamp((row.snapshot->>'availableSince')::numeric / 1000.0), last_seq = row.last_seq,
       changed_at = to_timestamp(row.now / 1000.0)
     from jsonb_to_recordset($2::jsonb) as row(snapshot jsonb, last_seq bigint, now numeric)
     where agents.tenant_id = $1 and agents.agent_id = (row.snapshot->>'agentId')::uuid`,
    [tenant, JSON.stringify(rows)],
  );
}
