import type { Agent, Call } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { readAgentProfiles } from "../store/statements/read-agent-profiles.ts";
import type { AgentProfile } from "../store/statements/read-agent-profiles.ts";
import { readParties } from "../store/statements/read-parties.ts";
import type { StoredParty } from "../store/statements/read-parties.ts";
import { readQueueNames } from "../store/statements/read-queue-names.ts";

/** Everything personal that a view needs; the states point to it by id. */
export interface Names {
  readonly parties: ReadonlyMap<string, StoredParty>;
  readonly agents: ReadonlyMap<string, AgentProfile>;
  readonly queues: ReadonlyMap<string, string>;
}

export async function readNames(
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
  return {
    parties: await readParties(db, tenant, unique(partyIds)),
    agents: await readAgentProfiles(db, tenant, unique([...agentIds, ...agents.map((agent) => agent.agentId)])),
    queues: await readQueueNames(db, tenant, unique([...queueIds, ...ownQueueIds])),
  };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
