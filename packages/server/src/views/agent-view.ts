import type { AgentView } from "@partner-telephony/api";
import type { Agent, Instant } from "@partner-telephony/calls";
import type { Names } from "./names.ts";

/** @throws {Error} when the agent has no profile: the two are stored in one transaction. */
export function agentView(agent: Agent, names: Names, now: Instant): AgentView {
  const profile = names.agents.get(agent.agentId);
  if (profile === undefined) throw new Error(`Agent ${agent.agentId} has no profile.`);
  return {
    agentId: agent.agentId,
    username: profile.username,
    displayName: profile.displayName,
    version: agent.version,
    presence: agent.presence,
    pendingPresence: agent.pendingPresence,
    routability: agent.routability,
    availableSince: agent.availableSince,
    capacity: agent.capacity,
    offeredCallId: agent.offeredCallId,
    occupyingCallIds: [...agent.occupyingCallIds],
    phone: agent.phone,
    reachable: agent.lease !== null && agent.lease.expiresAt > now,
  };
}
