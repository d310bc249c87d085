import type {
  AgentWork,
  ConnectorEventAnswer,
  ConnectorEventRequest,
  ReportedCall,
  VoiceCall,
} from "../console-contract.ts";
import { findUser, isoNow, requireUser, type Org } from "../org/org.ts";
import type { Transaction } from "../org/store.ts";
import type { User } from "../org/tables.ts";
import {
  byCallId,
  byVendorCallKey,
  closeConversation,
  conversationOf,
  patchVoiceCall,
  putNewVoiceCall,
} from "../org/voice-calls.ts";
import { isOpen, putNewWork, putWorkStatus, workForCall } from "./agent-work.ts";
import { presenceConfiguration, putPresence, viewPresence } from "./presence.ts";

/** What Omni-Channel does when the connector publishes an event. Every event may come twice: replays, reloaded pages. */
export function takeConnectorEvent(org: Org, event: ConnectorEventRequest): ConnectorEventAnswer {
  const user = requireUser(org, event.user);
  const callId = org.store.write((write) => apply(org, write, user, event));
  const work = workForCall(org, user.Id, callId) ?? null;
  return {
    revision: org.store.revision,
    voiceCall: (work?.WorkItemId ? org.store.get("VoiceCall", work.WorkItemId) : byVendorCallKey(org, callId)) ?? null,
    agentWork: work,
    presence: viewPresence(findUser(org, user.Id) ?? user),
  };
}

/** Answers the callId that the event was about. */
function apply(org: Org, write: Transaction, user: User, event: ConnectorEventRequest): string {
  switch (event.eventType) {
    case "CALL_STARTED":
      started(org, write, user, event.call, false, event.callOrigin ?? null);
      return event.call.callId;
    case "QUEUED_CALL_STARTED":
      started(org, write, user, event.call, true);
      return event.call.callId;
    case "CALL_CONNECTED":
      connected(org, write, user, event.call);
      return event.call.callId;
    case "HANGUP":
      for (const call of event.calls) hungUp(org, write, user, call);
      return event.calls[0]?.callId ?? "";
    case "AFTER_CALL_WORK_STARTED":
      afterConversationWork(org, write, user, event.callId);
      return event.callId;
    case "WRAP_UP_ENDED":
      wrappedUp(org, write, user, event.callId);
      return event.callId;
    case "HOLD_TOGGLE":
      pauseTranscripts(org, write, event.callId, { customerOnHold: event.isCustomerOnHold });
      return event.callId;
    case "UPDATE_AUDIO_STATS_COMPLETED":
      scored(org, write, event.callId, event.mos);
      return event.callId;
    case "RECORDING_TOGGLE":
      pauseTranscripts(org, write, event.callId, { recordingPaused: event.isRecordingPaused });
      return event.callId;
  }
}

/** No score, as after a reload in mid-call, leaves what is there. */
function scored(org: Org, write: Transaction, callId: string, mos: number | null): void {
  const call = byVendorCallKey(org, callId);
  if (call !== undefined && mos !== null) patchVoiceCall(org, write, call.Id, { QualityScore: mos });
}

const callTypes: Record<string, VoiceCall["CallType"]> = {
  inbound: "Inbound",
  outbound: "Outbound",
  transfer: "Transfer",
  callback: "Callback",
  internalcall: "InternalCall",
};

function callTypeOf(call: ReportedCall): VoiceCall["CallType"] {
  return callTypes[(call.callType ?? "").toLowerCase()] ?? "Inbound";
}

/**
 * Calls the org itself records on CALL_STARTED: outbound and internal ones; queued callbacks on QUEUED_CALL_STARTED.
 * The provider's server makes the others; without a record a ringing inbound call is a call under voice resiliency.
 */
function started(
  org: Org,
  write: Transaction,
  user: User,
  reported: ReportedCall,
  queued: boolean,
  origin: VoiceCall["CallOrigin"] = null,
): AgentWork {
  const known = workForCall(org, user.Id, reported.callId);
  if (known !== undefined && isOpen(known)) return attach(org, write, known, reported);
  const type = callTypeOf(reported);
  const makesRecord =
    queued || type === "Outbound" || type === "InternalCall" || org.facts.resilientCallRecord === "made-by-console";
  const call =
    recordOf(org, reported) ?? (makesRecord ? recordCall(org, write, user, reported, type, origin) : undefined);
  return putNewWork(org, write, {
    UserId: user.Id,
    WorkItemId: call?.Id ?? null,
    vendorCallKey: reported.callId,
    opened: type === "Outbound" || reported.state?.toLowerCase() === "connected",
  });
}

function recordOf(org: Org, reported: ReportedCall): VoiceCall | undefined {
  const voiceCallId = reported.callAttributes?.voiceCallId;
  return (voiceCallId ? byCallId(org, voiceCallId) : undefined) ?? byVendorCallKey(org, reported.callId);
}

