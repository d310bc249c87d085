import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function agentExists(db: Queryable, tenant: TenantId, agentId: AgentId): Promise<boolean> {
  const rows = await db.query(
    `select 1 as found from agent_profiles where tenant_id = $1 and agent_id = $2
     and removed_at is null`,
    [tenant, agentId],
  );
  return rows.length > 0;
}
