import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** The agent of each Salesforce user, in the order asked; null: nobody here. */
export async function agentsOfUsers(
  db: Queryable,
  tenant: TenantId,
  userIds: readonly string[],
): Promise<{ readonly userId: string; readonly agentId: AgentId | null }[]> {
  // A list, not a join: planned for a table that was small a moment ago, a join compares each with each.
  const rows = await db.query<{ user_id: string; agent_id: AgentId }>(
    `select left(salesforce_user_id, 15) as user_id, agent_id from agent_profiles
     where tenant_id = $1 and removed_at is null and left(salesforce_user_id, 15) = any($2::text[])`,
    [tenant, userIds.map((userId) => userId.slice(0, 15))],
  );
  const agents = new Map(rows.map((row) => [row.user_id, row.agent_id]));
  return userIds.map((userId) => ({ userId, agentId: agents.get(userId.slice(0, 15)) ?? null }));
}

/** Of these groups, those that there are none of. */
export async function unknownGroups(db: Queryable, tenant: TenantId, groupIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ group_id: string }>(
    `select given.group_id from unnest($2::text[]) with ordinality as given(group_id, place)
     where not exists (select from agent_groups g where g.tenant_id = $1 and g.group_id = given.group_id)
     order by given.place`,
    [tenant, groupIds],
  );
  return rows.map((row) => row.group_id);
}

/** Who is on it already stays. */
export async function putOnQueue(
  tx: Queryable,
  tenant: TenantId,
  queueId: string,
  { agentIds, groupIds }: { readonly agentIds: readonly AgentId[]; readonly groupIds: readonly string[] },
): Promise<void> {
  await tx.query(
    `insert into queue_members (tenant_id, queue_id, agent_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
    [tenant, queueId, agentIds],
  );
  await tx.query(
    `insert into queue_groups (tenant_id, queue_id, group_id) select $1, $2, unnest($3::text[]) on conflict do nothing`,
    [tenant, queueId, groupIds],
  );
}

export async function putInGroup(
  tx: Queryable,
  tenant: TenantId,
  groupId: string,
  agentIds: readonly AgentId[],
): Promise<void> {
  await tx.query(
    `insert into agent_group_members (tenant_id, group_id, agent_id) select $1, $2, unnest($3::uuid[])
     on conflict do nothing`,
    [tenant, groupId, agentIds],
  );
}

export async function takeOffGroup(
  tx: Queryable,
  tenant: TenantId,
  groupId: string,
  agentIds: readonly AgentId[],
): Promise<void> {
  await tx.query(
    "delete from agent_group_members where tenant_id = $1 and group_id = $2 and agent_id = any($3::uuid[])",
    [tenant, groupId, agentIds],
  );
}
