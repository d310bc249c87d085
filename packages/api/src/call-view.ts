import { z } from "zod";
import { Id, Instant } from "./ids.ts";

export const ParticipantType = z.enum(["Initial_Caller", "Agent", "Third_Party", "Supervisor"]);
export const CallType = z.enum(["Inbound", "Outbound", "Callback", "AddParticipant", "Transfer", "InternalCall"]);
export const CallPhase = z.enum(["waiting", "ringing", "connected", "afterConversationWork", "ended"]);
export const LegState = z.enum(["ringing", "connected", "ended"]);
export const LegEndReason = z.enum([
  "hungUp",
  "declined",
  "missed",
  "busy",
  "noAnswer",
  "notReachable",
  "numberUnknown",
  "failed",
  "abandoned",
  "transferred",
  "removed",
]);
export const Recording = z.enum(["off", "recording", "paused"]);

/** Of one direction of a leg, over its whole length. */
const ChannelStatistics = z.strictObject({
  /** Expected, so those that came and those that were lost. */
  packetsCount: z.number().int().positive(),
  packetsLost: z.number().int().nonnegative(),
  jitterBufferMs: z.number().int().nonnegative(),
  roundTripMs: z.number().int().nonnegative(),
});
/** How well whoever is at a leg heard (`input`) and was heard (`output`); null: not measured. */
export const AudioStatistics = z.strictObject({
  input: ChannelStatistics.nullable(),
  output: ChannelStatistics.nullable(),
});
export type AudioStatistics = z.infer<typeof AudioStatistics>;

export const ParticipantView = z.object({
  legId: Id,
  vendorCallKey: z.string(),
  voiceCallId: z.string().nullable(),
  participantType: ParticipantType,
  callType: CallType,
  state: LegState,
  held: z.boolean(),
  muted: z.boolean(),
  /** E.164 where it could be worked out, else as it came; null for an agent or once erased. */
  phoneNumber: z.string().nullable(),
  name: z.string().nullable(),
  agentId: Id.nullable(),
  startedAt: Instant,
  connectedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endReason: LegEndReason.nullable(),
  /** Of a leg that has ended, where the telephony system measures it. */
  audio: AudioStatistics.nullable().optional(),
});
export type ParticipantView = z.infer<typeof ParticipantView>;

/** How the call stands for one agent. joining: the own leg is being set up without an offer, or nobody else is there yet. */
export const AgentOnCallState = z.enum(["offered", "joining", "connected", "afterConversationWork", "done"]);

/** A call as one reader may see it. */
export const CallView = z.object({
  callId: Id,
  version: z.number().int(),
  callType: CallType,
  phase: CallPhase,
  firstVendorCallKey: z.string(),
  /** VoiceCall of the first leg; null while it is being made and for good if it never was. */
  voiceCallId: z.string().nullable(),
  previousCallId: Id.nullable(),
  /** VoiceCall that the previous call began with. Servers before it do not say. */
  previousVendorCallKey: z.string().nullable().optional(),
  queueId: z.string().nullable(),
  queueName: z.string().nullable(),
  startedAt: Instant,
  queuedAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  merged: z.boolean(),
  recording: Recording,
  participants: z.array(ParticipantView),
  agents: z.array(z.object({ agentId: Id, legId: Id, state: AgentOnCallState, since: Instant })),
  /** Requests not yet answered: shown as pending, never as done. */
  pending: z.array(z.object({ requestId: Id, type: z.string(), legId: Id.nullable(), deadlineAt: Instant })),
});
export type CallView = z.infer<typeof CallView>;
