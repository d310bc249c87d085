import type { VoiceCall, VoiceCallRecording } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import { isRecordId } from "../org/ids.ts";
import { isoNow, type Org } from "../org/org.ts";
import type { Transaction } from "../org/store.ts";
import type { CallCenter } from "../org/tables.ts";
import {
  byCallId,
  clearPendingRouting,
  closeConversation,
  patchVoiceCall,
  putNewVoiceCall,
} from "../org/voice-calls.ts";
import type { UpdateBody } from "./bodies.ts";
import { readCallAttributes } from "./call-attributes.ts";

/**
 * PATCH /voiceCalls/{CALL ID}: takes the update in (kept, so that a killed org still writes it) and answers `pending`;
 * `writePendingUpdates` writes it afterwards. An unknown vendorCallKey creates the record.
 */
export function takeUpdate(org: Org, center: CallCenter, callId: string, body: UpdateBody): { status: "pending" } {
  const known = byCallId(org, callId);
  if (known === undefined && isRecordId(callId, "VoiceCall")) {
    throw new OrgFault("voice.not-found", `The org has no voice call ${callId}.`);
  }
  if (known !== undefined && known.CallCenterId !== center.Id) {
    throw new OrgFault("voice.wrong-contact-center", `Voice call ${callId} belongs to another contact center.`);
  }
  readCallAttributes(org, body.callAttributes, known, false); // its shape is refused now, its content is not
  org.store.write((write) => {
    const call = known ?? createByUpdate(org, write, center, callId, body);
    // Zero-padded, so that the order of ids is the order of arrival.
    const Id = String(write.nextNumber("PendingUpdate")).padStart(12, "0");
    write.put("PendingUpdate", { Id, voiceCallId: call.Id, body });
  });
  return { status: "pending" };
}

/** Writes what was answered `pending`, in order of arrival. Also run at start, for an org that was killed in between. */
export function writePendingUpdates(org: Org): void {
  const pending = org.store.all("PendingUpdate").sort((one, other) => (one.Id < other.Id ? -1 : 1));
  for (const { Id, voiceCallId, body } of pending) {
    const update = body as UpdateBody;
    if (org.store.get("VoiceCall", voiceCallId) !== undefined) {
      if (update.recordingLocation !== undefined) writeRecording(org, voiceCallId, update);
      writeFields(org, voiceCallId, update);
    }
    org.store.write((write) => write.remove("PendingUpdate", Id));
  }
}

const callTypes: Record<string, VoiceCall["CallType"]> = {
  inbound: "Inbound",
  outbound: "Outbound",
  transfer: "Transfer",
  callback: "Callback",
};

function createByUpdate(org: Org, write: Transaction, center: CallCenter, key: string, body: UpdateBody): VoiceCall {
  const call = putNewVoiceCall(org, write, {
    vendorCallKey: key,
    callType: callTypes[(body.initiationMethod ?? "inbound").toLowerCase()] ?? "Inbound",
    callCenterId: center.Id,
    from: body.fromNumber ?? null,
    to: body.toNumber ?? null,
    startedAt: body.startTime ?? null,
    parent: body.parentCallIdentifier === undefined ? undefined : byCallId(org, body.parentCallIdentifier),
    ownerId: org.store.find("User", (user) => user.role === "admin")?.Id ?? "",
    origin: body.callOrigin ?? null,
  });
  for (const work of org.store.by("AgentWork", "vendorCallKey", key)) {
    if (work.WorkItemId === null) write.put("AgentWork", { ...work, WorkItemId: call.Id });
  }
  return call;
}

/** The first of two database writes. One recording per voice call: a second location replaces the first. */
function writeRecording(org: Org, voiceCallId: string, body: UpdateBody): void {
  const known = org.store.by("VoiceCallRecording", "VoiceCallId", voiceCallId)[0];
  org.store.write((write) => {
    const call = write.get("VoiceCall", voiceCallId);
    const recording: VoiceCallRecording = {
      Id: known?.Id ?? write.nextId("VoiceCallRecording"),
      VoiceCallId: voiceCallId,
      Name: `Recording of ${call?.Name ?? voiceCallId}`,
      MediaContentId: body.recordingLocation ?? "",
      DurationInSeconds:
        body.totalRecordingDuration ?? (body.agentInteractionDuration ?? 0) + (body.totalHoldDuration ?? 0),
      IsConsented: true,
      UploadDateTime: isoNow(org),
    };
    write.put("VoiceCallRecording", recording);
    patchVoiceCall(org, write, voiceCallId, { IsRecorded: true, CallRecordingId: recording.Id });
  });
}

