/**
 * Bodies of the Telephony Integration API as callers give them: Salesforce's property names, but every time is epoch
 * milliseconds (the client writes ISO 8601 UTC where Salesforce wants it) and `callAttributes` is an object (the client
 * serialises it). Source: docs/facts/telephony-integration-api.md.
 */

import type { VoiceApiError } from "./errors.ts";

/** Epoch milliseconds. */
export type EpochMs = number;

/** Salesforce's voiceCallId (`0LQ…`) or our vendorCallKey; most endpoints take either. */
export type CallId = string;

/** Keys are API names of VoiceCall fields, standard or custom (`Reason__c`). */
export type CallAttributes = Readonly<Record<string, string | number | boolean | null>>;

export type CallOrigin = "Preview" | "Progressive" | "Voicemail";

interface CreateBase {
  /** Ours, unique for each leg. A repeat with the same key is meant to return the same record (retry-rules.ts). */
  readonly vendorCallKey: string;
  /** The contact center's number, E.164 or as the telephony system gave it. */
  readonly to: string;
  /** The customer's number, E.164 or as the telephony system gave it. */
  readonly from: string;
  readonly startTime: EpochMs;
  /** Any unique id of the end user; Salesforce replaces it by END_USER. Default: `from`. */
  readonly participantKey?: string;
  readonly callOrigin?: CallOrigin;
  readonly callAttributes?: CallAttributes;
}

export interface CreateInboundCall extends CreateBase {
  readonly initiationMethod: "Inbound";
}

export interface CreateTransferCall extends CreateBase {
  readonly initiationMethod: "Transfer";
  /** voiceCallId or vendorCallKey of the leg that is transferred. */
  readonly parentVoiceCallId: CallId;
  /** Salesforce queue id or the vendor's queue id; Salesforce reads it for transfers only. */
  readonly queue?: string;
}

export type CreateVoiceCall = CreateInboundCall | CreateTransferCall;

export interface CreatedVoiceCall {
  readonly voiceCallId: string;
  /**
   * Partial success: the record exists, but triggers, flows or validation rules failed and were bypassed. Text for the
   * Salesforce admin, numbers and addresses blanked. Null when all went well.
   */
  readonly errors: string | null;
  readonly attempts: number;
}

export interface UpdateVoiceCall {
  /** CallDurationInSeconds is only written when startTime and endTime are both sent. */
  readonly startTime?: EpochMs;
  readonly endTime?: EpochMs;
  readonly enqueueTime?: EpochMs;
  readonly acceptTime?: EpochMs;
  readonly fromNumber?: string;
  /** Seconds, whole, like every duration below. */
  readonly totalHoldDuration?: number;
  readonly longestHoldDuration?: number;
  readonly numberOfHolds?: number;
  readonly agentInteractionDuration?: number;
  readonly totalRecordingDuration?: number;
  /** Name (not id) of the servicing queue. */
  readonly queue?: string;
  /** The agent's Salesforce user name. */
  readonly agent?: string;
  readonly callOrigin?: CallOrigin;
  /** At most 1,000 characters; must be sent with totalRecordingDuration. */
  readonly recordingLocation?: string;
  readonly callAttributes?: CallAttributes;
  /** Absent means false, and false closes the conversation and clears pending routing. */
  readonly isActiveCall?: boolean;
  readonly disconnectReason?: { readonly value: string; readonly isError: boolean };
  /**
   * For a PATCH that may have to create the record (the create ran out of time): Salesforce's own client sends it, no
   * guide lists it. Unconfirmed. With it the client also sends `callCenterApiName`.
   */
  readonly initiationMethod?: "INBOUND" | "OUTBOUND" | "TRANSFER" | "CALLBACK";
  readonly toNumber?: string;
  /** vendorCallKey of the parent leg. Unconfirmed, as initiationMethod. */
  readonly parentCallIdentifier?: string;
}

