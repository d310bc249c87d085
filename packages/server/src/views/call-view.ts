import type { CallView, ParticipantView } from "@partner-telephony/api";
import type { Call, Endpoint, Leg } from "@partner-telephony/calls";
import type { Names } from "./names.ts";

/** A call with names and numbers joined to it. */
export function callView(call: Call, names: Names): CallView {
  const { callId, version, callType, phase, firstVendorCallKey, previousCallId, queueId } = call;
  const { startedAt, queuedAt, acceptedAt, endedAt, merged, recording } = call;
  return {
    callId,
    version,
    callType,
    phase,
    firstVendorCallKey,
    voiceCallId: voiceCallIdOf(call, firstVendorCallKey),
    previousCallId,
    previousVendorCallKey: previousCallId === null ? null : (names.callKeys.get(previousCallId) ?? null),
    queueId,
    queueName: queueId === null ? null : (names.queues.get(queueId) ?? null),
    startedAt,
    queuedAt,
    acceptedAt,
    endedAt,
    merged,
    recording,
    participants: Object.values(call.legs).map((leg) => participantView(call, leg, names)),
    agents: Object.values(call.agents).map(({ agentId, legId, state, since }) => ({ agentId, legId, state, since })),
    pending: Object.values(call.pending).map(({ requestId, request, deadlineAt }) => ({
      requestId,
      type: request.type,
      legId: "legId" in request ? request.legId : null,
      deadlineAt,
    })),
  };
}

function participantView(call: Call, leg: Leg, names: Names): ParticipantView {
  const { legId, vendorCallKey, participantType, callType, state, held, muted, endpoint } = leg;
  const { startedAt, connectedAt, endedAt, endReason } = leg;
  return {
    legId,
    vendorCallKey,
    voiceCallId: voiceCallIdOf(call, vendorCallKey),
    participantType,
    callType,
    state,
    held,
    muted,
    phoneNumber: phoneNumberOf(endpoint, names),
    name: nameOf(endpoint, names),
    agentId: endpoint.kind === "agent" ? endpoint.agentId : null,
    startedAt,
    connectedAt,
    endedAt,
    endReason,
    audio: leg.audio ?? null,
  };
}

/** The leg whose id is the vendorCallKey owns the VoiceCall; others of that key share it. */
function voiceCallIdOf(call: Call, vendorCallKey: string): string | null {
  const link = call.legs[vendorCallKey]?.voiceCall;
  return link?.status === "created" ? link.voiceCallId : null;
}

function phoneNumberOf(endpoint: Endpoint, names: Names): string | null {
  if (endpoint.kind !== "party") return null;
  const party = names.parties.get(endpoint.partyId);
  return party?.e164 ?? party?.raw ?? null;
}

function nameOf(endpoint: Endpoint, names: Names): string | null {
  if (endpoint.kind === "party") return names.parties.get(endpoint.partyId)?.name ?? null;
  if (endpoint.kind === "agent") return names.agents.get(endpoint.agentId)?.displayName ?? null;
  return names.queues.get(endpoint.queueId) ?? null;
}
