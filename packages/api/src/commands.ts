import { z } from "zod";
import { Id, RawNumber } from "./ids.ts";
import { Phone, PresenceStatus } from "./agent-view.ts";

/** Where an agent wants to be connected to. */
export const Destination = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("number"), number: RawNumber }),
  z.object({ kind: z.literal("agent"), agentId: Id }),
  z.object({ kind: z.literal("queue"), queueId: z.string().min(1).max(255) }),
]);

const onLeg = { legId: Id };

/** Body of `POST /v1/calls/{callId}/commands`. */
export const CallCommandBody = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("accept") }),
  z.strictObject({ type: z.literal("decline") }),
  z.strictObject({ type: z.literal("end") }),
  z.strictObject({ type: z.literal("hold"), ...onLeg }),
  z.strictObject({ type: z.literal("resume"), ...onLeg }),
  z.strictObject({ type: z.literal("mute") }),
  z.strictObject({ type: z.literal("unmute") }),
  z.strictObject({ type: z.literal("pauseRecording") }),
  z.strictObject({ type: z.literal("resumeRecording") }),
  z.strictObject({ type: z.literal("sendDigits"), ...onLeg, digits: z.string().regex(/^[0-9A-D*#,]{1,64}$/) }),
  z.strictObject({ type: z.literal("addParticipant"), ...onLeg, to: Destination }),
  z.strictObject({ type: z.literal("blindTransfer"), ...onLeg, to: Destination }),
  z.strictObject({ type: z.literal("removeParticipant"), ...onLeg }),
  z.strictObject({ type: z.literal("swap"), holdLegId: Id, resumeLegId: Id }),
  z.strictObject({ type: z.literal("merge") }),
  z.strictObject({ type: z.literal("listenIn"), ...onLeg }),
  z.strictObject({ type: z.literal("bargeIn") }),
  z.strictObject({ type: z.literal("stopSupervising") }),
  z.strictObject({ type: z.literal("wrapUp") }),
]);
export type CallCommandBody = z.infer<typeof CallCommandBody>;

/** Body of `POST /v1/calls`: an agent dials. `callId`, `agentLegId` and `legId` are made by the caller, so a repeat is the same call. */
export const DialBody = z.strictObject({
  callId: Id,
  agentLegId: Id,
  legId: Id,
  to: Destination,
  /** Digits and commas that wait, sent by the server once somebody has answered. */
  extension: z
    .string()
    .regex(/^[0-9A-D*#,]{1,32}$/)
    .optional(),
});
export type DialBody = z.infer<typeof DialBody>;

/**
 * Answer to a command: accepted, not done. With a requestId, a later signal tells what became of it
 * (`call.changed` with cause, or `request.failed`); without one the command had its effect at once.
 */
export const CommandAccepted = z.object({ requestId: Id, pending: z.boolean(), callVersion: z.number().int() });
export type CommandAccepted = z.infer<typeof CommandAccepted>;

/** Body of `POST /v1/agents/current/commands`. */
export const AgentCommandBody = z.discriminatedUnion("type", [
  /** `atLogIn`: what the console shows at log-in, not a choice of the agent; it ends no after conversation work. */
  z.strictObject({
    type: z.literal("setPresence"),
    presence: PresenceStatus,
    enqueue: z.boolean(),
    atLogIn: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("setPhone"), phone: Phone }),
]);
export type AgentCommandBody = z.infer<typeof AgentCommandBody>;
