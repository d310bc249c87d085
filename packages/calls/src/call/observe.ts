import { canTakeCall } from "../agent/can-take-call.ts";
import type { Draft } from "../draft.ts";
import type { Fact } from "../fact.ts";
import type { LegId, PartyId } from "../ids.ts";
import { passDeadline } from "./deadlines.ts";
import { addLeg, offer, agentOfLeg } from "./legs.ts";
import { isCallbackToDial, isOfferable, wantsAgent } from "./offerable.ts";
import { answerSent, refuseRequest } from "./request-facts.ts";
import { finish } from "./settle.ts";
import type { CallType } from "./state.ts";
import { observeTelephony } from "./telephony-facts.ts";

type FactOf<T extends Fact["type"]> = Extract<Fact, { type: T }>;

/** Takes a fact in. Never refuses: what does not fit is kept as `factIgnored` and reported. */
export function observeCall(draft: Draft, fact: Fact): void {
  if (fact.type === "callArrived" || fact.type === "callbackRequested") {
    if (draft.call !== null) ignoreFact(draft, fact, "call.already-exists");
    else if (fact.type === "callArrived") startInbound(draft, fact);
    else startCallback(draft, fact);
  } else if (draft.call === null) draft.report("call.unknown", { factType: fact.type, callId: fact.callId });
  else observeLive(draft, fact);
  finish(draft);
}

function observeLive(draft: Draft, fact: Exclude<Fact, { type: "callArrived" | "callbackRequested" }>): void {
  const code = takeIn(draft, fact);
  if (code !== null) ignoreFact(draft, fact, code);
}

/** Null when the fact fits, else the code of why it does not. */
function takeIn(draft: Draft, fact: Exclude<Fact, { type: "callArrived" | "callbackRequested" }>): string | null {
  switch (fact.type) {
    case "agentChosen":
      return chooseAgent(draft, fact);
    case "voiceCallCreated":
    case "voiceCallNotCreated":
      return linkVoiceCall(draft, fact);
    case "requestRefused":
      return refuseRequest(draft, fact.requestId, fact.code);
    case "digitsSent":
      return answerSent(draft, fact.requestId);
    case "deadlinePassed":
      return passDeadline(draft, fact.deadline, fact.requestId);
    default:
      return observeTelephony(draft, fact);
  }
}

function ignoreFact(draft: Draft, fact: Fact, code: string): void {
  draft.emit({ type: "factIgnored", factType: fact.type, code });
  draft.report(code, { factType: fact.type, callId: fact.callId });
}

function startInbound(draft: Draft, fact: FactOf<"callArrived">): void {
  const { callId, legId, partyId, queueId } = fact;
  const callType = "Inbound";
  draft.emit({ type: "callStarted", callId, callType, firstVendorCallKey: legId, previousCallId: null, queueId });
  addCustomer(draft, { legId, partyId, callType }, true);
  draft.emit({ type: "queued", queueId });
  // The telephony system says that it records; it may have begun before the first agent is there.
  if (fact.recording) draft.emit({ type: "recordingStarted" });
}

/** The record of a queued callback is made by the org on its event (guide, chapter 9, "Queued Callbacks"). */
function startCallback(draft: Draft, fact: FactOf<"callbackRequested">): void {
  const { callId, legId, partyId, queueId, forAgentId, previousCallId } = fact;
  const shared = { callType: "Callback", ...(forAgentId !== null && { forAgentId }) } as const;
  draft.emit({ type: "callStarted", callId, ...shared, firstVendorCallKey: legId, previousCallId, queueId });
  addCustomer(draft, { legId, partyId, callType: "Callback" }, false);
  draft.emit({ type: "queued", queueId });
}

function addCustomer(
  draft: Draft,
  { legId, partyId, callType }: { legId: LegId; partyId: PartyId; callType: CallType },
  createVoiceCall: boolean,
): void {
  const endpoint = { kind: "party", partyId } as const;
  const own = { legId, vendorCallKey: legId, participantType: "Initial_Caller", callType, endpoint } as const;
  addLeg(draft, { ...own, parentVendorCallKey: null, partyId }, createVoiceCall);
}

function chooseAgent(draft: Draft, fact: FactOf<"agentChosen">): string | null {
  const { agentId, legId, requestId } = fact;
  const call = draft.live;
  const agent = draft.agents[agentId];
  const place = wantsAgent(call);
  if (place === null || !isOfferable(call)) return "call.not-offerable";
  if (agent === undefined) return "agent.unknown";
  const onCall = call.agents[agentId];
  if (onCall !== undefined && onCall.state !== "done") return "agent.busy";
  if (!canTakeCall(agent, draft.settings.now)) return "agent.busy";
  if (call.legs[legId] !== undefined) return "leg.already-exists";
  if (call.pending[requestId] !== undefined) return "request.already-exists";
  offer(draft, agentId, legId);
  addLeg(
    draft,
    {
      legId,
      vendorCallKey: place.vendorCallKey,
      participantType: "Agent",
      callType: place.callType,
      endpoint: { kind: "agent", agentId },
      parentVendorCallKey: place.parentVendorCallKey,
      partyId: null,
    },
    false,
  );
  if (!isCallbackToDial(call))
    draft.ask({ type: "ringAgent", legId, agentId }, agentOfLeg(draft.live, legId)?.agentId ?? null, requestId);
  return null;
}

function linkVoiceCall(draft: Draft, fact: FactOf<"voiceCallCreated" | "voiceCallNotCreated">): string | null {
  const leg = draft.live.legs[fact.legId];
  if (leg === undefined) return "leg.unknown";
  if (leg.vendorCallKey !== leg.legId || leg.voiceCall.status === "created") return "voice-call.out-of-place";
  if (fact.type === "voiceCallNotCreated" && leg.voiceCall.status !== "creating") return "voice-call.out-of-place";
  draft.cancel(`createVoiceCall:${leg.legId}`);
  // An answer that comes after the deadline still names the record: later updates can use it.
  if (fact.type === "voiceCallCreated") {
    draft.emit({ type: "voiceCallCreated", legId: leg.legId, voiceCallId: fact.voiceCallId });
  } else draft.emit({ type: "voiceCallNotCreated", legId: leg.legId, code: fact.code });
  return null;
}