function recordCall(
  org: Org,
  write: Transaction,
  user: User,
  reported: ReportedCall,
  type: VoiceCall["CallType"],
  origin: VoiceCall["CallOrigin"],
): VoiceCall {
  const initial = reported.callInfo?.initialCallId ?? reported.callAttributes?.parentId;
  const outbound = type === "Outbound";
  const number = reported.phoneNumber ?? null;
  return putNewVoiceCall(org, write, {
    vendorCallKey: reported.callId,
    callType: type,
    callCenterId: user.CallCenterId ?? "",
    from: outbound ? null : number,
    to: outbound ? number : null,
    startedAt: isoNow(org),
    parent: initial ? byCallId(org, initial) : undefined,
    ownerId: user.Id,
    origin,
  });
}

/** A work that began without a record gets it as soon as there is one. */
function attach(org: Org, write: Transaction, work: AgentWork, reported: ReportedCall): AgentWork {
  const call = work.WorkItemId === null ? recordOf(org, reported) : undefined;
  if (call === undefined) return work;
  const attached = { ...work, WorkItemId: call.Id };
  write.put("AgentWork", attached);
  return attached;
}

function connected(org: Org, write: Transaction, user: User, reported: ReportedCall): void {
  const ended = workForCall(org, user.Id, reported.callId);
  if (ended !== undefined && (!isOpen(ended) || ended.inAfterConversationWork)) return; // late repeat of an old call
  const opened = putWorkStatus(org, write, started(org, write, user, reported, false), "Opened");
  const work = { ...opened, wasConnected: true };
  if (!opened.wasConnected) write.put("AgentWork", work);
  const call = work.WorkItemId === null ? undefined : write.get("VoiceCall", work.WorkItemId);
  if (call === undefined || call.CallDisposition !== "new") return;
  patchVoiceCall(org, write, call.Id, {
    CallDisposition: "in-progress",
    CallAcceptDateTime: call.CallAcceptDateTime ?? isoNow(org),
    UserId: user.Id,
    OwnerId: user.Id,
  });
}

/**
 * Guide chapter 12, missed calls and call errors. Connected: completed, then after conversation work if allowed.
 * Never connected: the record stays `new` and the conversation open, unless closeCallOnError says otherwise.
 */
function hungUp(org: Org, write: Transaction, user: User, reported: ReportedCall): void {
  const work = workForCall(org, user.Id, reported.callId);
  const call = (work?.WorkItemId ? write.get("VoiceCall", work.WorkItemId) : undefined) ?? recordOf(org, reported);
  const wasConnected = work?.Status === "Opened" && work.wasConnected;
  if (call !== undefined && (wasConnected || reported.closeCallOnError === true)) completeCall(org, write, call);
  if (work === undefined || !isOpen(work)) return;
  if (wasConnected && org.definition.presenceConfiguration.afterConversationWorkAllowed) {
    write.put("AgentWork", { ...work, inAfterConversationWork: true });
    return;
  }
  const status = wasConnected || work.Status === "Opened" ? "Closed" : endOfRinging(reported);
  putWorkStatus(org, write, work, status);
  if (status === "Declined") applyStatus(org, write, user, "updateStatusOnDecline", "decline");
  if (status === "DeclinedOnPushTimeout") applyStatus(org, write, user, "updateStatusOnPushTimeOut", "push-time-out");
}

/** FailedConnect… and MissedCallAgent count as push time-out: "or if there's any error that isn't due to call declined". */
function endOfRinging(reported: ReportedCall): "Declined" | "DeclinedOnPushTimeout" | "Canceled" {
  if (reported.agentStatus === "DeclinedByAgent") return "Declined";
  if (reported.agentStatus === "MissedCallAgent" || reported.agentStatus === "FailedConnectAgent")
    return "DeclinedOnPushTimeout";
  return "Canceled";
}

function applyStatus(
  org: Org,
  write: Transaction,
  user: User,
  setting: "updateStatusOnDecline" | "updateStatusOnPushTimeOut",
  reason: "decline" | "push-time-out",
): void {
  const next = presenceConfiguration(org)[setting];
  if (next !== null) putPresence(org, write, user, next, reason);
}

/** The console's part of an end; times, durations and recording come with the server's final update. */
function completeCall(org: Org, write: Transaction, call: VoiceCall): void {
  if (call.CallDisposition === "completed") return;
  patchVoiceCall(org, write, call.Id, {
    CallDisposition: "completed",
    CallEndDateTime: call.CallEndDateTime ?? isoNow(org),
  });
  closeConversation(org, write, call, org.now());
}

function afterConversationWork(org: Org, write: Transaction, user: User, callId: string): void {
  const work = workForCall(org, user.Id, callId);
  if (work?.Status === "Opened") write.put("AgentWork", { ...work, inAfterConversationWork: true });
}

function wrappedUp(org: Org, write: Transaction, user: User, callId: string): void {
  const work = workForCall(org, user.Id, callId);
  if (work?.Status === "Opened") putWorkStatus(org, write, work, "Closed");
}

function pauseTranscripts(
  org: Org,
  write: Transaction,
  callId: string,
  fields: { customerOnHold?: boolean; recordingPaused?: boolean },
): void {
  const call = byVendorCallKey(org, callId);
  const conversation = call === undefined ? undefined : conversationOf(org, call);
  if (conversation !== undefined && conversation.closedAt === null)
    write.put("Conversation", { ...conversation, ...fields });
}