/** The second write: everything else; the one that Apex triggers would see. */
function writeFields(org: Org, voiceCallId: string, body: UpdateBody): void {
  org.store.write((write) => {
    const before = write.get("VoiceCall", voiceCallId);
    if (before === undefined) return;
    const attributes = readCallAttributes(org, body.callAttributes, before, false);
    const call = patchVoiceCall(org, write, voiceCallId, {
      ...timesOf(before, body),
      ...holdsOf(org, body),
      ...peopleOf(org, before, body),
      ...attributes.fields,
      FromPhoneNumber: body.fromNumber ?? before.FromPhoneNumber,
      ToPhoneNumber: body.toNumber ?? before.ToPhoneNumber,
      CallOrigin: body.callOrigin ?? before.CallOrigin,
      DisconnectReason: body.disconnectReason?.value ?? before.DisconnectReason,
    });
    if (body.isActiveCall === true) {
      patchVoiceCall(org, write, voiceCallId, { CallDisposition: "in-progress" });
      return;
    }
    complete(org, write, call);
  });
}

/** CallDurationInSeconds is written only when both times come in one update. */
function timesOf(before: VoiceCall, body: UpdateBody): Partial<VoiceCall> {
  const iso = (time: string | undefined, kept: string | null): string | null =>
    time === undefined ? kept : new Date(time).toISOString();
  const { startTime, endTime } = body;
  return {
    CallStartDateTime: iso(startTime, before.CallStartDateTime),
    CallEndDateTime: iso(endTime, before.CallEndDateTime),
    CallQueuedDateTime: iso(body.enqueueTime, before.CallQueuedDateTime),
    CallAcceptDateTime: iso(body.acceptTime, before.CallAcceptDateTime),
    CallDurationInSeconds:
      startTime === undefined || endTime === undefined
        ? before.CallDurationInSeconds
        : Math.round((Date.parse(endTime) - Date.parse(startTime)) / 1_000),
  };
}

/** Every update overwrites hold duration and hold count, with 0 when it does not carry them. */
function holdsOf(org: Org, body: UpdateBody): Partial<VoiceCall> {
  const counts = body.recordingLocation !== undefined || org.facts.durationsWithoutRecording === "written";
  return {
    CustomerHoldDuration: counts ? (body.totalHoldDuration ?? 0) : 0,
    NumberOfHolds: body.numberOfHolds ?? 0,
    ...(body.longestHoldDuration === undefined ? {} : { LongestHoldDuration: body.longestHoldDuration }),
  };
}

/** `agent` is a username, `queue` the servicing queue's name; unknown ones are noted and left out. */
function peopleOf(org: Org, before: VoiceCall, body: UpdateBody): Partial<VoiceCall> {
  const user = body.agent === undefined ? undefined : org.store.by("User", "Username", body.agent)[0];
  if (body.agent !== undefined && user === undefined) org.findings.note("voice-call.unknown-agent", body.agent);
  return {
    UserId: user?.Id ?? before.UserId,
    OwnerId: user?.Id ?? before.OwnerId,
    QueueName: body.queue ?? before.QueueName,
  };
}

function complete(org: Org, write: Transaction, call: VoiceCall): void {
  if (clearPendingRouting(org, write, call.Id) > 0) org.findings.note("routing.left-behind", call.VendorCallKey);
  const wasFinal = org.store.get("Counter", `final-update ${call.Id}`) !== undefined;
  if (wasFinal) org.findings.note("voice-call.second-final-update", call.VendorCallKey);
  write.nextNumber(`final-update ${call.Id}`);
  patchVoiceCall(org, write, call.Id, { CallDisposition: "completed" });
  closeConversation(org, write, call, call.CallEndDateTime === null ? org.now() : Date.parse(call.CallEndDateTime));
}
