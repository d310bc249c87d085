import type { Call, CallEvent, Leg, LegEndReason } from "@partner-telephony/calls";
import type { AgentStatus } from "./bare-signal.ts";

type OfferEndReason = Exclude<Extract<CallEvent, { type: "offerEnded" }>["reason"], "accepted">;

export interface EndOfCall {
  readonly reason: "ended" | "error";
  readonly agentStatus: AgentStatus | null;
  /** Of an agent who dialed: why the other side could not be reached. */
  readonly notReached: LegEndReason | null;
}

/** Guide, chapter 12, "Handling Missed Calls and Call Errors". A caller who gives up is no fault of the agent. */
const afterOffer: Readonly<Record<OfferEndReason, AgentStatus>> = {
  missed: "MissedCallAgent",
  declined: "DeclinedByAgent",
  failed: "FailedConnectAgent",
  abandoned: "FailedConnectCustomer",
};

/** A customer who was called and is not reached. The guide knows a status of its own for the customer of a callback who misses it. */
const customerNotReached: readonly LegEndReason[] = [
  "missed",
  "noAnswer",
  "busy",
  "declined",
  "notReachable",
  "numberUnknown",
  "failed",
];

export function endOfOffer(reason: OfferEndReason): EndOfCall {
  return { reason: "error", agentStatus: afterOffer[reason], notReached: null };
}

/** For an agent who dialed and was never connected: who failed decides. */
export function endOfDialing(call: Call, agentLeg: Leg | undefined): EndOfCall {
  if (agentLeg?.endReason === "failed") return { reason: "error", agentStatus: "FailedConnectAgent", notReached: null };
  const others = Object.values(call.legs).filter((leg) => leg.legId !== agentLeg?.legId);
  const ends = others.flatMap(({ endReason }) => (endReason === null ? [] : [endReason]));
  const notReached = ends.find((end) => customerNotReached.includes(end));
  if (notReached === undefined) return normalEnd;
  const missed = notReached === "missed" || notReached === "noAnswer";
  const agentStatus = call.callType === "Callback" && missed ? "MissedCallStatus" : "FailedConnectCustomer";
  return { reason: "error", agentStatus, notReached };
}

export const normalEnd: EndOfCall = { reason: "ended", agentStatus: null, notReached: null };
