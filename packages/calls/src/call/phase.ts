import type { Call, CallPhase, Leg } from "./state.ts";

/** Legs that take part: a supervisor listens, and a leg to a queue only holds the place of the agent to come. */
export const openLegs = (call: Call): Leg[] => Object.values(call.legs).filter((leg) => leg.state !== "ended");
export const isTalker = (leg: Leg): boolean =>
  leg.participantType !== "Supervisor" && leg.endpoint.kind !== "queue" && leg.state !== "ended";
export const openTalkers = (call: Call): Leg[] => Object.values(call.legs).filter(isTalker);
export const connectedTalkers = (call: Call): Leg[] => openTalkers(call).filter((leg) => leg.state === "connected");

/** A customer from outside, who is never hung up on while somebody can still be found for the call. */
export const isCustomer = (leg: Leg): boolean =>
  leg.participantType === "Initial_Caller" && leg.endpoint.kind === "party";

const isWaitingCustomer = (call: Call, leg: Leg): boolean => {
  if (!isCustomer(leg) || leg.state === "ended") return false;
  if (leg.state === "connected") return true;
  const someoneJoins = Object.values(call.agents).some((agent) => agent.state === "joining");
  return (call.callType === "Inbound" || call.callType === "Callback") && !someoneJoins;
};

/** Somebody is on the line or waits in the queue. */
export const isPresent = (call: Call, leg: Leg): boolean =>
  leg.state === "connected" || (leg.state === "ringing" && isWaitingCustomer(call, leg));

/** The phase follows from legs and agents; only `callEnded` sets `ended`. Legal changes are in phase-moves.ts. */
export function phaseOf(call: Call): CallPhase {
  if (call.phase === "ended") return "ended";
  const talkers = openTalkers(call);
  if (talkers.length === 0 && openLegs(call).length === 0) {
    const working = Object.values(call.agents).some((agent) => agent.state === "afterConversationWork");
    return working ? "afterConversationWork" : call.phase;
  }
  if (connectedTalkers(call).length >= 2) return "connected";
  if (talkers.every((leg) => isWaitingCustomer(call, leg))) return "waiting";
  return "ringing";
}
