import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export async function readAgent(db: Queryable, tenant: string, agentId: string): Promise<Agent | null> {
  const rows = await db.query<{ snapshot: Agent }>(
    "select snapshot from agents where tenant_id = $1 and agent_id = $2",
    [tenant, agentId],
  );
  return rows[0]?.snapshot ?? null;
}
