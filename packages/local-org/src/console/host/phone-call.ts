import { fieldsOf, textOf, type Fields } from "./frames.ts";

export type CallType = "inbound" | "outbound" | "transfer" | "callback" | "internalcall" | "addparticipant" | "consult";

/** A PhoneCall as the console reads it: every field optional on the wire except callId, spelling of callType free. */
export interface PhoneCall {
  readonly callId: string;
  readonly callType: CallType;
  readonly phoneNumber: string | null;
  readonly contactName: string | null;
  readonly state: string | null;
  readonly agentStatus: string | null;
  readonly closeCallOnError: boolean;
  readonly participantType: string | null;
  readonly voiceCallId: string | null;
  readonly isReplayed: boolean;
  /** Flags of CallInfo that are off; everything not named here is on, as in the library's class. */
  readonly info: CallInfo;
  /** As it came: goes back to the connector with each request about this call, and to the org. */
  readonly wire: Fields;
}

export interface CallInfo {
  readonly isSoftphoneCall: boolean;
  readonly acceptEnabled: boolean;
  readonly declineEnabled: boolean;
  readonly muteEnabled: boolean;
  readonly swapEnabled: boolean;
  readonly conferenceEnabled: boolean;
  readonly holdEnabled: boolean;
  readonly recordEnabled: boolean;
  readonly addCallerEnabled: boolean;
  readonly extensionEnabled: boolean;
  readonly showMuteButton: boolean;
  readonly showRecordButton: boolean;
  readonly showAddCallerButton: boolean;
  readonly showMergeButton: boolean;
  readonly showSwapButton: boolean;
  readonly endCallDisabled: boolean;
  readonly isMuted: boolean;
  readonly isOnHold: boolean;
  readonly isRecordingPaused: boolean;
  /** ALWAYS, NEVER, ALWAYS_EXCEPT_ON_HOLD: when the third party may be removed. */
  readonly removeParticipantVariant: string;
  readonly queueName: string | null;
}

const callTypes: readonly CallType[] = [
  "inbound",
  "outbound",
  "transfer",
  "callback",
  "internalcall",
  "addparticipant",
  "consult",
];

function readCallType(value: unknown): CallType {
  const text = (textOf(value) ?? "").toLowerCase();
  if (text === "dialedcallback") return "callback";
  return callTypes.find((type) => type === text) ?? "inbound";
}

/** Null: not a call that could be shown or asked about, because it has no callId. */
export function readPhoneCall(value: unknown): PhoneCall | null {
  const wire = fieldsOf(value);
  const callId = textOf(wire["callId"]);
  if (callId === null) return null;
  const contact = fieldsOf(wire["contact"]);
  const attributes = fieldsOf(wire["callAttributes"]);
  return {
    callId,
    callType: readCallType(wire["callType"]),
    phoneNumber: textOf(wire["phoneNumber"]) ?? textOf(contact["phoneNumber"]),
    contactName: textOf(contact["name"]),
    state: textOf(wire["state"])?.toLowerCase() ?? null,
    agentStatus: textOf(wire["agentStatus"]),
    closeCallOnError: wire["closeCallOnError"] === true,
    participantType: textOf(attributes["participantType"]),
    voiceCallId: textOf(attributes["voiceCallId"]),
    isReplayed: wire["isReplayedCall"] === true,
    info: readCallInfo(wire["callInfo"]),
    wire,
  };
}

function readCallInfo(value: unknown): CallInfo {
  const info = fieldsOf(value);
  const unlessFalse = (name: string): boolean => info[name] !== false;
  const onlyTrue = (name: string): boolean => info[name] === true;
  return {
    isSoftphoneCall: unlessFalse("isSoftphoneCall"),
    acceptEnabled: unlessFalse("acceptEnabled"),
    declineEnabled: unlessFalse("declineEnabled"),
    muteEnabled: unlessFalse("muteEnabled"),
    swapEnabled: unlessFalse("swapEnabled"),
    conferenceEnabled: unlessFalse("conferenceEnabled"),
    holdEnabled: unlessFalse("holdEnabled"),
    recordEnabled: unlessFalse("recordEnabled"),
    addCallerEnabled: unlessFalse("addCallerEnabled"),
    extensionEnabled: unlessFalse("extensionEnabled"),
    showMuteButton: unlessFalse("showMuteButton"),
    showRecordButton: unlessFalse("showRecordButton"),
    showAddCallerButton: unlessFalse("showAddCallerButton"),
    showMergeButton: unlessFalse("showMergeButton"),
    showSwapButton: unlessFalse("showSwapButton"),
    endCallDisabled: onlyTrue("endCallDisabled"),
    isMuted: onlyTrue("isMuted"),
    isOnHold: onlyTrue("isOnHold"),
    isRecordingPaused: onlyTrue("isRecordingPaused"),
    removeParticipantVariant: textOf(info["removeParticipantVariant"]) ?? "ALWAYS",
    queueName: textOf(info["queueName"]),
  };
}

/** HANGUP and SUPERVISOR_HANGUP: an array, one call, `{calls}`, or nothing at all. */
export function readCalls(payload: unknown): readonly PhoneCall[] {
  const fields = fieldsOf(payload);
  const list = Array.isArray(payload) ? payload : Array.isArray(fields["calls"]) ? fields["calls"] : [payload];
  return list.map(readPhoneCall).filter((call) => call !== null);
}
