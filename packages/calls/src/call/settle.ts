import type { Draft } from "../draft.ts";
import { endLeg, hangUp, talkersOnHold } from "./legs.ts";
import { isCustomer, isPresent, openLegs } from "./phase.ts";
import type { Call, Leg, LegEndReason } from "./state.ts";

/** After which end of somebody else's leg a customer left alone waits for an agent again, instead of being let go. */
const customerWaitsAfter: readonly LegEndReason[] = ["transferred", "failed"];

const talkersOf = (call: Call): Leg[] => openLegs(call).filter((leg) => leg.participantType !== "Supervisor");

/** What follows for the others when a leg has ended. `leaver` is the leg as it was before. */
export function settleAfter(draft: Draft, leaver: Leg): void {
  const rest = talkersOf(draft.live);
  if (leaver.participantType === "Supervisor") return;
  if (isOver(draft.live, rest, leaver)) {
    endConversation(draft);
    return;
  }
  if (rest.length === 1 && leaver.state === "connected") requeue(draft);
  if (!rest.some((leg) => leg.endpoint.kind === "queue")) resumeAll(draft);
}

function isOver(call: Call, rest: readonly Leg[], leaver: Leg): boolean {
  if (!rest.some((leg) => isPresent(call, leg))) return true;
  const [lone, ...others] = rest;
  if (lone === undefined || others.length > 0) return false;
  return !(isCustomer(lone) && customerMayWait(call, leaver));
}

function customerMayWait(call: Call, leaver: Leg): boolean {
  const reason = call.legs[leaver.legId]?.endReason ?? "hungUp";
  return leaver.state === "ringing" || customerWaitsAfter.includes(reason);
}

function requeue(draft: Draft): void {
  draft.emit({ type: "queued", queueId: draft.live.queueId });
}

/** Nobody stays on hold for somebody who has left. */
function resumeAll(draft: Draft): void {
  for (const legId of talkersOnHold(draft.live)) {
    const asked = Object.values(draft.live.pending).some(
      ({ request }) => request.type === "resume" && request.legId === legId,
    );
    if (!asked) draft.ask({ type: "resume", legId }, null);
  }
}

/**
 * Fewer than two are left and nobody is on the way: the conversation has ended. The other legs end with it in the
 * model; the telephony system is asked to end them too, and what it says of them later only answers that.
 */
export function endConversation(draft: Draft): void {
  for (const leg of openLegs(draft.live)) {
    endLeg(draft, leg.legId, leg.state === "ringing" ? "abandoned" : "hungUp");
    hangUp(draft, leg.legId);
  }
}

/** What a decision owes at its end, whatever it was: recording, final updates, the end of the call. */
export function finish(draft: Draft): void {
  const call = draft.call;
  if (call === null || call.phase === "ended") return;
  const over = openLegs(call).length === 0;
  if (over && call.recording !== "off") draft.emit({ type: "recordingStopped" });
  clearRouting(draft, over);
  oweFinalUpdates(draft);
  const busy = Object.values(call.agents).some((agent) => agent.state !== "done");
  if (over && !busy) draft.emit({ type: "callEnded", reason: endReasonOf(call) });
}

function endReasonOf(call: Call): "completed" | "abandoned" | "failed" {
  if (call.acceptedAt !== null) return "completed";
  return call.callType === "Inbound" ? "abandoned" : "failed";
}

/** A call that ends in the queue leaves its routing behind in Salesforce unless it is cleared (guide, chapter 12). */
function clearRouting(draft: Draft, over: boolean): void {
  const before = draft.before.call;
  if (!over || before === null || openLegs(before).length === 0) return;
  const offered = Object.values(before.agents).some((agent) => agent.state === "offered");
  const routed = before.callType === "Inbound" || before.callType === "Callback" || before.queuedAt !== null;
  if (!routed || !(before.phase === "waiting" || offered)) return;
  draft.write({ type: "clearRouting", callId: before.callId, legId: before.firstVendorCallKey });
}

/** One final update for each VoiceCall, when the last leg that belongs to it has ended. */
function oweFinalUpdates(draft: Draft): void {
  const call = draft.live;
  const openKeys = new Set(openLegs(call).map((leg) => leg.vendorCallKey));
  const known = draft.before.call?.legs ?? {};
  for (const owner of Object.values(call.legs)) {
    if (owner.vendorCallKey !== owner.legId || openKeys.has(owner.vendorCallKey)) continue;
    const wasOpen =
      known[owner.legId] === undefined ||
      Object.values(known).some((leg) => leg.vendorCallKey === owner.legId && leg.state !== "ended");
    if (!wasOpen) continue;
    draft.emit({ type: "finalUpdateOwed", legId: owner.legId });
    draft.write({ type: "updateVoiceCall", callId: call.callId, legId: owner.legId });
  }
}
