import type { Draft } from "../draft.ts";
import type { AgentId, CallId } from "../ids.ts";
import { routabilityOf } from "./presence.ts";

/** Tells the agent's log what the telephony system must believe now, if that has changed. */
export function refreshRoutability(draft: Draft, agentId: AgentId): void {
  const agent = draft.agents[agentId];
  if (agent === undefined) return;
  const routability = routabilityOf(agent);
  if (routability !== agent.routability) draft.tell(agentId, { type: "routabilityChanged", routability });
}

export function offerCall(draft: Draft, agentId: AgentId, callId: CallId): void {
  draft.tell(agentId, { type: "callOffered", callId });
  refreshRoutability(draft, agentId);
}

export function withdrawOffer(draft: Draft, agentId: AgentId, callId: CallId): void {
  draft.tell(agentId, { type: "offerWithdrawn", callId });
  takePendingPresence(draft, agentId);
  refreshRoutability(draft, agentId);
}

export function occupy(draft: Draft, agentId: AgentId, callId: CallId): void {
  draft.tell(agentId, { type: "occupied", callId });
  refreshRoutability(draft, agentId);
}

/** The call no longer occupies the agent: what was chosen during it counts now. */
export function release(draft: Draft, agentId: AgentId, callId: CallId): void {
  if (!draft.agents[agentId]?.occupyingCallIds.includes(callId)) return;
  draft.tell(agentId, { type: "released", callId });
  takePendingPresence(draft, agentId);
  refreshRoutability(draft, agentId);
}

function takePendingPresence(draft: Draft, agentId: AgentId): void {
  const agent = draft.agents[agentId];
  if (agent === undefined || agent.pendingPresence === null) return;
  if (agent.occupyingCallIds.length > 0 || agent.offeredCallId !== null) return;
  // Both sides learn it from us now, whoever had asked: the console gets SET_AGENT_STATUS.
  draft.tell(agentId, { type: "presenceChanged", presence: agent.pendingPresence, side: "telephony" });
}
