import type { Queryable } from "../database.ts";

export const AGENT_NEWS = "agent_news";

/** Told at commit, to every process that listens. The payload names the agents, at most a few. */
export async function notifyAgents(tx: Queryable, tenant: string, agentIds: readonly string[]): Promise<void> {
  if (agentIds.length === 0) return;
  await tx.query("select pg_notify($1, $2 || '|' || id) from unnest($3::text[]) as id", [AGENT_NEWS, tenant, agentIds]);
}
