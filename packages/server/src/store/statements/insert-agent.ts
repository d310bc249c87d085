import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Answers false when the agent is there already. */
export async function insertAgent(tx: Queryable, tenant: string, agent: Agent, now: number): Promise<boolean> {
  const rows = await tx.query(
    `insert into agents (tenant_id, agent_id, version, snapshot, routability, available_since, last_seq, changed_at)
     values ($1, $2, $3, $4::jsonb, $5, null, 0, $6) on conflict do nothing returning agent_id`,
    [tenant, agent.agentId, agent.version, JSON.stringify(agent), agent.routability, sqlInstant(now)],
  );
  return rows.length === 1;
}
