import { capabilities } from "../capabilities.ts";
import { sources, type Fact } from "../fact.ts";

/** A frame as it crosses the MessagePort, after the setup message. Host to connector is flat; connector to host has three types. */
export interface ExampleFrame extends Fact {
  readonly from: "host" | "connector";
  readonly versions: readonly (3 | 4)[];
  readonly frame: Readonly<Record<string, unknown>>;
}

type Row = readonly [id: string, frame: Readonly<Record<string, unknown>>, versions?: readonly (3 | 4)[]];

const phoneCall = {
  callId: "4c6f0f2a-0f0e-4f6e-9d4f-5a2b0c9f7a11",
  callType: "Inbound",
  state: "ringing",
  phoneNumber: "+14155550123",
  callAttributes: { voiceCallId: "0LQ000000000001", participantType: "Initial_Caller" },
  callInfo: { isSoftphoneCall: true },
};
const third = { callId: "third-1", callType: "AddParticipant", phoneNumber: "+14155550199" };

const event = (telephonyEventType: string, telephonyEventPayload: unknown) => ({
  type: "TELEPHONY_EVENT_DISPATCHED",
  payload: { telephonyEventType, telephonyEventPayload },
});
const log = (eventType: string, payload: unknown, isError: boolean) => ({
  type: "LOG",
  payload: { eventType, payload, isError },
});

const fromHost: readonly Row[] = [
  ["accept-call", { type: "ACCEPT_CALL", call: phoneCall }],
  ["decline-call", { type: "DECLINE_CALL", call: phoneCall }],
  ["end-call", { type: "END_CALL", call: phoneCall, agentStatus: "Online" }],
  ["dial", { type: "DIAL", contact: { phoneNumber: "+14155550123" } }],
  ["dial-callback", { type: "DIAL", contact: { phoneNumber: "+14155550123" }, params: ["isCallback=true"] }, [4]],
  ["send-digits", { type: "SEND_DIGITS", digits: "12#" }],
  ["mute", { type: "MUTE" }],
  ["mute-participant", { type: "MUTE", call: phoneCall }, [4]],
  ["unmute", { type: "UNMUTE" }],
  ["hold", { type: "HOLD", call: phoneCall }],
  ["resume", { type: "RESUME", call: phoneCall }],
  ["pause-recording", { type: "PAUSE_RECORDING", call: phoneCall }],
  ["resume-recording", { type: "RESUME_RECORDING", call: phoneCall }],
  [
    "add-participant",
    { type: "ADD_PARTICIPANT", contact: { phoneNumber: "+14155550199" }, call: phoneCall, isBlindTransfer: false },
  ],
  ["swap", { type: "SWAP_PARTICIPANTS", callToHold: third, callToResume: phoneCall }],
  ["conference", { type: "CONFERENCE", calls: [phoneCall, third] }],
  ["wrap-up-call", { type: "WRAP_UP_CALL", call: phoneCall }],
  [
    "set-agent-status",
    {
      type: "SET_AGENT_STATUS",
      agentStatus: "Online",
      statusInfo: { statusId: "0N5xx0000000001CAA", statusApiName: "Available", statusName: "Available" },
      enqueueNextState: false,
    },
  ],
  ["get-agent-status", { type: "GET_AGENT_STATUS" }],
  ["set-agent-config", { type: "SET_AGENT_CONFIG", config: { selectedPhone: { type: "SOFT_PHONE" } } }],
  ["get-phone-contacts", { type: "GET_PHONE_CONTACTS", filter: { contains: "smi", limit: 50, offset: 0 } }],
  [
    "get-signed-recording-url",
    {
      type: "GET_SIGNED_RECORDING_URL",
      recordingUrl: "https://recordings.acme.example/4c6f0f2a",
      vendorCallKey: phoneCall.callId,
      callId: "0LQ000000000001",
    },
  ],
  ["agent-available", { type: "AGENT_AVAILABLE", isAvailable: true }],
  [
    "supervise-call",
    { type: "SUPERVISE_CALL", call: { callId: phoneCall.callId, voiceCallId: "0LQ000000000001", callType: "Inbound" } },
  ],
  ["logout", { type: "LOGOUT" }],
  ["message", { type: "MESSAGE", message: { hello: "connector" } }],
  ["get-contacts", { type: "GET_CONTACTS", filter: { limit: 50, offset: 0 }, workItemId: "500xx000000001A" }, [4]],
  ["get-audio-devices", { type: "GET_AUDIO_DEVICES" }, [4]],
];

