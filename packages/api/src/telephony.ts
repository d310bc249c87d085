import { z } from "zod";
import { CallAttributes } from "./call-attributes.ts";
import { Id, Instant, RawNumber } from "./ids.ts";
import { Destination } from "./commands.ts";
import { AudioStatistics, LegEndReason } from "./call-view.ts";

/**
 * Seam to the telephony system. The server sends a request; the telephony system answers 202 and later sends a fact with the
 * same `requestId`. Every request carries its id as `Idempotency-Key`: a repeat has no second effect.
 * `POST /v1/requests` on the switch.
 */
const common = { requestId: Id, callId: Id, tenant: z.string() };
export const TelephonyRequestBody = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("ringAgent"),
    ...common,
    legId: Id,
    agent: z.object({ agentId: Id, username: z.string(), phone: z.string().nullable() }),
  }),
  z.strictObject({
    type: z.literal("dial"),
    ...common,
    legId: Id,
    agentLegId: Id,
    to: Destination,
    /** Number to show to the far end, E.164; absent: the telephony system chooses. */
    callerId: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("answer"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("hangUp"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("hold"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("resume"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("mute"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("unmute"), ...common, legId: Id }),
  z.strictObject({ type: z.literal("startRecording"), ...common }),
  z.strictObject({ type: z.literal("pauseRecording"), ...common }),
  z.strictObject({ type: z.literal("resumeRecording"), ...common }),
  z.strictObject({ type: z.literal("sendDigits"), ...common, legId: Id, digits: z.string() }),
  z.strictObject({ type: z.literal("addParticipant"), ...common, legId: Id, agentLegId: Id, to: Destination }),
  z.strictObject({ type: z.literal("blindTransfer"), ...common, legId: Id, agentLegId: Id, to: Destination }),
  z.strictObject({ type: z.literal("swap"), ...common, holdLegId: Id, resumeLegId: Id }),
  z.strictObject({ type: z.literal("merge"), ...common }),
  z.strictObject({
    type: z.literal("supervise"),
    ...common,
    legId: Id,
    agentLegId: Id,
    agent: z.object({ agentId: Id, username: z.string(), phone: z.string().nullable() }),
  }),
  z.strictObject({ type: z.literal("bargeIn"), ...common, legId: Id }),
]);
export type TelephonyRequestBody = z.infer<typeof TelephonyRequestBody>;

export const TelephonyRequestAccepted = z.object({ requestId: Id });

/**
 * Facts: `POST /v1/telephony-facts` on the server, signed (see `headers.ts`). `factId` makes a repeat harmless.
 * The tenant comes from the webhook's credential, never from the body. `requestId` names the request that it answers, if any.
 */
const fact = { factId: Id, callId: Id, at: Instant };
const answer = { ...fact, requestId: Id.nullable() };
export const TelephonyFact = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("callArrived"),
    ...fact,
    legId: Id,
    from: RawNumber,
    to: RawNumber,
    callerName: z.string().max(255).nullable(),
    queueId: z.string().max(255).nullable(),
    recording: z.boolean(),
    attributes: CallAttributes.optional(),
  }),
  /** A customer wants to be called back. The server finds an agent, who accepts; then it asks to `dial` this leg of this call. */
  z.strictObject({
    type: z.literal("callbackRequested"),
    ...fact,
    legId: Id,
    to: RawNumber,
    customerName: z.string().max(255).nullable(),
    queueId: z.string().max(255).nullable(),
    /** User name of the agent whom the customer asked for: offered to nobody else before. */
    agent: z.string().max(255).nullable(),
    /** The call in which it was asked for. */
    previousCallId: Id.nullable(),
  }),
  z.strictObject({ type: z.literal("legRinging"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("legConnected"), ...answer, legId: Id }),
  z.strictObject({
    type: z.literal("legEnded"),
    ...answer,
    legId: Id,
    reason: LegEndReason,
    audio: AudioStatistics.optional(),
  }),
  z.strictObject({ type: z.literal("legHeld"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("legResumed"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("legMuted"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("legUnmuted"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("legBargedIn"), ...answer, legId: Id }),
  z.strictObject({ type: z.literal("recordingStarted"), ...answer }),
  z.strictObject({ type: z.literal("recordingPaused"), ...answer }),
  z.strictObject({ type: z.literal("recordingResumed"), ...answer }),
  z.strictObject({ type: z.literal("legsSwapped"), ...answer, heldLegId: Id, resumedLegId: Id }),
  z.strictObject({ type: z.literal("legsMerged"), ...answer }),
  z.strictObject({ type: z.literal("digitsSent"), ...fact, requestId: Id }),
  z.strictObject({ type: z.literal("requestRefused"), ...fact, requestId: Id, code: z.string().max(80) }),
]);
export type TelephonyFact = z.infer<typeof TelephonyFact>;

/** Answer of the webhook: stored, or known already. Anything else is a problem and the sender repeats it. */
export const FactStored = z.object({ factId: Id, repeated: z.boolean() });
