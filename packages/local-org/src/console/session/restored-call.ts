import type { AgentWork, VoiceCall } from "../../console-contract.ts";
import type { HostedCall } from "../host/phone.ts";
import { readPhoneCall } from "../host/phone-call.ts";

/** A call in after conversation work is over for the connector: only the org still knows it after a reload. Null: it has no callId. */
export function restoredCall(work: AgentWork, record: VoiceCall | undefined, now: number): HostedCall | null {
  const number = record?.CallType === "Outbound" ? record.ToPhoneNumber : record?.FromPhoneNumber;
  const call = readPhoneCall({
    callId: work.vendorCallKey,
    callType: record?.CallType ?? "Inbound",
    state: "ended",
    ...(number ? { phoneNumber: number, contact: { type: "PhoneNumber", phoneNumber: number } } : {}),
    callAttributes: { participantType: "Initial_Caller", ...(record ? { voiceCallId: record.Id } : {}) },
  });
  if (call === null) return null;
  const phaseSince = Date.parse(record?.CallEndDateTime ?? "") || now;
  const flags = { isMuted: false, isOnHold: false, isRecordingPaused: false, third: null, isMerged: false };
  return { call, phase: "afterConversationWork", phaseSince, ...flags };
}
