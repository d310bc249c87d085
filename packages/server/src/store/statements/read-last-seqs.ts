import type { Queryable } from "../database.ts";

/** For the slow poll behind NOTIFY. */
export function readLastSeqs(
  db: Queryable,
  agents: readonly { readonly tenant: string; readonly agentId: string }[],
): Promise<{ tenant_id: string; agent_id: string; last_seq: number }[]> {
  return db.query(
    `select tenant_id, agent_id, last_seq from agents
     where (tenant_id, agent_id) in (select tenant, agent from unnest($1::text[], $2::uuid[]) as asked(tenant, agent))`,
    [agents.map(({ tenant }) => tenant), agents.map(({ agentId }) => agentId)],
  );
}
