import type { Queryable } from "../database.ts";

export interface AgentProfile {
  readonly username: string;
  readonly displayName: string;
  readonly salesforceUserId: string | null;
}

interface Row {
  readonly agent_id: string;
  readonly username: string;
  readonly display_name: string;
  readonly salesforce_user_id: string | null;
}

export async function readAgentProfiles(
  db: Queryable,
  tenant: string,
  agentIds: readonly string[],
): Promise<Map<string, AgentProfile>> {
  if (agentIds.length === 0) return new Map();
  const rows = await db.query<Row>(
    `select agent_id, username, display_name, salesforce_user_id from agent_profiles
     where tenant_id = $1 and agent_id = any($2::uuid[])`,
    [tenant, agentIds],
  );
  return new Map(rows.map((row) => [row.agent_id, profileOf(row)]));
}

const profileOf = (row: Row): AgentProfile => ({
  username: row.username,
  displayName: row.display_name,
  salesforceUserId: row.salesforce_user_id,
});
