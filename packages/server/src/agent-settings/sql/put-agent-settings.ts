import type { AgentSettings } from "@partner-telephony/api";
import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function putAgentSettings(
  db: Queryable,
  tenant: TenantId,
  agentId: AgentId,
  { callerId, queueId }: AgentSettings,
  now: number,
): Promise<void> {
  await db.query(
    `insert into agent_settings (tenant_id, agent_id, caller_id, queue_id, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, agent_id)
     do update set caller_id = excluded.caller_id, queue_id = excluded.queue_id, changed_at = excluded.changed_at`,
    [tenant, agentId, callerId, queueId, new Date(now)],
  );
}
