import { sources, type Fact } from "./fact.ts";

/** One key of `capabilities` in CONNECTOR_READY and the field of the result class it comes from. */
export interface Capability extends Fact {
  readonly key: string;
  readonly field: string;
  readonly byDefault: boolean;
  readonly versions: readonly (3 | 4)[];
  /** Version 4 splits the class: what all channels share, and what is voice only. */
  readonly owner: "shared" | "voice";
}

const inBoth: readonly (readonly [key: string, field: string, byDefault: boolean, owner: "shared" | "voice"])[] = [
  ["MUTE", "hasMute", true, "voice"],
  ["RECORD", "hasRecord", true, "voice"],
  ["MERGE", "hasMerge", true, "voice"],
  ["SWAP", "hasSwap", true, "voice"],
  ["SIGNED_RECORDING_URL", "hasSignedRecordingUrl", false, "voice"],
  ["DEBUG_ENABLED", "debugEnabled", true, "shared"],
  ["CONTACT_SEARCH", "hasContactSearch", false, "shared"],
  ["VENDOR_PROVIDED_AVAILABILITY", "hasAgentAvailability", false, "shared"],
  ["VENDOR_PROVIDED_QUEUE_WAIT_TIME", "hasQueueWaitTime", false, "shared"],
  ["SUPERVISOR_LISTEN_IN", "hasSupervisorListenIn", false, "voice"],
  ["SUPERVISOR_BARGE_IN", "hasSupervisorBargeIn", false, "voice"],
  ["MOS", "supportsMos", false, "voice"],
  ["BLIND_TRANSFER", "hasBlindTransfer", false, "voice"],
  ["TRANSFER_TO_OMNI_FLOW", "hasTransferToOmniFlow", false, "shared"],
  ["PENDING_STATUS_CHANGE", "hasPendingStatusChange", false, "shared"],
  ["PHONEBOOK", "hasPhoneBook", false, "voice"],
];

const onlyVersion4: typeof inBoth = [
  ["SFDC_PENDING_STATE", "hasSFDCPendingState", false, "shared"],
  ["AUTO_ACCEPT_ENABLED", "hasAutoAcceptEnabled", false, "shared"],
  ["HAS_GET_EXTERNAL_SPEAKER", "hasGetExternalSpeakerDeviceSetting", false, "voice"],
  ["HAS_SET_EXTERNAL_SPEAKER", "hasSetExternalSpeakerDeviceSetting", false, "voice"],
  ["HAS_GET_EXTERNAL_MICROPHONE", "hasGetExternalMicrophoneDeviceSetting", false, "voice"],
  ["HAS_SET_EXTERNAL_MICROPHONE", "hasSetExternalMicrophoneDeviceSetting", false, "voice"],
  ["CAN_CONSULT", "canConsult", false, "voice"],
  /** True means that the dial pad is disabled. */
  ["DIAL_PAD", "isDialPadDisabled", false, "voice"],
  ["HAS_HID_SUPPORT", "isHidSupported", false, "voice"],
  ["PHONEBOOK_DISABLE", "isPhoneBookDisabled", false, "voice"],
];

const facts = (rows: typeof inBoth, versions: readonly (3 | 4)[], source: string): readonly Capability[] =>
  rows.map(([key, field, byDefault, owner]) => {
    return { id: `capability.${key}`, key, field, byDefault, owner, versions, source, status: "observed" };
  });

export const capabilities: readonly Capability[] = [
  ...facts(inBoth, [3, 4], sources.libraries),
  ...facts(onlyVersion4, [4], sources.library4),
];
