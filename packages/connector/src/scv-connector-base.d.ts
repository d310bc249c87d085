/**
 * What the project uses of @salesforce/scv-connector-base 3.6.2, declared by hand: the package's own declarations contradict
 * its code (closed event unions, wrong result of getAgentStatus; docs/connector.md). Constructor fields that are not
 * checked by the library are typed as strictly as its checks should have been.
 */
declare module "@salesforce/scv-connector-base" {
  type CallType = "Inbound" | "Outbound" | "Callback" | "AddParticipant" | "Transfer" | "InternalCall";
  type CallState = "ringing" | "connected" | "transferring" | "transferred" | "ended";
  type ParticipantType = "Agent" | "Initial_Caller" | "Third_Party" | "Supervisor";
  type PhoneType = "SOFT_PHONE" | "DESK_PHONE";

  class InitResult {
    constructor(of: { showLogin?: boolean; loginFrameHeight?: number });
    showLogin: boolean;
    loginFrameHeight: number;
  }
  class GenericResult {
    constructor(of: { success: boolean });
    success: boolean;
  }
  class LogoutResult {
    constructor(of: { success: boolean; loginFrameHeight?: number });
    success: boolean;
    loginFrameHeight: number;
  }
  class Phone {
    constructor(of: { type: PhoneType; number?: string });
    type: PhoneType;
    number?: string;
  }
  class AgentConfigResult {
    constructor(of: { phones?: readonly PhoneType[]; selectedPhone?: Phone });
  }
  interface Capabilities {
    hasMute?: boolean;
    hasRecord?: boolean;
    hasMerge?: boolean;
    hasSwap?: boolean;
    hasSignedRecordingUrl?: boolean;
    debugEnabled?: boolean;
    hasContactSearch?: boolean;
    hasAgentAvailability?: boolean;
    hasQueueWaitTime?: boolean;
    supportsMos?: boolean;
    hasSupervisorListenIn?: boolean;
    hasSupervisorBargeIn?: boolean;
    hasBlindTransfer?: boolean;
    hasTransferToOmniFlow?: boolean;
    hasPendingStatusChange?: boolean;
    hasPhoneBook?: boolean;
  }
  class CapabilitiesResult {
    constructor(of: Capabilities);
  }
  class Contact {
    constructor(of: {
      id?: string;
      type?: "PhoneBook" | "Queue" | "PhoneNumber" | "Agent" | "Flow";
      name?: string;
      phoneNumber?: string;
    });
  }
  class CallInfo {
    constructor(of: {
      callStateTimestamp?: Date | null;
      queueId?: string | null;
      queueName?: string | null;
      queueTimestamp?: Date | null;
      initialCallId?: string;
      isOnHold?: boolean;
      isMuted?: boolean;
      isRecordingPaused?: boolean;
      isSoftphoneCall?: boolean;
      isReplayable?: boolean;
      acceptEnabled?: boolean;
      declineEnabled?: boolean;
      muteEnabled?: boolean;
      swapEnabled?: boolean;
      conferenceEnabled?: boolean;
      holdEnabled?: boolean;
      recordEnabled?: boolean;
      addCallerEnabled?: boolean;
      extensionEnabled?: boolean;
      showMuteButton?: boolean;
      showRecordButton?: boolean;
      showAddCallerButton?: boolean;
      showAddBlindTransferButton?: boolean;
      showMergeButton?: boolean;
      showSwapButton?: boolean;
    });
  }
  interface CallAttributes {
    voiceCallId?: string;
    participantType: ParticipantType;
    parentId?: string;
  }
  class PhoneCall {
    constructor(of: {
      callId: string;
      callType: CallType;
      state: CallState;
      contact: Contact;
      callAttributes: CallAttributes;
      callInfo: CallInfo;
      phoneNumber?: string;
      reason?: "ended" | "error";
      closeCallOnError?: boolean;
      agentStatus?: string;
    });
    callId: string;
    callType: CallType;
    state: CallState;
  }
  class ActiveCallsResult {
    constructor(of: { activeCalls?: readonly PhoneCall[] });
  }
  class CallResult {
    constructor(of: { call?: PhoneCall });
  }
  class HangupResult {
    constructor(of: { calls: PhoneCall | readonly PhoneCall[] });
  }
  class SupervisorHangupResult {
    constructor(of: { calls: PhoneCall | readonly PhoneCall[] });
  }
  class MuteToggleResult {
    constructor(of: { isMuted: boolean });
  }
  class HoldToggleResult {
    constructor(of: { isCustomerOnHold: boolean; isThirdPartyOnHold: boolean; calls: readonly PhoneCall[] });
  }
  class RecordingToggleResult {
    constructor(of: { isRecordingPaused: boolean });
  }
  class SignedRecordingUrlResult {
    /** `duration` in seconds. */
    constructor(of: { success: boolean; url?: string; duration?: number; callId?: string });
  }
  class AgentStatusInfo {
    constructor(of: { statusId: string; statusApiName?: string; statusName?: string });
  }
  class AgentVendorStatusInfo {
    constructor(of: { statusId?: string; statusType?: string; statusName?: string });
  }
  class CustomError extends Error {
    constructor(of: { labelName: string; namespace: string; message?: string });
  }

  class StatsInfo {
    constructor(of: {
      packetsCount: number;
      packetsLost: number;
      jitterBufferMillis: number;
      roundTripTimeMillis: number;
    });
  }
  class AudioStatsElement {
    constructor(of: { inputChannelStats?: StatsInfo; outputChannelStats?: StatsInfo });
  }
  class AudioStats {
    constructor(of: { callId: string; stats: AudioStatsElement[]; isAudioStatsCompleted: true });
  }

  /** Publish literal strings only: an undefined event type runs the payload as a message of the host. */
  type PublishableEvent =
    | { eventType: "LOGIN_RESULT"; payload: GenericResult }
    | { eventType: "LOGOUT_RESULT"; payload: LogoutResult }
    | { eventType: "CALL_STARTED"; payload: CallResult }
    | { eventType: "QUEUED_CALL_STARTED"; payload: CallResult }
    | { eventType: "CALL_CONNECTED"; payload: CallResult }
    | { eventType: "HANGUP"; payload: HangupResult }
    | { eventType: "MUTE_TOGGLE"; payload: MuteToggleResult }
    | { eventType: "HOLD_TOGGLE"; payload: HoldToggleResult }
    | { eventType: "RECORDING_TOGGLE"; payload: RecordingToggleResult }
    | { eventType: "AFTER_CALL_WORK_STARTED"; payload: { callId: string } }
    | { eventType: "WRAP_UP_ENDED"; payload: { callId: string; callType: CallType; callStatus: "ended" } }
    | { eventType: "UPDATE_AUDIO_STATS"; payload: AudioStats }
    | { eventType: "SET_AGENT_STATUS"; payload: AgentStatusInfo }
    /** Not checked by the library; anything that can be cloned. */
    | { eventType: "MESSAGE"; payload: object };
  function publishEvent(event: PublishableEvent & { registerLog?: boolean }): Promise<void>;
  function publishError(of: { eventType: "AGENT_ERROR"; error: unknown }): void;
  function initializeConnector(connector: object): void;
}
