import type { GroupMembersBody, MembersAssociated, QueueMembersBody } from "@partner-telephony/api";
import type { AgentId } from "@partner-telephony/calls";
import type { z } from "zod";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Queryable } from "../store/database.ts";
import { queueExists } from "../tenants/sql/queue-exists.ts";
import { lockCenter } from "./contact-center-choice.ts";
import { groupExists } from "./sql/groups.ts";
import { agentsOfUsers, putInGroup, putOnQueue, takeOffGroup, unknownGroups } from "./sql/members.ts";

type Associated = z.output<typeof MembersAssociated>;
const NOBODY_UNKNOWN: Associated = { unknownUserIds: [], unknownGroupIds: [] };

/**
 * Puts users and groups on a queue. Somebody unknown: says who, and nothing has changed.
 * @throws ProblemError `queue.not-found`
 */
export async function associateWithQueue(
  tx: Queryable,
  tenant: TenantId,
  queueId: string,
  { userIds, groupIds }: z.output<typeof QueueMembersBody>,
): Promise<Associated> {
  await lockCenter(tx, tenant);
  if (!(await queueExists(tx, tenant, queueId))) throw new ProblemError("queue.not-found");
  const found = await sortUsers(tx, tenant, userIds);
  const unknownGroupIds = await unknownGroups(tx, tenant, groupIds);
  if (found.unknownUserIds.length + unknownGroupIds.length > 0)
    return { unknownUserIds: found.unknownUserIds, unknownGroupIds };
  await putOnQueue(tx, tenant, queueId, { agentIds: found.agentIds, groupIds });
  return NOBODY_UNKNOWN;
}

/**
 * Puts users in a group and takes others off it; who is in both lists is in it afterwards. A user who is to be taken off and is
 * nobody's agent any more is off it.
 * @throws ProblemError `group.unknown`
 */
export async function associateWithGroup(
  tx: Queryable,
  tenant: TenantId,
  groupId: string,
  { addUserIds, removeUserIds }: z.output<typeof GroupMembersBody>,
): Promise<Associated> {
  await lockCenter(tx, tenant);
  if (!(await groupExists(tx, tenant, groupId))) throw new ProblemError("group.unknown");
  const [added, removed] = [await sortUsers(tx, tenant, addUserIds), await sortUsers(tx, tenant, removeUserIds)];
  if (added.unknownUserIds.length > 0) return { ...NOBODY_UNKNOWN, unknownUserIds: added.unknownUserIds };
  await takeOffGroup(tx, tenant, groupId, removed.agentIds);
  await putInGroup(tx, tenant, groupId, added.agentIds);
  return NOBODY_UNKNOWN;
}

async function sortUsers(tx: Queryable, tenant: TenantId, userIds: readonly string[]) {
  const agentIds: AgentId[] = [];
  const unknownUserIds: string[] = [];
  for (const { userId, agentId } of await agentsOfUsers(tx, tenant, userIds)) {
    if (agentId === null) unknownUserIds.push(userId);
    else agentIds.push(agentId);
  }
  return { agentIds, unknownUserIds };
}
