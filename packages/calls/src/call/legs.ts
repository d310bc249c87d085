import { offerCall, occupy, release, withdrawOffer } from "../agent/availability.ts";
import type { Draft } from "../draft.ts";
import type { AgentId, LegId, RequestId } from "../ids.ts";
import type { CallEvent } from "./events.ts";
import { isPending } from "./pending.ts";
import { connectedTalkers, isCustomer, isTalker, openLegs } from "./phase.ts";
import type { AgentOnCall, AudioStatistics, Call, LegEndReason } from "./state.ts";

type OfferEnd = Extract<CallEvent, { type: "offerEnded" }>["reason"];
type NewLeg = Omit<Extract<CallEvent, { type: "legAdded" }>, "v" | "at" | "type">;

/** What a ringing agent leg that ends says about the offer. */
const offerEndOf: Readonly<Record<LegEndReason, OfferEnd>> = {
  hungUp: "failed",
  declined: "declined",
  missed: "missed",
  busy: "failed",
  noAnswer: "missed",
  notReachable: "failed",
  numberUnknown: "failed",
  failed: "failed",
  abandoned: "abandoned",
  transferred: "abandoned",
  removed: "abandoned",
};

export const agentOfLeg = (call: Call, legId: LegId): AgentOnCall | null =>
  Object.values(call.agents).find((agent) => agent.legId === legId && agent.state !== "done") ?? null;

/** Adds a leg; one that owns a VoiceCall of ours to make (not made by the org on CALL_STARTED) has it asked for. */
export function addLeg(draft: Draft, leg: NewLeg, createVoiceCall: boolean): void {
  draft.emit({ type: "legAdded", ...leg });
  if (!createVoiceCall) return;
  const { legId } = leg;
  const { callId } = draft.live;
  const dueAt = draft.settings.now + draft.settings.policy.createVoiceCallMs;
  draft.emit({ type: "voiceCallRequested", legId });
  draft.write({ type: "createVoiceCall", callId, legId, deadlineAt: dueAt });
  draft.due({ key: `createVoiceCall:${legId}`, type: "createVoiceCall", callId, legId, dueAt });
}

/** Offers the call to an agent. The agent is reserved with it, so that no other call rings there. */
export function offer(draft: Draft, agentId: AgentId, legId: LegId): void {
  const { callId } = draft.live;
  draft.emit({ type: "offered", agentId, legId });
  offerCall(draft, agentId, callId);
  const dueAt = draft.settings.now + draft.settings.policy.offerMs;
  draft.due({ key: `offer:${legId}`, type: "offer", callId, legId, dueAt });
}

export function acceptOffer(draft: Draft, agentId: AgentId, legId: LegId): void {
  draft.emit({ type: "offerEnded", agentId, legId, reason: "accepted" });
  draft.cancel(`offer:${legId}`);
  occupy(draft, agentId, draft.live.callId);
}

export function connectLeg(draft: Draft, legId: LegId): void {
  const agent = agentOfLeg(draft.live, legId);
  if (agent?.state === "offered") acceptOffer(draft, agent.agentId, legId);
  draft.emit({ type: "legConnected", legId });
  if (agent !== null) connectWaitingCaller(draft);
  connectAgents(draft);
  if (agent !== null) endQueuePlaces(draft, legId);
}

/** A caller in the queue hears music until somebody is there: the model counts the caller as connected from then on. */
function connectWaitingCaller(draft: Draft): void {
  if (draft.live.callType !== "Inbound") return;
  for (const leg of openLegs(draft.live)) {
    if (isCustomer(leg) && leg.state === "ringing") draft.emit({ type: "legConnected", legId: leg.legId });
  }
}

