import type { Call } from "@partner-telephony/calls";
import type { BulkTranscriptMessage, SenderType } from "@partner-telephony/salesforce-voice";
import type { Names } from "../views/names.ts";
import type { Utterance } from "./store-utterance.ts";

/** Under the key of the first VoiceCall, also after transfers; the times lie within the conversation, or none is made. */
export function messageOf(call: Call, { agents }: Names, utterance: Utterance): BulkTranscriptMessage {
  const vendorCallKey = call.firstVendorCallKey;
  const leg = call.legs[utterance.legId];
  const senderType = senderOf(leg?.participantType);
  const profile = leg?.endpoint.kind === "agent" ? agents.get(leg.endpoint.agentId) : undefined;
  const agent = profile?.salesforceUserId ?? profile?.username;
  const [begin, end] = [call.startedAt, endOf(call)];
  const startTime = Math.min(Math.max(utterance.startedAt, begin), end);
  return {
    vendorCallKey,
    messageId: utterance.utteranceId,
    participantId: (senderType === "HUMAN_AGENT" ? agent : undefined) ?? `${vendorCallKey}${senderType}`,
    senderType,
    content: utterance.text,
    startTime,
    endTime: Math.min(Math.max(utterance.endedAt, startTime), end),
  };
}

/** v60 knows no sender for a third party: what they say stands with the customer's (docs/unconfirmed.md). */
function senderOf(participantType: string | undefined): SenderType {
  if (participantType === "Agent") return "HUMAN_AGENT";
  return participantType === "Supervisor" ? "SUPERVISOR" : "END_USER";
}

/** Infinity while anybody of the first VoiceCall is there. */
function endOf(call: Call): number {
  const first = Object.values(call.legs).filter((leg) => leg.vendorCallKey === call.firstVendorCallKey);
  const ends = first.map((leg) => leg.endedAt ?? Infinity);
  return call.endedAt ?? Math.max(call.startedAt, ...ends);
}