export type SenderType = "END_USER" | "HUMAN_AGENT" | "VIRTUAL_AGENT" | "SUPERVISOR";

export interface TranscriptMessage {
  /** `{firstVendorCallKey}END_USER`, `…VIRTUAL_AGENT`, `…SUPERVISOR`, or the agent's Salesforce user id. */
  readonly participantId: string;
  /** Unique in the conversation; UUID, at most 36 characters. */
  readonly messageId: string;
  /** Both must lie between start and end of the conversation. */
  readonly startTime: EpochMs;
  readonly endTime: EpochMs;
  readonly content: string;
  readonly senderType: SenderType;
}

export interface BulkTranscriptMessage extends TranscriptMessage {
  /** vendorCallKey of the conversation's first VoiceCall, also after transfers. */
  readonly vendorCallKey: string;
}

export type TranscriptOutcome =
  /** Salesforce took it. */
  | "accepted"
  /** Recording is paused or the participant on hold: never stored, a repeat is pointless. */
  | "paused"
  /** Utterance limit: repeat after back-off. */
  | "rate-limited"
  /** Salesforce, or our own check of its rules, will not have this message; a repeat is pointless. */
  | "refused"
  /** The request was sent and its effect is unknown (5xx, broken connection, time-out); repeat with the same messageId. */
  | "unknown"
  /** Salesforce did not take it up, for a reason that lies not in the message (`stoppedBy`): repeat. */
  | "not-sent";

export interface TranscriptResult {
  readonly vendorCallKey: string;
  readonly messageId: string;
  readonly outcome: TranscriptOutcome;
  readonly retryable: boolean;
  /** Salesforce's own words, numbers and addresses blanked; null when it gave none. */
  readonly detail: string | null;
}

export interface TranscriptsAnswer {
  /** One for each message given, in the order given. */
  readonly results: readonly TranscriptResult[];
  readonly requests: number;
  /** Why the batch ended early (limit, outage, refused token, abort); null when every message got its answer. */
  readonly stoppedBy: VoiceApiError | null;
}

export interface ExecuteOmniFlow {
  /** Number that selects the phone channel. Must be absent for a transfer to a flow. */
  readonly dialedNumber?: string;
  /** `{Namespace}__{FlowApiName}`; needed for a transfer to a flow. */
  readonly flowDevName?: string;
  readonly fallbackQueue?: string;
  readonly flowInputParameters?: Readonly<Record<string, string | number | boolean | null>>;
}

/** ExternalIds of CallCenterRoutingMap, that is: our ids. Whether both are always present is unconfirmed. */
export interface OmniFlowTarget {
  readonly agent: string | null;
  readonly queue: string | null;
}

export interface RealtimeConversationEvents {
  /** Given to the partner by Salesforce; must match what IntelligenceServiceProvider reports. */
  readonly service: string;
  readonly persist?: boolean;
  /** Sent in ascending order of startTime. */
  readonly events: readonly RealtimeConversationEvent[];
}

export type RealtimeConversationEvent =
  | {
      readonly type: "IntelligenceSignal__Category";
      readonly value: string;
      readonly startTime: EpochMs;
      readonly score?: string;
      readonly participant?: "AGENT" | "CUSTOMER";
    }
  | {
      readonly type: "IntelligenceSignal__Sentiment";
      /** −1000 to 1000; sent as a string with two decimals. */
      readonly value: number;
      readonly startTime: EpochMs;
      readonly score?: string;
      readonly participant: "AGENT" | "CUSTOMER";
    };

export interface PostConversationEvents {
  readonly service: string;
  readonly events: readonly PostConversationEvent[];
}

export interface PostConversationEvent {
  readonly type: "IntelligenceSignal__Sentiment" | "IntelligenceSignal__OverallSentimentScore";
  /** −1000 to 1000; sent as a string with two decimals. */
  readonly value: number;
  readonly startTime: EpochMs;
  readonly endTime: EpochMs;
  readonly participant: "AGENT" | "CUSTOMER";
}