/** An agent is connected once there is somebody to talk to; a supervisor as soon as the own leg is. */
function connectAgents(draft: Draft): void {
  for (const { agentId, legId, state } of Object.values(draft.live.agents)) {
    const leg = draft.live.legs[legId];
    if (state !== "joining" || leg?.state !== "connected") continue;
    const others = connectedTalkers(draft.live).filter((other) => other.legId !== legId);
    if (leg.participantType !== "Supervisor" && others.length === 0) continue;
    const isFirst = draft.live.acceptedAt === null;
    draft.emit({ type: "agentConnected", agentId, legId });
    recordDialedCall(draft);
    if (isFirst) dialExtension(draft);
  }
}

/** The number that the agent dialed has answered: what is behind it is dialed now, once, whatever has become of the agent's page. */
function dialExtension(draft: Draft): void {
  const { extensionDigitsId, firstVendorCallKey } = draft.live;
  if (extensionDigitsId === undefined) return;
  draft.ask({ type: "sendDigits", legId: firstVendorCallKey, digitsId: extensionDigitsId }, null);
}

function recordDialedCall(draft: Draft): void {
  const { callType, recording, pending } = draft.live;
  const wanted = draft.settings.policy.recordDialedCalls && callType !== "Inbound" && recording === "off";
  const asked = Object.values(pending).some(({ request }) => request.type === "startRecording");
  if (wanted && !asked) draft.ask({ type: "startRecording" }, null);
}

/** The agent whom the queue gave has come: the place that was kept is given up. */
function endQueuePlaces(draft: Draft, agentLegId: LegId): void {
  const key = draft.live.legs[agentLegId]?.vendorCallKey;
  for (const leg of openLegs(draft.live)) {
    if (leg.endpoint.kind !== "queue" || leg.vendorCallKey !== key) continue;
    draft.emit({ type: "legEnded", legId: leg.legId, reason: "transferred" });
    hangUp(draft, leg.legId);
  }
}

/** Ends one leg in the model and everything of its agent that ends with it. */
export function endLeg(draft: Draft, legId: LegId, reason: LegEndReason, audio?: AudioStatistics): void {
  const { callId, agents, legs } = draft.live;
  const agent = Object.values(agents).find((entry) => entry.legId === legId) ?? null;
  if (agent?.state === "offered") {
    draft.emit({ type: "offerEnded", agentId: agent.agentId, legId, reason: offerEndOf[reason] });
    draft.cancel(`offer:${legId}`);
    withdrawOffer(draft, agent.agentId, callId);
  }
  draft.emit({ type: "legEnded", legId, reason, ...(audio && { audio }) });
  if (agent === null || legs[legId]?.participantType === "Supervisor") return;
  if (agent.state === "connected") startAfterConversationWork(draft, agent.agentId);
  if (agent.state === "joining") release(draft, agent.agentId, callId);
}

function startAfterConversationWork(draft: Draft, agentId: AgentId): void {
  const { callId } = draft.live;
  draft.emit({ type: "afterConversationWorkStarted", agentId });
  const bound = draft.settings.policy.afterConversationWorkMs;
  if (bound === null) return;
  const dueAt = draft.settings.now + bound;
  draft.due({ key: wrapUpKey(callId, agentId), type: "afterConversationWork", callId, agentId, dueAt });
}

const wrapUpKey = (callId: string, agentId: AgentId): string => `afterConversationWork:${callId}:${agentId}`;

export function wrapUp(draft: Draft, agentId: AgentId, reason: "agent" | "timeout" | "supervisor" | "presence"): void {
  const { callId } = draft.live;
  draft.emit({ type: "wrappedUp", agentId, reason });
  draft.cancel(wrapUpKey(callId, agentId));
  release(draft, agentId, callId);
}

/** Asks for the end of a leg on the model's own account, once. */
export function hangUp(draft: Draft, legId: LegId, requestId?: RequestId): void {
  const request = { type: "hangUp", legId } as const;
  if (!isPending(draft.live, request)) draft.ask(request, null, requestId);
}

export const talkersOnHold = (call: Call): LegId[] =>
  openLegs(call)
    .filter((leg) => isTalker(leg) && leg.held)
    .map((leg) => leg.legId);