const capabilitiesOfVersion3 = capabilities.filter(({ versions }) => versions.includes(3));

const fromConnector: readonly Row[] = [
  ["setup-logged", log("SETUP_CONNECTOR", { isACWAllowed: true, orgDomainName: "acme.my.salesforce.com" }, false)],
  [
    "connector-ready",
    {
      type: "CONNECTOR_READY",
      payload: {
        agentConfig: { PHONES: ["SOFT_PHONE"], SELECTED_PHONE: { type: "SOFT_PHONE" } },
        capabilities: Object.fromEntries(capabilitiesOfVersion3.map(({ key, byDefault }) => [key, byDefault])),
        callInProgress: null,
      },
    },
    [3],
  ],
  [
    "connector-ready-nothing-known",
    // Sent when a getter failed while getting ready: the host must cope with it.
    { type: "CONNECTOR_READY", payload: {} },
  ],
  ["show-login", event("SHOW_LOGIN", { loginFrameHeight: 350 })],
  ["silent-login", event("SHOW_LOGIN", { isSilentLogin: true }), [4]],
  ["login-result", event("LOGIN_RESULT", { success: true })],
  ["call-started", event("CALL_STARTED", phoneCall)],
  ["call-connected", event("CALL_CONNECTED", { ...phoneCall, state: "connected" })],
  ["hangup-list", event("HANGUP", [{ ...phoneCall, state: "ended", reason: "ended" }])],
  ["hangup-single", event("HANGUP", { ...phoneCall, state: "ended", reason: "error", agentStatus: "DeclinedByAgent" })],
  ["after-call-work-started", event("AFTER_CALL_WORK_STARTED", { callId: phoneCall.callId })],
  ["wrap-up-ended", event("WRAP_UP_ENDED", { callId: phoneCall.callId, callType: "Inbound", callStatus: "ended" })],
  ["mute-toggle", event("MUTE_TOGGLE", { isMuted: true })],
  ["hold-toggle", event("HOLD_TOGGLE", { isThirdPartyOnHold: false, isCustomerOnHold: true, calls: [phoneCall] })],
  ["hold-toggle-merged", event("HOLD_TOGGLE", { isThirdPartyOnHold: false, isCustomerOnHold: false })],
  [
    "recording-toggle",
    event("RECORDING_TOGGLE", {
      isRecordingPaused: true,
      contactId: null,
      initialContactId: null,
      instanceId: null,
      region: null,
    }),
  ],
  [
    "participant-added",
    event("PARTICIPANT_ADDED", {
      initialCallHasEnded: false,
      callInfo: phoneCall.callInfo,
      phoneNumber: third.phoneNumber,
      callId: third.callId,
    }),
  ],
  ["participant-removed-failed", event("PARTICIPANT_REMOVED", { reason: "error" })],
  ["participant-removed-after-caller-left", event("PARTICIPANT_CONNECTED", { initialCallHasEnded: true })],
  ["set-agent-status-result", event("SET_AGENT_STATUS_RESULT", { success: true })],
  ["supervisor-hangup-by-accept", event("SUPERVISOR_HANGUP", { calls: [{ ...phoneCall, state: "ended" }] })],
  ["error-code", event("ERROR", { message: "CAN_NOT_END_THE_CALL" })],
  [
    "error-custom",
    event("ERROR", { customError: { labelName: "PhoneBusy", namespace: "pt", message: "The phone is busy" } }),
  ],
  ["info-accept-failed", event("INFO", { message: "CAN_NOT_ACCEPT_THE_CALL" })],
  ["signed-recording-url-failed", event("SIGNED_RECORDING_URL", { success: false })],
];

const facts = (from: "host" | "connector", rows: readonly Row[]): readonly ExampleFrame[] =>
  rows.map(([id, frame, versions = [3, 4]]) => {
    return { id: `frame.${from}.${id}`, from, versions, frame, source: sources.libraries, status: "observed" };
  });

export const frames: readonly ExampleFrame[] = [...facts("host", fromHost), ...facts("connector", fromConnector)];
