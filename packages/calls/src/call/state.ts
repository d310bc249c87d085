import type { AgentId, CallId, Instant, LegId, PartyId, RequestId } from "../ids.ts";
import type { TelephonyRequest } from "../request.ts";

/** Guide, chapter 16, PhoneCallAttributes.participantType. */
export type ParticipantType = "Initial_Caller" | "Agent" | "Third_Party" | "Supervisor";

/** Guide, chapter 16, PhoneCall.callType, in the library's spelling. */
export type CallType = "Inbound" | "Outbound" | "Callback" | "AddParticipant" | "Transfer" | "InternalCall";

/**
 * waiting: no agent has been offered the call (in a queue, or its VoiceCall is being made).
 * ringing: it rings at an agent, or an outbound call rings at the far end.
 * connected: an agent and at least one other participant can talk.
 * afterConversationWork: every leg has ended, the agent still works on it.
 * ended: nothing is owed any more.
 */
export type CallPhase = "waiting" | "ringing" | "connected" | "afterConversationWork" | "ended";

export type LegState = "ringing" | "connected" | "ended";

/** Where a leg goes to. */
export type Endpoint =
  | { readonly kind: "party"; readonly partyId: PartyId }
  | { readonly kind: "agent"; readonly agentId: AgentId }
  | { readonly kind: "queue"; readonly queueId: string };

/** Why a leg ended. `notReachable`: switched off or without a network; `numberUnknown`: nobody has this number. */
/** Of one direction of a leg. `packetsCount`: expected, so those that came and those that were lost. */
interface ChannelStatistics {
  readonly packetsCount: number;
  readonly packetsLost: number;
  readonly jitterBufferMs: number;
  readonly roundTripMs: number;
}
/** How well whoever is at a leg heard (`input`) and was heard (`output`); null: not measured. */
export interface AudioStatistics {
  readonly input: ChannelStatistics | null;
  readonly output: ChannelStatistics | null;
}

export type LegEndReason =
  | "hungUp"
  | "declined"
  | "missed"
  | "busy"
  | "noAnswer"
  | "notReachable"
  | "numberUnknown"
  | "failed"
  | "abandoned"
  | "transferred"
  | "removed";

/** The VoiceCall record of a leg: null until Salesforce has answered, and for good if it never did. */
export type VoiceCallLink =
  | { readonly status: "none" }
  | { readonly status: "creating" }
  | { readonly status: "created"; readonly voiceCallId: string }
  /** Made by the org on CALL_STARTED (outbound), or creation was given up; only the vendorCallKey is known. */
  | { readonly status: "unknown" };

export interface Leg {
  readonly legId: LegId;
  /** The VoiceCall this leg belongs to. A supervisor leg and the second agent of an internal call share one. */
  readonly vendorCallKey: string;
  readonly participantType: ParticipantType;
  readonly callType: CallType;
  readonly endpoint: Endpoint;
  readonly state: LegState;
  readonly held: boolean;
  readonly muted: boolean;
  readonly bargedIn: boolean;
  readonly startedAt: Instant;
  readonly connectedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: LegEndReason | null;
  /** How the line was, over its whole length; missing where nothing was measured. */
  readonly audio?: AudioStatistics;
  /** The VoiceCall of the leg that it was transferred from. */
  readonly parentVendorCallKey: string | null;
  readonly voiceCall: VoiceCallLink;
}

export type Recording = "off" | "recording" | "paused";

/** Asked of the telephony system and not yet answered. */
export interface PendingRequest {
  readonly requestId: RequestId;
  readonly request: TelephonyRequest;
  readonly agentId: AgentId | null;
  readonly deadlineAt: Instant;
}

/**
 * How one agent stands to the call. joining: the agent's leg is being set up without an open offer, or nobody else
 * is there to talk to yet (dialing out, callback accepted, supervising before the leg is connected).
 */
export interface AgentOnCall {
  readonly agentId: AgentId;
  readonly legId: LegId;
  readonly state: "offered" | "joining" | "connected" | "afterConversationWork" | "done";
  readonly since: Instant;
}

export interface HoldFigures {
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly since: Instant | null;
}

/** One conversation, from first ring to last wrap-up. */
export interface Call {
  readonly callId: CallId;
  /** Number of events folded into this state. */
  readonly version: number;
  readonly callType: CallType;
  readonly phase: CallPhase;
  /** Carries all transcripts and real-time events of the conversation. */
  readonly firstVendorCallKey: string;
  readonly previousCallId: CallId | null;
  readonly queueId: string | null;
  /** The agent whom the customer of a callback asked for. */
  readonly forAgentId?: AgentId;
  /** Digits to send once somebody has answered the call that the agent dialed. */
  readonly extensionDigitsId?: string;
  readonly startedAt: Instant;
  readonly queuedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly legs: Readonly<Record<LegId, Leg>>;
  readonly agents: Readonly<Record<AgentId, AgentOnCall>>;
  /** Agents who declined or missed it: not offered again before all others. */
  readonly triedAgentIds: readonly AgentId[];
  readonly merged: boolean;
  readonly recording: Recording;
  readonly holds: HoldFigures;
  readonly pending: Readonly<Record<RequestId, PendingRequest>>;
}
