import type { Agent } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** Many at once; one that is there already fails the transaction. */
export async function insertAgents(
  tx: Queryable,
  tenant: TenantId,
  agents: readonly Agent[],
  now: number,
): Promise<void> {
  const rows = agents.map((agent) => ({
    agent_id: agent.agentId,
    version: agent.version,
    snapshot: agent,
    routability: agent.routability,
  }));
  await tx.query(
    `insert into agents (tenant_id, agent_id, version, snapshot, routability, available_since, last_seq, changed_at)
     select $1, row.agent_id, row.version, row.snapshot, row.routability, null, 0, $3::timestamptz
     from jsonb_to_recordset($2::jsonb) as row(agent_id uuid, version integer, snapshot jsonb, routability text)`,
    [tenant, JSON.stringify(rows), new Date(now)],
  );
}
