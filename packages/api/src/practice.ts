import { z } from "zod";
import { CallAttributes } from "./call-attributes.ts";
import { CallPhase, LegState, ParticipantType } from "./call-view.ts";
import { Id, Instant, RawNumber } from "./ids.ts";
import { RecordingMediaType } from "./recording.ts";
import { LeftOut } from "./transcript.ts";

/** What the simulator asks of the practice switch; no real telephony system has this. */
export const InboundCallBody = z.strictObject({
  from: RawNumber,
  to: RawNumber,
  callerName: z.string().max(255).nullable().default(null),
  queueId: z.string().max(255).nullable().default(null),
  recording: z.boolean().default(true),
  /** How the caller's line is: what is measured at the end. Absent: good. */
  audio: z.enum(["good", "poor"]).optional(),
  attributes: CallAttributes.optional(),
});
export type InboundCallBody = z.input<typeof InboundCallBody>;
export const InboundCallStarted = z.object({ callId: Id, legId: Id });

/** A customer wants to be called back; of a call in which the customer still waits, the customer hangs up then. */
export const CallbackBody = z.strictObject({
  to: RawNumber,
  customerName: z.string().max(255).nullable().default(null),
  queueId: z.string().max(255).nullable().default(null),
  /** User name of the agent whom the customer asks for. */
  agent: z.string().max(255).nullable().default(null),
  /** The call in which the customer asks for it. */
  previousCallId: Id.nullable().default(null),
});
export type CallbackBody = z.input<typeof CallbackBody>;
/** The call that the callback will be, once an agent has accepted it. */
export const CallbackRequested = z.object({ callId: Id, legId: Id });

/** Body of `POST /v1/practice/legs/{legId}/acts`: what a person at the far end does. */
export const FarEndAct = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hangUp") }),
  z.strictObject({ type: z.literal("answer") }),
  z.strictObject({
    type: z.literal("refuse"),
    reason: z.enum(["busy", "noAnswer", "notReachable", "numberUnknown", "failed"]),
  }),
]);
export type FarEndAct = z.infer<typeof FarEndAct>;

/** Body of `POST /v1/practice/calls/{callId}/utterances`. The newest connected leg of this participant speaks. */
export const SayBody = z.strictObject({ speaker: ParticipantType, text: z.string().trim().min(1).max(4_000) });
export type SayBody = z.infer<typeof SayBody>;
/** Why words did not go further: those of LeftOut, or nobody could hear the speaker. */
export const Unheard = z.enum([...LeftOut.options, "muted"]);
export type Unheard = z.infer<typeof Unheard>;

/** `leftOut`: it was said while recording was paused, on hold or muted, and is gone. */
export const Said = z.object({ utteranceId: Id, leftOut: Unheard.nullable() });

/** Body of `POST /v1/practice/calls/{callId}/messages`; its answer names the message. */
export const PracticeMessageBody = z.strictObject({ body: z.json() });
export type PracticeMessageBody = z.infer<typeof PracticeMessageBody>;
export const PracticeMessageSent = z.object({ messageId: Id });

export const SwitchMessages = z.object({
  messages: z.array(
    z.object({
      messageId: Id,
      at: Instant,
      direction: z.enum(["sent", "received"]),
      body: z.json(),
    }),
  ),
});

/** One leg as the practice switch has it. */
export const SwitchLeg = z.object({
  legId: Id,
  participantType: ParticipantType,
  state: LegState,
  held: z.boolean(),
  muted: z.boolean(),
  number: z.string().nullable(),
  /** Number that the far end sees, when the switch was told to show one. */
  callerId: z.string().nullable().optional(),
});
export const SwitchCall = z.object({
  callId: Id,
  startedAt: Instant,
  recording: z.boolean(),
  legs: z.array(SwitchLeg),
});
export const SwitchCalls = z.object({ calls: z.array(SwitchCall) });

/** The recording of a call as the practice switch has it: whether it runs, and its file once the call has ended. */
export const SwitchRecording = z.discriminatedUnion("state", [
  z.object({ state: z.enum(["off", "recording", "paused", "none"]) }),
  z.object({
    state: z.literal("ready"),
    mediaType: RecordingMediaType,
    bytes: z.number().int().positive(),
    durationMs: z.number().int().nonnegative(),
  }),
]);
export type SwitchRecording = z.infer<typeof SwitchRecording>;

/** One line of a call's log for the simulator and the operator: `GET /v1/calls/{callId}/events`. */
export const CallLog = z.object({
  callId: Id,
  phase: CallPhase,
  events: z.array(
    z.object({
      version: z.number().int(),
      at: Instant,
      type: z.string(),
      traceparent: z.string().nullable(),
      event: z.record(z.string(), z.unknown()),
    }),
  ),
});
