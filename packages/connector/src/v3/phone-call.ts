import type { AgentView, CallView, ParticipantView } from "@partner-telephony/api";
import type { PhoneCall } from "@salesforce/scv-connector-base";
import { agentLeg, customerLeg } from "../core/legs.ts";
import { isLive, type CallPicture } from "../core/picture.ts";
import { BUILT_CONTROLS, vendor } from "../vendor.ts";
import type { Library } from "./library.ts";
import { togglesOf } from "./told-toggles.ts";

/**
 * The leg that Salesforce knows this call by, for this agent: the transfer leg of an agent who took over, else the first one.
 * Its vendorCallKey is the `callId` of the library's words.
 */
export function knownLeg(view: CallView, agentId: string): ParticipantView | undefined {
  const own = view.agents.find((one) => one.agentId === agentId)?.legId;
  const ownLeg = view.participants.find((one) => one.legId === own);
  const key = ownLeg?.callType === "Transfer" ? ownLeg.vendorCallKey : view.firstVendorCallKey;
  const legs = view.participants.filter((one) => one.vendorCallKey === key);
  return legs.find((one) => one.participantType === "Initial_Caller") ?? legs[0];
}

export const vendorCallKeyOf = (view: CallView, agentId: string): string =>
  knownLeg(view, agentId)?.vendorCallKey ?? view.firstVendorCallKey;

const STATES = {
  offered: "ringing",
  joining: "ringing",
  connected: "connected",
  afterConversationWork: "ended",
  over: "ended",
} as const;

/**
 * A new PhoneCall each time: the library writes into the object when it replays it. With contact and callAttributes always,
 * because a replay without them throws and takes all later calls with it.
 */
export function phoneCall(library: Library, call: CallPicture, agent: AgentView): PhoneCall {
  const { view, standing } = call;
  const customer = customerLeg(view);
  const leg = knownLeg(view, agent.agentId);
  const phoneNumber = customer?.phoneNumber ?? null;
  const voiceCallId = leg?.voiceCallId ?? (leg?.vendorCallKey === view.firstVendorCallKey ? view.voiceCallId : null);
  return new library.PhoneCall({
    callId: vendorCallKeyOf(view, agent.agentId),
    callType: leg?.callType ?? view.callType,
    state: STATES[standing],
    ...(phoneNumber === null ? {} : { phoneNumber }),
    contact: new library.Contact({
      type: "PhoneNumber",
      ...(phoneNumber === null ? {} : { phoneNumber }),
      ...(customer?.name == null ? {} : { name: customer.name }),
    }),
    // Without a VoiceCall the key is absent, not null: Salesforce then makes the record itself (guide, chapter 5).
    callAttributes: { participantType: "Initial_Caller", ...(voiceCallId == null ? {} : { voiceCallId }) },
    callInfo: callInfo(library, call, agent),
    ...(isLive(standing) ? {} : ended(call, agent)),
  });
}

function callInfo(library: Library, { view }: CallPicture, agent: AgentView) {
  const own = view.agents.find((one) => one.agentId === agent.agentId);
  const { hasMute, hasRecord, hasMerge, hasSwap, hasBlindTransfer } = vendor.capabilities;
  const { hold, addParticipant, digits } = BUILT_CONTROLS;
  const { isCustomerOnHold, isMuted, isRecordingPaused } = togglesOf(view, agent.agentId);
  return new library.CallInfo({
    callStateTimestamp: new Date(own?.since ?? view.startedAt),
    // Of a callback, the VoiceCall in which it was asked for (guide, chapter 9, "Queued Callbacks").
    ...(view.previousVendorCallKey == null ? {} : { initialCallId: view.previousVendorCallKey }),
    queueId: view.queueId,
    queueName: view.queueName,
    queueTimestamp: view.queuedAt === null ? null : new Date(view.queuedAt),
    isSoftphoneCall: agent.phone.type === "SOFT_PHONE",
    isOnHold: isCustomerOnHold,
    isMuted,
    isRecordingPaused,
    acceptEnabled: true,
    declineEnabled: true,
    muteEnabled: hasMute,
    recordEnabled: hasRecord,
    conferenceEnabled: hasMerge,
    swapEnabled: hasSwap,
    holdEnabled: hold,
    addCallerEnabled: addParticipant,
    extensionEnabled: digits,
    showMuteButton: hasMute,
    showRecordButton: hasRecord,
    showMergeButton: hasMerge,
    showSwapButton: hasSwap,
    showAddCallerButton: addParticipant,
    showAddBlindTransferButton: hasBlindTransfer,
  });
}

/** How it ended. Out of sight (no signal, only a snapshot) a call that was connected ended normally, one that only rang did not come about. */
function ended({ view, ending }: CallPicture, agent: AgentView) {
  if (ending === null) return { reason: wasConnected(view, agent.agentId) ? ("ended" as const) : ("error" as const) };
  const { reason, agentStatus, closeCallOnError } = ending;
  return { reason, closeCallOnError, ...(agentStatus === null ? {} : { agentStatus }) };
}

function wasConnected(view: CallView, agentId: string): boolean {
  const own = view.agents.find((one) => one.agentId === agentId);
  const connectedAt = agentLeg(view, agentId)?.connectedAt ?? null;
  return own?.state === "connected" || own?.state === "afterConversationWork" || connectedAt !== null;
}
