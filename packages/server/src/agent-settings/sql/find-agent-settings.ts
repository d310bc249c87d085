import type { AgentSettings } from "@partner-telephony/api";
import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** Nothing is chosen until the agent has saved something. */
export async function findAgentSettings(db: Queryable, tenant: TenantId, agentId: AgentId): Promise<AgentSettings> {
  const [row] = await db.query<{ caller_id: string | null; queue_id: string | null }>(
    "select caller_id, queue_id from agent_settings where tenant_id = $1 and agent_id = $2",
    [tenant, agentId],
  );
  return { callerId: row?.caller_id ?? null, queueId: row?.queue_id ?? null };
}
