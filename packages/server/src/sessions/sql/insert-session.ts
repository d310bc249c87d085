import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function insertSession(
  tx: Queryable,
  tenant: TenantId,
  sessionId: string,
  agentId: AgentId,
  now: number,
): Promise<void> {
  await tx.query(`insert into sessions (tenant_id, session_id, agent_id, created_at) values ($1, $2, $3, $4)`, [
    tenant,
    sessionId,
    agentId,
    new Date(now),
  ]);
}
