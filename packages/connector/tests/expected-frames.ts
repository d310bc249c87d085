import { expect } from "vitest";
import { vendor } from "../src/vendor.ts";
import { CALLER_NAME, CALLER_NUMBER, customerLegOf, STARTED_AT, voiceCallOf } from "./views.ts";

/** Frames of the library, whole: what the console gets for the calls of views.ts. */

export const CALL_INFO = {
  callStateTimestamp: new Date(STARTED_AT + 1000),
  queueTimestamp: new Date(STARTED_AT),
  queueId: "support",
  queueName: "Support",
  initialCallId: undefined,
  isExternalTransfer: undefined,
  isSoftphoneCall: true,
  isReplayable: true,
  isBargeable: false,
  isOnHold: false,
  isMuted: false,
  isRecordingPaused: false,
  acceptEnabled: true,
  declineEnabled: true,
  muteEnabled: true,
  swapEnabled: false,
  conferenceEnabled: false,
  holdEnabled: true,
  recordEnabled: true,
  addCallerEnabled: false,
  extensionEnabled: true,
  showMuteButton: true,
  showRecordButton: true,
  showAddCallerButton: false,
  showAddBlindTransferButton: false,
  showMergeButton: false,
  showSwapButton: false,
  removeParticipantVariant: "ALWAYS",
};
export const CONTACT = { phoneNumber: CALLER_NUMBER, name: CALLER_NAME, type: "PhoneNumber", availability: null };
export const inbound = (state: string, more: object = {}, n = 1) => ({
  callId: customerLegOf(n),
  callType: "Inbound",
  state,
  phoneNumber: CALLER_NUMBER,
  contact: expect.objectContaining(CONTACT),
  callAttributes: { participantType: "Initial_Caller", voiceCallId: voiceCallOf(n) },
  callInfo: CALL_INFO,
  ...more,
});
export const ringing = inbound("ringing");
export const connected = inbound("connected");
export const hungUp = inbound("ended", { reason: "ended" });
export const failed = (agentStatus?: string) =>
  inbound("ended", { reason: "error", ...(agentStatus ? { agentStatus } : {}) });
export const READY = {
  agentConfig: { PHONES: ["SOFT_PHONE", "DESK_PHONE"], SELECTED_PHONE: { type: "SOFT_PHONE" } },
  capabilities: {
    MUTE: true,
    RECORD: true,
    MERGE: false,
    SWAP: false,
    SIGNED_RECORDING_URL: true,
    DEBUG_ENABLED: vendor.capabilities.debugEnabled,
    CONTACT_SEARCH: false,
    VENDOR_PROVIDED_AVAILABILITY: false,
    VENDOR_PROVIDED_QUEUE_WAIT_TIME: false,
    SUPERVISOR_LISTEN_IN: false,
    SUPERVISOR_BARGE_IN: false,
    MOS: true,
    BLIND_TRANSFER: false,
    TRANSFER_TO_OMNI_FLOW: false,
    PENDING_STATUS_CHANGE: true,
    PHONEBOOK: false,
  },
  callInProgress: null,
};
export const SHOW_LOGIN = ["SHOW_LOGIN", { loginFrameHeight: 420 }] as const;
export const LOGOUT_RESULT = ["LOGOUT_RESULT", { success: true, loginFrameHeight: 420 }] as const;
export const error = (message: string) => ["ERROR", { message }] as const;
/** A custom label instead of Salesforce's text; the message is for logs and is not shown. */
export const labelled = (labelName: string) =>
  ["ERROR", { customError: { labelName, namespace: "c", message: expect.any(String) } }] as const;
export const host = { call: { callId: customerLegOf(1), callType: "Inbound" } };
