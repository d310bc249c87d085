import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface UserToWrite {
  readonly agentId: AgentId;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
}

const columns = (users: readonly UserToWrite[]) => [
  users.map(({ agentId }) => agentId),
  users.map(({ userId }) => userId),
  users.map(({ username }) => username),
  users.map(({ displayName }) => displayName),
];
const GIVEN =
  "unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as given(agent_id, user_id, username, display_name)";

/** New agents, without a password. Answers how many: fewer when somebody has just taken a username. */
export async function insertUsers(
  tx: Queryable,
  tenant: TenantId,
  users: readonly UserToWrite[],
  now: number,
): Promise<number> {
  const rows = await tx.query(
    `insert into agent_profiles
       (tenant_id, agent_id, username, display_name, password_hash, supervisor, salesforce_user_id, created_at, changed_at)
     select $1, agent_id, username, display_name, null, false, user_id, $2::timestamptz, $2::timestamptz from ${GIVEN}
     on conflict do nothing returning agent_id`,
    [tenant, new Date(now), ...columns(users)],
  );
  return rows.length;
}

/** Agents that are there: name, username and user as Salesforce has them now; one that was removed is back. */
export async function updateUsers(
  tx: Queryable,
  tenant: TenantId,
  users: readonly UserToWrite[],
  now: number,
): Promise<void> {
  await tx.query(
    `update agent_profiles p set username = given.username, display_name = given.display_name,
       salesforce_user_id = given.user_id, removed_at = null, changed_at = $2::timestamptz
     from ${GIVEN} where p.tenant_id = $1 and p.agent_id = given.agent_id`,
    [tenant, new Date(now), ...columns(users)],
  );
}
