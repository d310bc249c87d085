import type { Draft } from "../draft.ts";
import type { Fact } from "../fact.ts";
import type { LegEndReason, Call, Leg, PendingRequest } from "./state.ts";
import { canSwap } from "./guards.ts";
import { connectLeg, endLeg, hangUp, talkersOnHold } from "./legs.ts";
import type { NewCallEvent } from "../draft.ts";
import type { FactMove, FitName } from "./moves.ts";
import { connectedTalkers } from "./phase.ts";
import { answer } from "./request-facts.ts";
import { settleAfter } from "./settle.ts";

export type TelephonyFact = Exclude<
  Fact,
  {
    type:
      | "callArrived"
      | "callbackRequested"
      | "agentChosen"
      | "voiceCallCreated"
      | "voiceCallNotCreated"
      | "requestRefused"
      | "digitsSent"
      | "deadlinePassed";
  }
>;

/** A fact about legs, recording, swap or merge, by the table. Null when it fits or answers something. */
export function observeTelephony(draft: Draft, fact: TelephonyFact): string | null {
  const move = draft.settings.rules.factMoves.find((row) => row.fact === fact.type);
  if (move === undefined) return "fact.unknown";
  const leg = "legId" in fact ? draft.live.legs[fact.legId] : undefined;
  if ("legId" in fact && leg === undefined) return "leg.unknown";
  const fits =
    (move.leg === null || (leg !== undefined && move.leg.includes(leg.state))) && fitsIn(move, draft, fact, leg);
  const answered = Object.values(draft.live.pending).filter((pending) => answers(move, fact, pending));
  const leaving = leavesOnOurWish(draft.live, leg);
  for (const { requestId } of answered) answer(draft, requestId);
  if (!fits) {
    endTransfer(draft, fact, answered);
    hangUpOrphan(draft, fact, leg);
    return keepMeasurement(draft, fact, leg) || answered.length > 0 ? null : "fact.out-of-place";
  }
  if (move.event !== null) happen(draft, move.event, fact, leg, leaving);
  endTransfer(draft, fact, answered);
  return null;
}

const fits: Readonly<Record<FitName, (call: Call, fact: TelephonyFact, leg: Leg | undefined) => boolean>> = {
  any: () => true,
  // A queue that answers with music is nobody to talk to: its leg stays until an agent has come.
  notAPlace: (_call, _fact, leg) => leg?.endpoint.kind !== "queue",
  held: (_call, _fact, leg) => leg?.held === true,
  notHeld: (_call, _fact, leg) => leg?.held === false && leg.participantType !== "Supervisor",
  muted: (_call, _fact, leg) => leg?.muted === true,
  notMuted: (_call, _fact, leg) => leg?.muted === false,
  listening: (_call, _fact, leg) => leg?.participantType === "Supervisor" && !leg.bargedIn,
  recordingOff: (call) => call.recording === "off" && connectedTalkers(call).length > 0,
  recordingOn: (call) => call.recording === "recording",
  recordingPaused: (call) => call.recording === "paused",
  swappable: (call, fact) =>
    fact.type === "legsSwapped" && canSwap(call.legs[fact.heldLegId], call.legs[fact.resumedLegId]),
  mergeable: (call) => !call.merged && connectedTalkers(call).length >= 3,
};

function fitsIn(move: FactMove, draft: Draft, fact: TelephonyFact, leg: Leg | undefined): boolean {
  return fits[move.fit](draft.live, fact, leg);
}

/** A fact answers a request of the right kind for the same leg, whether or not it names the request. */
function answers(move: FactMove, fact: TelephonyFact, pending: PendingRequest): boolean {
  const { request } = pending;
  if (request.type === "blindTransfer" && fact.type === "legEnded" && fact.reason === "transferred") {
    return fact.legId === request.agentLegId;
  }
  if (!move.answers.includes(request.type)) return false;
  if (fact.type === "legsSwapped") {
    return request.type === "swap" && request.holdLegId === fact.heldLegId && request.resumeLegId === fact.resumedLegId;
  }
  return "legId" in fact ? "legId" in request && request.legId === fact.legId : true;
}

/** The model itself asked this leg to end while others go on: the agent of a blind transfer. */
const leavesOnOurWish = (call: Call, leg: Leg | undefined): boolean =>
  Object.values(call.pending).some(
    ({ request, agentId }) => request.type === "hangUp" && request.legId === leg?.legId && agentId === null,
  );

function happen(
  draft: Draft,
  event: NonNullable<FactMove["event"]>,
  fact: TelephonyFact,
  leg: Leg | undefined,
  leaving: boolean,
): void {
  if (event === "legConnected" && leg !== undefined) connectLeg(draft, leg.legId);
  else if (event === "legEnded" && leg !== undefined) {
    const said: LegEndReason = fact.type === "legEnded" ? fact.reason : "hungUp";
    endLeg(draft, leg.legId, leaving ? "transferred" : said, fact.type === "legEnded" ? fact.audio : undefined);
    settleAfter(draft, leg);
  } else {
    if (event === "legsMerged") {
      for (const legId of talkersOnHold(draft.live)) draft.emit({ type: "legResumed", legId });
    }
    draft.emit(wordsOf(event, fact));
  }
}

function wordsOf(event: NonNullable<FactMove["event"]>, fact: TelephonyFact): NewCallEvent {
  if (fact.type === "legsSwapped") {
    return { type: "legsSwapped", heldLegId: fact.heldLegId, resumedLegId: fact.resumedLegId };
  }
  return ("legId" in fact ? { type: event, legId: fact.legId } : { type: event }) as NewCallEvent;
}

/** A blind transfer has been taken: the agent goes, the others go on. */
function endTransfer(draft: Draft, fact: TelephonyFact, answered: readonly PendingRequest[]): void {
  if (fact.type === "legEnded") return;
  for (const { request } of answered) {
    if (request.type !== "blindTransfer") continue;
    if (draft.live.legs[request.agentLegId]?.state !== "ended") hangUp(draft, request.agentLegId);
  }
}

/** A conversation that has ended took all its legs with it; what the telephony system says of one later may hold how it was heard. */
function keepMeasurement(draft: Draft, fact: TelephonyFact, leg: Leg | undefined): boolean {
  if (fact.type !== "legEnded" || fact.audio === undefined) return false;
  if (leg?.state !== "ended" || leg.audio !== undefined) return false;
  draft.emit({ type: "legMeasured", legId: leg.legId, audio: fact.audio });
  return true;
}

/** Somebody answered a leg that was given up for want of an answer: nobody may be left talking to silence. */
function hangUpOrphan(draft: Draft, fact: TelephonyFact, leg: Leg | undefined): void {
  if (fact.type === "legConnected" && leg?.endReason === "failed") hangUp(draft, leg.legId);
}
