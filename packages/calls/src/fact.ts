import type { AgentId, CallId, Instant, LegId, PartyId, RequestId } from "./ids.ts";
import type { Deadline } from "./request.ts";
import type { AudioStatistics, LegEndReason } from "./call/state.ts";

/** What the telephony system, a browser phone or Salesforce says has happened. Never refused. */
export type Fact = { readonly callId: CallId; readonly at: Instant } &
  /** A caller has arrived. `legId` is the caller's leg and the first vendorCallKey. */
  (
    | {
        readonly type: "callArrived";
        readonly legId: LegId;
        readonly partyId: PartyId;
        readonly queueId: string | null;
        readonly recording: boolean;
      }
    /** A customer wants to be called back. `legId` is the leg by which the customer will be dialed, and the first vendorCallKey. */
    | {
        readonly type: "callbackRequested";
        readonly legId: LegId;
        readonly partyId: PartyId;
        readonly queueId: string | null;
        /** The agent whom the customer asked for: offered to nobody else before. */
        readonly forAgentId: AgentId | null;
        readonly previousCallId: CallId | null;
      }
    | { readonly type: "legRinging"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "legConnected"; readonly legId: LegId; readonly requestId: RequestId | null }
    | {
        readonly type: "legEnded";
        readonly legId: LegId;
        readonly requestId: RequestId | null;
        readonly reason: LegEndReason;
        readonly audio?: AudioStatistics | undefined;
      }
    | { readonly type: "legHeld"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "legResumed"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "legMuted"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "legUnmuted"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "legBargedIn"; readonly legId: LegId; readonly requestId: RequestId | null }
    | { readonly type: "recordingStarted"; readonly requestId: RequestId | null }
    | { readonly type: "recordingPaused"; readonly requestId: RequestId | null }
    | { readonly type: "recordingResumed"; readonly requestId: RequestId | null }
    | {
        readonly type: "legsSwapped";
        readonly heldLegId: LegId;
        readonly resumedLegId: LegId;
        readonly requestId: RequestId | null;
      }
    | { readonly type: "legsMerged"; readonly requestId: RequestId | null }
    | { readonly type: "digitsSent"; readonly requestId: RequestId }
    /** The telephony system will not do it. `code` is stable, such as `destination.unreachable`. */
    | { readonly type: "requestRefused"; readonly requestId: RequestId; readonly code: string }
    /** Salesforce has made the VoiceCall of a leg. */
    | { readonly type: "voiceCallCreated"; readonly legId: LegId; readonly voiceCallId: string }
    /** The retries are used up, or it was refused: the call goes on without a voiceCallId (guide, chapter 5). */
    | { readonly type: "voiceCallNotCreated"; readonly legId: LegId; readonly code: string }
    /** The rule over both models has chosen an agent for a waiting call. */
    | { readonly type: "agentChosen"; readonly agentId: AgentId; readonly legId: LegId; readonly requestId: RequestId }
    | {
        readonly type: "deadlinePassed";
        readonly deadline: Exclude<Deadline, { type: "lease" }>;
        readonly requestId: RequestId;
      }
  );

/** A deadline of an agent, not of a call. */
export type AgentFact = {
  readonly agentId: AgentId;
  readonly at: Instant;
  readonly type: "leaseExpired";
  readonly epoch: number;
};
