import type { LegEndReason } from "@partner-telephony/calls";
import type { UpdateVoiceCall } from "@partner-telephony/salesforce-voice";

type DisconnectReason = NonNullable<UpdateVoiceCall["disconnectReason"]>;

const reason = (value: string, isError = false): DisconnectReason => ({ value, isError });

/**
 * Why the VoiceCall ended, as a value of `DisconnectReason`. Salesforce lists no values for partners; its own client counts
 * TELECOM_PROBLEM as an error and how people leave as none (docs/unconfirmed.md).
 */
export const disconnectReasons: Readonly<Record<LegEndReason, DisconnectReason>> = {
  hungUp: reason("HUNG_UP"),
  declined: reason("DECLINED"),
  missed: reason("MISSED"),
  busy: reason("BUSY"),
  noAnswer: reason("NO_ANSWER"),
  notReachable: reason("NOT_REACHABLE"),
  numberUnknown: reason("NUMBER_UNKNOWN"),
  failed: reason("TELECOM_PROBLEM", true),
  abandoned: reason("ABANDONED"),
  transferred: reason("TRANSFERRED"),
  removed: reason("REMOVED"),
};
