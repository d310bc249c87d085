import type { VoiceCall, VoiceCallEdit, VoiceCallPage } from "../console-contract.ts";
import { OrgFault } from "./fault.ts";
import { toId18 } from "../org/ids.ts";
import { requireUser, type Org } from "../org/org.ts";
import { patchVoiceCall } from "../org/voice-calls.ts";
import { trustedForMedia } from "../setup/trusted-urls.ts";

function requireVoiceCall(org: Org, id: string): VoiceCall {
  const call = org.store.get("VoiceCall", toId18(id));
  if (call === undefined) throw new OrgFault("record.not-found", `The org has no VoiceCall ${id}.`);
  return call;
}

/** The record page: the call and what hangs on it. Transcripts of a transferred call show on every leg. */
export function viewVoiceCallPage(org: Org, id: string): VoiceCallPage {
  const call = requireVoiceCall(org, id);
  const entries =
    call.ConversationId === null ? [] : org.store.by("TranscriptEntry", "conversationId", call.ConversationId);
  return {
    voiceCall: call,
    recording: org.store.by("VoiceCallRecording", "VoiceCallId", call.Id)[0] ?? null,
    trustedForMedia: trustedForMedia(org),
    owner: nameOf(org, call.OwnerId) ?? call.OwnerId,
    agent: call.UserId === null ? null : nameOf(org, call.UserId),
    relatedRecord: relatedRecord(org, call.RelatedRecordId),
    previousCall: linkTo(org, call.PreviousCallId),
    nextCall: linkTo(org, call.NextCallId),
    transcript: entries
      .map(({ Id: _id, ...entry }) => entry)
      .sort((one, other) => one.startTime - other.startTime || one.endTime - other.endTime),
  };
}

function nameOf(org: Org, id: string): string | null {
  return org.store.get("User", id)?.Name ?? org.store.get("Group", id)?.Name ?? null;
}

function linkTo(org: Org, id: string | null): VoiceCallPage["nextCall"] {
  const call = id === null ? undefined : org.store.get("VoiceCall", id);
  return call === undefined ? null : { Id: call.Id, Name: call.Name };
}

function relatedRecord(org: Org, id: string | null): VoiceCallPage["relatedRecord"] {
  if (id === null) return null;
  const contact = org.store.get("Contact", id);
  if (contact !== undefined) return { Id: id, objectName: "Contact", label: contact.Name };
  const found = org.store.get("Case", id);
  return found === undefined ? null : { Id: id, objectName: "Case", label: `${found.CaseNumber} ${found.Subject}` };
}

/** Only the fields that the object reference calls updateable are in the request's schema. */
export function editVoiceCall(org: Org, id: string, edit: VoiceCallEdit): VoiceCall {
  const call = requireVoiceCall(org, id);
  const { user, ...fields } = edit;
  requireUser(org, user);
  if (fields.RelatedRecordId) {
    const related = toId18(fields.RelatedRecordId);
    if (relatedRecord(org, related) === null) {
      throw new OrgFault("record.not-found", `The org has no Contact or Case ${fields.RelatedRecordId}.`);
    }
    fields.RelatedRecordId = related;
  }
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<VoiceCall>;
  return org.store.write((write) => patchVoiceCall(org, write, call.Id, given));
}
