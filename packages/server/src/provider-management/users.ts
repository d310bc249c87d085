import { randomUUID } from "node:crypto";
import type { UserBatchBody, UserBatchDone } from "@partner-telephony/api";
import { applyAgent, newAgent, type Agent } from "@partner-telephony/calls";
import type { z } from "zod";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError, type FieldFault } from "../http/problem-error.ts";
import type { Queryable } from "../store/database.ts";
import { insertAgentEvents } from "../store/statements/insert-agent-events.ts";
import { lockCenter } from "./contact-center-choice.ts";
import { insertAgents } from "./sql/insert-agents.ts";
import { matchUsers } from "./sql/match-users.ts";
import { removeUsers } from "./sql/remove-users.ts";
import { insertUsers, updateUsers, type UserToWrite } from "./sql/write-users.ts";

type Users = z.output<typeof UserBatchBody>["users"];
type Done = z.output<typeof UserBatchDone>;

const CAPACITY = 1;

/**
 * Every user of the batch is an agent afterwards, or nothing has changed. A known Salesforce user keeps its agent, whatever its
 * username is now; an agent that was made by hand and is nobody's yet is taken by its username.
 * @throws ProblemError `users.repeated`, `users.username-taken`
 */
export async function addUsers(tx: Queryable, tenant: TenantId, users: Users, now: number): Promise<Done> {
  await lockCenter(tx, tenant);
  const matched = await matchUsers(tx, tenant, users);
  const taken: FieldFault[] = [];
  const [fresh, known]: [UserToWrite[], UserToWrite[]] = [[], []];
  for (const { place, by_id, by_name, name_owner } of matched) {
    const { userId, username, firstName, lastName } = users[place] as Users[number];
    const displayName = [firstName, lastName].filter((part) => part?.trim()).join(" ") || username;
    const isTaken = by_name !== null && by_name !== by_id && (by_id !== null || name_owner !== null);
    if (isTaken) taken.push({ path: `users.${place}.username`, message: "belongs to another user" });
    const agentId = by_id ?? by_name;
    (agentId === null ? fresh : known).push({ agentId: agentId ?? randomUUID(), userId, username, displayName });
  }
  requireOnce(users, [...known, ...fresh]);
  if (taken.length > 0) throw new ProblemError("users.username-taken", { fields: taken.slice(0, 20) });
  await updateUsers(tx, tenant, known, now);
  const inserted = await insertUsers(tx, tenant, fresh, now);
  // Somebody made an agent of this username meanwhile; the adapter runs the transaction again, and it is known then.
  if (inserted < fresh.length) throw Object.assign(new Error("A username has just been taken."), { code: "40001" });
  await addAgents(tx, tenant, fresh, now);
  return { users: [...known, ...fresh].map(({ userId, agentId }) => ({ userId, agentId })) };
}

/** Ids of 15 and 18 characters may be the same user, and usernames of other capital letters the same name. */
function requireOnce(users: Users, toWrite: readonly UserToWrite[]): void {
  const distinct = (texts: readonly string[]) => new Set(texts).size === users.length;
  const once =
    distinct(users.map(({ userId }) => userId.slice(0, 15))) &&
    distinct(users.map(({ username }) => username.toLowerCase())) &&
    distinct(toWrite.map(({ agentId }) => agentId));
  if (!once) throw new ProblemError("users.repeated");
}

async function addAgents(tx: Queryable, tenant: TenantId, users: readonly UserToWrite[], now: number): Promise<void> {
  const logs = users.map(({ agentId }) => ({ agentId, events: newAgent(agentId, now, CAPACITY) }));
  const agents = logs.map(({ events }) =>
    events.reduce<Agent | null>((state, event) => applyAgent(state, event), null),
  );
  await insertAgents(tx, tenant, agents as Agent[], now);
  const rows = logs.flatMap(({ agentId, events }) =>
    events.map((event, index) => ({ agentId, version: index + 1, event, traceparent: null })),
  );
  await insertAgentEvents(tx, tenant, rows);
}

/**
 * Nobody of the batch is an agent afterwards; whom we do not know is gone already. An agent keeps its id, should it come back.
 * `endedSessions`: log-ins to close once the transaction stands; a call that an agent is on goes on.
 */
export async function removeUsersOf(
  tx: Queryable,
  tenant: TenantId,
  users: Users,
  now: number,
): Promise<Done & { readonly endedSessions: readonly string[] }> {
  await lockCenter(tx, tenant);
  const matched = await matchUsers(tx, tenant, users);
  const agentIds = matched.flatMap(({ by_id }) => (by_id === null ? [] : [by_id]));
  const endedSessions = await removeUsers(tx, tenant, agentIds, now);
  return { users: users.map(({ userId }) => ({ userId, agentId: null })), endedSessions };
}
