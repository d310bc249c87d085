import type { Agent, Call } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { readNamesOf } from "../store/statements/read-names.ts";
import type { Names } from "../store/statements/read-names.ts";

export type { Names } from "../store/statements/read-names.ts";

/** Names and numbers of everybody on these calls, and of these agents. */
export function readNames(
  db: Queryable,
  tenant: string,
  calls: readonly Call[],
  agents: readonly Agent[] = [],
): Promise<Names> {
  const endpoints = calls.flatMap((call) => Object.values(call.legs).map((leg) => leg.endpoint));
  const partyIds = endpoints.flatMap((to) => (to.kind === "party" ? [to.partyId] : []));
  const agentIds = endpoints.flatMap((to) => (to.kind === "agent" ? [to.agentId] : []));
  const queueIds = endpoints.flatMap((to) => (to.kind === "queue" ? [to.queueId] : []));
  const ownQueueIds = calls.flatMap((call) => (call.queueId === null ? [] : [call.queueId]));
  return readNamesOf(db, tenant, {
    partyIds: unique(partyIds),
    agentIds: unique([...agentIds, ...agents.map((agent) => agent.agentId)]),
    queueIds: unique([...queueIds, ...ownQueueIds]),
    callIds: unique(calls.flatMap(({ previousCallId }) => (previousCallId === null ? [] : [previousCallId]))),
  });
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
