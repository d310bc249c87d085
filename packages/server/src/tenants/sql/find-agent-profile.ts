import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface AgentProfile {
  readonly agent_id: AgentId;
  readonly username: string;
  readonly display_name: string;
  readonly password_hash: string | null;
  readonly supervisor: boolean;
}

/** Salesforce usernames do not distinguish capital letters. Null also for an agent that was removed. */
export async function findAgentProfile(
  db: Queryable,
  tenant: TenantId,
  username: string,
): Promise<AgentProfile | null> {
  const [row] = await db.query<AgentProfile>(
    `select agent_id, username, display_name, password_hash, supervisor
     from agent_profiles where tenant_id = $1 and lower(username) = lower($2)
       and removed_at is null`,
    [tenant, username],
  );
  return row ?? null;
}
