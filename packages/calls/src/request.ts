import type { AgentId, CallId, Instant, LegId, RequestId } from "./ids.ts";
import type { Endpoint } from "./call/state.ts";

/**
 * What we ask of the telephony system: an outbox row with id and deadline, answered by a fact.
 * The model does not know whether it goes to a PBX or down an agent's socket to a browser phone.
 */
export type TelephonyRequest =
  | { readonly type: "ringAgent"; readonly legId: LegId; readonly agentId: AgentId }
  | { readonly type: "dial"; readonly legId: LegId; readonly agentLegId: LegId; readonly to: Endpoint }
  | { readonly type: "answer"; readonly legId: LegId }
  | { readonly type: "hangUp"; readonly legId: LegId }
  | { readonly type: "hold"; readonly legId: LegId }
  | { readonly type: "resume"; readonly legId: LegId }
  | { readonly type: "mute"; readonly legId: LegId }
  | { readonly type: "unmute"; readonly legId: LegId }
  | { readonly type: "startRecording" }
  | { readonly type: "pauseRecording" }
  | { readonly type: "resumeRecording" }
  /** The digits are kept apart and forgotten once sent: they may be a card number. */
  | { readonly type: "sendDigits"; readonly legId: LegId; readonly digitsId: string }
  | { readonly type: "addParticipant"; readonly legId: LegId; readonly agentLegId: LegId; readonly to: Endpoint }
  | { readonly type: "blindTransfer"; readonly legId: LegId; readonly agentLegId: LegId; readonly to: Endpoint }
  | { readonly type: "swap"; readonly holdLegId: LegId; readonly resumeLegId: LegId }
  | { readonly type: "merge" }
  | { readonly type: "supervise"; readonly legId: LegId; readonly agentId: AgentId; readonly agentLegId: LegId }
  | { readonly type: "bargeIn"; readonly legId: LegId };

export interface OutgoingRequest {
  readonly requestId: RequestId;
  readonly callId: CallId;
  readonly agentId: AgentId | null;
  readonly request: TelephonyRequest;
  readonly deadlineAt: Instant;
}

/** What we owe to Salesforce for one leg. The body is built from the call when it is sent. */
export type VoiceCallWrite =
  | { readonly type: "createVoiceCall"; readonly callId: CallId; readonly legId: LegId; readonly deadlineAt: Instant }
  | { readonly type: "updateVoiceCall"; readonly callId: CallId; readonly legId: LegId }
  | { readonly type: "clearRouting"; readonly callId: CallId; readonly legId: LegId };

/** A deadline is a row: claimed when due, it comes back as the fact `deadlinePassed`. One per key; a new one replaces it. */
export type Deadline =
  | {
      readonly key: string;
      readonly type: "offer";
      readonly callId: CallId;
      readonly legId: LegId;
      readonly dueAt: Instant;
    }
  | {
      readonly key: string;
      readonly type: "request";
      readonly callId: CallId;
      readonly requestId: RequestId;
      readonly dueAt: Instant;
    }
  | {
      readonly key: string;
      readonly type: "createVoiceCall";
      readonly callId: CallId;
      readonly legId: LegId;
      readonly dueAt: Instant;
    }
  | {
      readonly key: string;
      readonly type: "afterConversationWork";
      readonly callId: CallId;
      readonly agentId: AgentId;
      readonly dueAt: Instant;
    }
  | { readonly key: string; readonly type: "lease"; readonly agentId: AgentId; readonly dueAt: Instant };
