import type { AgentId, CallId, Instant, LegId, PartyId, RequestId } from "../ids.ts";
import type { TelephonyRequest } from "../request.ts";
import type { AudioStatistics, CallType, Endpoint, LegEndReason, ParticipantType } from "./state.ts";

/** One line of a call's log. `v` is the version of the event's shape; older ones go through `upcast`. */
export type CallEvent = { readonly v: 1; readonly at: Instant } & (
  | {
      readonly type: "callStarted";
      readonly callId: CallId;
      readonly callType: CallType;
      readonly firstVendorCallKey: string;
      readonly previousCallId: CallId | null;
      readonly queueId: string | null;
      readonly forAgentId?: AgentId;
      readonly extensionDigitsId?: string;
    }
  | {
      readonly type: "legAdded";
      readonly legId: LegId;
      readonly vendorCallKey: string;
      readonly participantType: ParticipantType;
      readonly callType: CallType;
      readonly endpoint: Endpoint;
      readonly parentVendorCallKey: string | null;
      readonly partyId: PartyId | null;
    }
  | { readonly type: "queued"; readonly queueId: string | null }
  | { readonly type: "voiceCallRequested"; readonly legId: LegId }
  | { readonly type: "voiceCallCreated"; readonly legId: LegId; readonly voiceCallId: string }
  | { readonly type: "voiceCallNotCreated"; readonly legId: LegId; readonly code: string }
  | { readonly type: "offered"; readonly agentId: AgentId; readonly legId: LegId }
  | {
      readonly type: "offerEnded";
      readonly agentId: AgentId;
      readonly legId: LegId;
      readonly reason: "accepted" | "declined" | "missed" | "failed" | "abandoned";
    }
  | { readonly type: "legConnected"; readonly legId: LegId }
  | {
      readonly type: "legEnded";
      readonly legId: LegId;
      readonly reason: LegEndReason;
      readonly audio?: AudioStatistics;
    }
  /** How the leg was heard, told after the call had ended it without that. */
  | { readonly type: "legMeasured"; readonly legId: LegId; readonly audio: AudioStatistics }
  | { readonly type: "legHeld"; readonly legId: LegId }
  | { readonly type: "legResumed"; readonly legId: LegId }
  | { readonly type: "legMuted"; readonly legId: LegId }
  | { readonly type: "legUnmuted"; readonly legId: LegId }
  | { readonly type: "legBargedIn"; readonly legId: LegId }
  | { readonly type: "legsMerged" }
  | { readonly type: "legsSwapped"; readonly heldLegId: LegId; readonly resumedLegId: LegId }
  | { readonly type: "recordingStarted" }
  | { readonly type: "recordingPaused" }
  | { readonly type: "recordingResumed" }
  | { readonly type: "recordingStopped" }
  | { readonly type: "digitsSent"; readonly legId: LegId }
  | {
      readonly type: "requested";
      readonly requestId: RequestId;
      readonly agentId: AgentId | null;
      readonly request: TelephonyRequest;
      readonly deadlineAt: Instant;
    }
  | { readonly type: "requestAnswered"; readonly requestId: RequestId }
  | { readonly type: "requestRefused"; readonly requestId: RequestId; readonly code: string }
  | { readonly type: "requestExpired"; readonly requestId: RequestId }
  | { readonly type: "agentConnected"; readonly agentId: AgentId; readonly legId: LegId }
  | { readonly type: "afterConversationWorkStarted"; readonly agentId: AgentId }
  | {
      readonly type: "wrappedUp";
      readonly agentId: AgentId;
      readonly reason: "agent" | "timeout" | "supervisor" | "presence";
    }
  | { readonly type: "finalUpdateOwed"; readonly legId: LegId }
  | { readonly type: "callEnded"; readonly reason: "completed" | "abandoned" | "failed" }
  /** A fact that did not fit the state, kept so that nothing said to us is lost. */
  | { readonly type: "factIgnored"; readonly factType: string; readonly code: string }
);
