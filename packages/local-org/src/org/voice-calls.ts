import type { VoiceCall } from "../console-contract.ts";
import { toId18 } from "./ids.ts";
import { isoNow, type Org } from "./org.ts";
import type { Transaction } from "./store.ts";
import type { Conversation } from "./tables.ts";

/** Newest record of a vendor's call id; with the fact `new` there may be several. */
export function byVendorCallKey(org: Org, key: string): VoiceCall | undefined {
  return org.store.by("VoiceCall", "VendorCallKey", key).at(-1);
}

/** `{CALL ID}` of the voice API: voiceCallId in either form, else vendorCallKey. */
export function byCallId(org: Org, callId: string): VoiceCall | undefined {
  return org.store.get("VoiceCall", toId18(callId)) ?? byVendorCallKey(org, callId);
}

export function conversationOf(org: Org, call: VoiceCall): Conversation | undefined {
  return call.ConversationId === null ? undefined : org.store.get("Conversation", call.ConversationId);
}

export interface NewVoiceCall {
  vendorCallKey: string;
  callType: VoiceCall["CallType"];
  callCenterId: string;
  from: string | null;
  to: string | null;
  startedAt: string | null;
  parent: VoiceCall | undefined;
  /** Owner while nobody else is: a queue or a user. */
  ownerId: string;
  origin: VoiceCall["CallOrigin"];
}

/**
 * Writes a VoiceCall and its place in the conversation: a first call opens one, a call with a parent continues the
 * parent's and becomes its NextCall.
 */
export function putNewVoiceCall(org: Org, write: Transaction, fields: NewVoiceCall): VoiceCall {
  const now = isoNow(org);
  const Id = write.nextId("VoiceCall");
  const { parent } = fields;
  const conversationId = parent?.ConversationId ?? openConversation(org, write, fields, Id);
  if (parent !== undefined)
    write.put("VoiceCall", { ...(write.get("VoiceCall", parent.Id) ?? parent), NextCallId: Id });
  const call: VoiceCall = {
    ...emptyVoiceCall,
    Id,
    Name: `VC-${String(write.nextNumber("VoiceCallName")).padStart(8, "0")}`,
    CallType: fields.callType,
    CallOrigin: fields.origin,
    VendorCallKey: fields.vendorCallKey,
    CallCenterId: fields.callCenterId,
    FromPhoneNumber: fields.from,
    ToPhoneNumber: fields.to,
    CallStartDateTime: fields.startedAt,
    OwnerId: fields.ownerId,
    PreviousCallId: parent?.Id ?? null,
    ConversationId: conversationId,
    CreatedDate: now,
    LastModifiedDate: now,
    customFields: {},
  };
  write.put("VoiceCall", call);
  return call;
}

function openConversation(org: Org, write: Transaction, fields: NewVoiceCall, voiceCallId: string): string {
  const Id = write.nextId("Conversation");
  write.put("Conversation", {
    Id,
    ConversationIdentifier: fields.vendorCallKey,
    callCenterId: fields.callCenterId,
    firstVoiceCallId: voiceCallId,
    startedAt: fields.startedAt === null ? org.now() : Date.parse(fields.startedAt),
    closedAt: null,
    customerOnHold: false,
    recordingPaused: false,
  });
  return Id;
}

const emptyVoiceCall = {
  CallOrigin: null,
  CallDisposition: "new",
  CallResolution: "Resolved",
  VendorType: "ContactCenter",
  CallEndDateTime: null,
  CallQueuedDateTime: null,
  CallAcceptDateTime: null,
  CallDurationInSeconds: null,
  CustomerHoldDuration: null,
  LongestHoldDuration: null,
  NumberOfHolds: null,
  QueueName: null,
  UserId: null,
  NextCallId: null,
  RelatedRecordId: null,
  RecordTypeId: null,
  SourceType: null,
  DisconnectReason: null,
  Description: null,
  QualityScore: null,
  IsRecorded: false,
  CallRecordingId: null,
} as const satisfies Partial<VoiceCall>;

/** Changes fields of a call as the transaction sees it. */
export function patchVoiceCall(org: Org, write: Transaction, id: string, fields: Partial<VoiceCall>): VoiceCall {
  const call = write.get("VoiceCall", id);
  if (call === undefined) throw new TypeError(`VoiceCall ${id} is gone.`);
  const changed = { ...call, ...fields, LastModifiedDate: isoNow(org) };
  write.put("VoiceCall", changed);
  return changed;
}

/** A call waits for a queue or a preferred agent; what it waited for before is replaced. Answers the record's Id. */
export function putPendingRouting(
  org: Org,
  write: Transaction,
  voiceCallId: string,
  target: { QueueId?: string; PreferredUserId?: string },
): string {
  clearPendingRouting(org, write, voiceCallId);
  const Id = write.nextId("PendingServiceRouting");
  const { QueueId = null, PreferredUserId = null } = target;
  write.put("PendingServiceRouting", {
    Id,
    WorkItemId: voiceCallId,
    QueueId,
    PreferredUserId,
    CreatedDate: isoNow(org),
  });
  return Id;
}

/** Deletes the calls' PendingServiceRouting records; answers how many there were. */
export function clearPendingRouting(org: Org, write: Transaction, voiceCallId: string): number {
  const pending = org.store.by("PendingServiceRouting", "WorkItemId", voiceCallId);
  for (const record of pending) write.remove("PendingServiceRouting", record.Id);
  return pending.length;
}

/** Closes the conversation unless another leg follows this one. */
export function closeConversation(org: Org, write: Transaction, call: VoiceCall, endedAt: number): void {
  const conversation = conversationOf(org, call);
  if (call.NextCallId !== null || conversation === undefined || conversation.closedAt !== null) return;
  write.put("Conversation", { ...conversation, closedAt: endedAt, customerOnHold: false, recordingPaused: false });
}
