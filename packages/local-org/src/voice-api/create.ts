import { OrgFault } from "../http/fault.ts";
import { toId15, toId18 } from "../org/ids.ts";
import type { Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";
import { byCallId, patchVoiceCall, putNewVoiceCall } from "../org/voice-calls.ts";
import type { CreateBody } from "./bodies.ts";
import { readCallAttributes } from "./call-attributes.ts";
import type { Limits } from "./limits.ts";

export interface CreateAnswer {
  voiceCallId: string;
  /** An empty list, or one string when the record was made with errors. */
  errors: [] | string;
}

/** POST /voiceCalls: makes the record and its conversation; see the facts for a vendorCallKey that exists. */
export function createVoiceCall(org: Org, center: CallCenter, limits: Limits, body: CreateBody): CreateAnswer {
  if (body.callCenterApiName !== center.InternalName) {
    throw new OrgFault("voice.body-invalid", "callCenterApiName: must be the sub of the token.", [
      { path: "callCenterApiName", message: "must be the sub of the token" },
    ]);
  }
  const parent = body.parentVoiceCallId === undefined ? undefined : byCallId(org, body.parentVoiceCallId);
  if (body.parentVoiceCallId !== undefined && parent === undefined) {
    throw new OrgFault("voice.body-invalid", "parentVoiceCallId: names no voice call.", [
      { path: "parentVoiceCallId", message: "names no voice call" },
    ]);
  }
  const attributes = readCallAttributes(org, body.callAttributes, undefined, true);
  const known = org.store
    .by("VoiceCall", "VendorCallKey", body.vendorCallKey)
    .findLast((call) => call.CallCenterId === center.Id);
  if (known !== undefined && org.facts.duplicateVendorCallKey === "same") {
    return { voiceCallId: answerId(org, known.Id), errors: [] };
  }
  limits.takeCreate();
  if (parent === undefined) limits.checkConversations(); // a transferred call continues its conversation
  const call = org.store.write((write) => {
    const made = putNewVoiceCall(org, write, {
      vendorCallKey: body.vendorCallKey,
      callType: body.initiationMethod,
      callCenterId: center.Id,
      from: body.from,
      to: body.to,
      startedAt: new Date(body.startTime).toISOString(),
      parent,
      ownerId: ownerOf(org, body),
      origin: body.callOrigin ?? null,
    });
    return patchVoiceCall(org, write, made.Id, attributes.fields);
  });
  return { voiceCallId: answerId(org, call.Id), errors: errorText(attributes.errors) };
}

function answerId(org: Org, id: string): string {
  return org.facts.voiceCallIdLength === 15 ? toId15(id) : id;
}

/** One string, as documented: it opens with a note that the call was created nonetheless. */
function errorText(errors: string[]): [] | string {
  return errors.length === 0 ? [] : `The voice call was created with errors: ${errors.join("; ")}.`;
}

/** A queue is read for transfers only: by Salesforce id, or by the vendor's id through CallCenterRoutingMap. */
function ownerOf(org: Org, body: CreateBody): string {
  const fallback = org.store.find("User", (user) => user.role === "admin")?.Id ?? "";
  if (body.initiationMethod !== "Transfer" || body.queue === undefined) return fallback;
  const direct = org.store.get("Group", toId18(body.queue))?.Id;
  const mapped = org.store.find("CallCenterRoutingMap", (row) => row.ExternalId === body.queue)?.ReferenceRecordId;
  const queue = direct ?? (mapped === undefined ? undefined : org.store.get("Group", mapped)?.Id);
  if (queue === undefined) org.findings.note("voice-call.unknown-queue", body.queue);
  return queue ?? fallback;
}
