import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** Off every queue and group, and out of their sessions. Answers the sessions that have ended by it. */
export async function removeUsers(
  tx: Queryable,
  tenant: TenantId,
  agentIds: readonly AgentId[],
  now: number,
): Promise<string[]> {
  const at = new Date(now);
  await tx.query(
    `update agent_profiles set removed_at = $3, changed_at = $3
     where tenant_id = $1 and agent_id = any($2::uuid[]) and removed_at is null`,
    [tenant, agentIds, at],
  );
  await tx.query("delete from queue_members where tenant_id = $1 and agent_id = any($2::uuid[])", [tenant, agentIds]);
  await tx.query("delete from agent_group_members where tenant_id = $1 and agent_id = any($2::uuid[])", [
    tenant,
    agentIds,
  ]);
  const ended = await tx.query<{ session_id: string }>(
    `update sessions set ended_at = $3, end_reason = 'agent-removed'
     where tenant_id = $1 and agent_id = any($2::uuid[]) and ended_at is null returning session_id`,
    [tenant, agentIds, at],
  );
  return ended.map((row) => row.session_id);
}
