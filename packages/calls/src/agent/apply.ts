import type { AgentEvent } from "./events.ts";
import { offlinePresence } from "./presence.ts";
import type { Agent } from "./state.ts";

type EventOf<T extends AgentEvent["type"]> = Extract<AgentEvent, { type: T }>;
type Appliers = { [T in AgentEvent["type"]]: (agent: Agent, event: EventOf<T>) => Partial<Agent> };

const without = (list: readonly string[], entry: string): string[] => list.filter((other) => other !== entry);

const appliers: Appliers = {
  agentAdded: () => ({}),
  leaseTaken: (_agent, event) => ({ lease: event.lease, lastEpoch: event.lease.epoch }),
  leaseRenewed: (agent, event) => ({ lease: agent.lease && { ...agent.lease, expiresAt: event.expiresAt } }),
  leaseReleased: () => ({ lease: null }),
  presenceChanged: (_agent, event) => ({ presence: event.presence, pendingPresence: null }),
  presenceEnqueued: (_agent, event) => ({ pendingPresence: event.presence }),
  routabilityChanged: (_agent, event) => ({
    routability: event.routability,
    availableSince: event.routability === "available" ? event.at : null,
  }),
  callOffered: (_agent, event) => ({ offeredCallId: event.callId }),
  offerWithdrawn: (agent, event) => (agent.offeredCallId === event.callId ? { offeredCallId: null } : {}),
  occupied: (agent, event) => ({
    offeredCallId: agent.offeredCallId === event.callId ? null : agent.offeredCallId,
    occupyingCallIds: [...without(agent.occupyingCallIds, event.callId), event.callId],
  }),
  released: (agent, event) => ({ occupyingCallIds: without(agent.occupyingCallIds, event.callId) }),
  phoneChanged: (_agent, event) => ({ phone: event.phone }),
  capacityChanged: (_agent, event) => ({ capacity: event.capacity }),
};

function addAgent(event: AgentEvent): Agent {
  if (event.type !== "agentAdded") throw new Error(`An agent's log begins with agentAdded, not with ${event.type}.`);
  return {
    agentId: event.agentId,
    version: 0,
    presence: offlinePresence,
    pendingPresence: null,
    routability: "offline",
    availableSince: null,
    capacity: event.capacity,
    offeredCallId: null,
    occupyingCallIds: [],
    phone: event.phone,
    lease: null,
    lastEpoch: 0,
  };
}

/** One event on top of an agent. Throws only on a log that does not begin with `agentAdded`. */
export function applyAgent(agent: Agent | null, event: AgentEvent): Agent {
  const before = agent ?? addAgent(event);
  const apply = appliers[event.type] as (agent: Agent, event: AgentEvent) => Partial<Agent>;
  return { ...before, ...apply(before, event), version: before.version + 1 };
}

/** The agent that a log describes; null for an empty one. */
export function foldAgent(events: readonly AgentEvent[]): Agent | null {
  return events.reduce<Agent | null>((agent, event) => applyAgent(agent, event), null);
}
