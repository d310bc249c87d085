import type { Queryable } from "../database.ts";

export interface AgentProfile {
  readonly username: string;
  readonly displayName: string;
}

export async function readAgentProfiles(
  db: Queryable,
  tenant: string,
  agentIds: readonly string[],
): Promise<Map<string, AgentProfile>> {
  if (agentIds.length === 0) return new Map();
  const rows = await db.query<{ agent_id: string; username: string; display_name: string }>(
    "select agent_id, username, display_name from agent_profiles where tenant_id = $1 and agent_id = any($2::uuid[])",
    [tenant, agentIds],
  );
  return new Map(rows.map((row) => [row.agent_id, { username: row.username, displayName: row.display_name }]));
}
