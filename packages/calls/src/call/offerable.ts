import type { AgentId } from "../ids.ts";
import { openLegs } from "./phase.ts";
import type { Call, Leg } from "./state.ts";

/** The leg for which an agent is wanted: a kept queue place with somebody on the line, else the waiting customer. */
export function wantsAgent(call: Call): Leg | null {
  if (Object.values(call.agents).some((agent) => agent.state === "offered")) return null;
  const open = openLegs(call).filter((leg) => leg.participantType !== "Supervisor");
  const queuePlace = open.find((leg) => leg.endpoint.kind === "queue");
  if (queuePlace !== undefined) {
    const waiting = open.some((leg) => leg.state === "connected");
    return waiting && !isBeingPlaced(call, queuePlace) ? queuePlace : null;
  }
  return call.phase === "waiting" ? (open[0] ?? null) : null;
}

const isBeingPlaced = (call: Call, leg: Leg): boolean =>
  Object.values(call.pending).some(
    ({ request }) => "legId" in request && request.legId === leg.legId && request.type !== "hangUp",
  );

/** Whether the router may choose an agent: somebody waits, nobody is offered it, and its VoiceCall is settled. */
export function isOfferable(call: Call): boolean {
  const leg = wantsAgent(call);
  return leg !== null && leg.voiceCall.status !== "creating";
}

/** The customer has not been reached yet: an offer of such a callback rings in the console only, at no phone. */
export const isCallbackToDial = (call: Call): boolean =>
  call.callType === "Callback" && call.legs[call.firstVendorCallKey]?.state === "ringing";

/**
 * Those of the candidates whose turn it is, in the given order: the agent whom the customer asked for, alone; then agents
 * who have not declined, missed or failed the call; when all have, everybody again.
 */
export function nextInTurn(call: Call, candidates: readonly AgentId[]): readonly AgentId[] {
  const { forAgentId, triedAgentIds } = call;
  if (forAgentId !== undefined && !triedAgentIds.includes(forAgentId))
    return candidates.filter((id) => id === forAgentId);
  const untried = candidates.filter((agentId) => !triedAgentIds.includes(agentId));
  return untried.length > 0 ? untried : candidates;
}
