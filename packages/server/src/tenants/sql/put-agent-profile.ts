import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface AgentProfileGiven {
  readonly agentId: AgentId;
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly supervisor: boolean;
  readonly salesforceUserId: string | null;
}

/** `agentId` is for a new agent; a known username keeps its own. `created` tells which it was. */
export async function putAgentProfile(
  tx: Queryable,
  tenant: TenantId,
  given: AgentProfileGiven,
  now: number,
): Promise<{ agent_id: AgentId; username: string; created: boolean }> {
  const [row] = await tx.query<{ agent_id: AgentId; username: string }>(
    `insert into agent_profiles
       (tenant_id, agent_id, username, display_name, password_hash, supervisor, salesforce_user_id, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     on conflict (tenant_id, lower(username)) do update set display_name = excluded.display_name,
       password_hash = excluded.password_hash, supervisor = excluded.supervisor,
       salesforce_user_id = excluded.salesforce_user_id, removed_at = null, changed_at = excluded.changed_at
     returning agent_id, username`,
    [
      tenant,
      given.agentId,
      given.username,
      given.displayName,
      given.passwordHash,
      given.supervisor,
      given.salesforceUserId,
      new Date(now),
    ],
  );
  if (row === undefined) throw new Error("An upsert returned no row.");
  return { ...row, created: row.agent_id === given.agentId };
}
