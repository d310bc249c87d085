import { z } from "zod";
import { AgentView } from "./agent-view.ts";
import { CallView, LegEndReason } from "./call-view.ts";
import { Code, Id, Instant } from "./ids.ts";
import { CallMessage } from "./messages.ts";
import { Problem } from "./problem.ts";

/**
 * Socket `GET /v1/signals`, subprotocol `pt.v1`. First client frame is `hello`; the token never stands in the URL.
 * Saying hello takes the agent: the newest console session wins and the older one hears `superseded`.
 */
export const ClientFrame = z.discriminatedUnion("type", [
  /** `afterSeq`: last signal this page has acted on; null on a fresh page. */
  z.strictObject({
    type: z.literal("hello"),
    bearer: z.string().min(1).max(512),
    afterSeq: z.number().int().nonnegative().nullable(),
  }),
  /** At least every second; a holder silent for 3 s is released. */
  z.strictObject({ type: z.literal("beat") }),
  /** A fresh bearer, before the old one expires. */
  z.strictObject({ type: z.literal("renew"), bearer: z.string().min(1).max(512) }),
  /**
   * This page can reach the package's Apex voice API and is a courier from now on: where the org signs, it may be asked to carry
   * requests there. Said after a `welcome` with `couriers`.
   */
  z.strictObject({ type: z.literal("courier.ready") }),
  /** What Apex answered to a `courier.request`; `body` is its JSON as it came, null: none. */
  z.strictObject({
    type: z.literal("courier.answer"),
    requestId: Id,
    status: z.number().int().min(100).max(599),
    body: z.string().nullable(),
  }),
  /** Apex could not be asked, or its answer is not known. `code`: what the page says of it, such as `remoting.failed`. */
  z.strictObject({
    type: z.literal("courier.failed"),
    requestId: Id,
    code: Code.max(80),
  }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/**
 * What an agent's connector must tell Salesforce. `seq` is gap-free per agent. Every call signal carries the
 * whole call as it stands after the change, so a reader needs no history.
 */
const base = { seq: z.number().int().positive(), at: Instant, traceparent: z.string().nullable() };
const onCall = { ...base, call: CallView };
export const AgentStatusOnEnd = z.enum([
  "MissedCallAgent",
  "DeclinedByAgent",
  "FailedConnectAgent",
  "FailedConnectCustomer",
  "MissedCallStatus",
]);
export const Signal = z.discriminatedUnion("type", [
  /** A call rings at the agent (inbound, transfer, internal, callback), or the agent's own outbound call rings at the far end. */
  z.object({ type: z.literal("call.started"), ...onCall, legId: Id }),
  z.object({ type: z.literal("call.connected"), ...onCall, legId: Id }),
  /** For this agent the call is over. `agentStatus` is null for a normal end; then `reason` is `ended`. */
  z.object({
    type: z.literal("call.ended"),
    ...onCall,
    legId: Id,
    reason: z.enum(["ended", "error"]),
    agentStatus: AgentStatusOnEnd.nullable(),
    closeCallOnError: z.boolean(),
    /** Of an agent who dialed: why the other side could not be reached. Servers before it do not say. */
    notReached: LegEndReason.nullable().optional(),
  }),
  z.object({ type: z.literal("call.after-conversation-work-started"), ...onCall }),
  z.object({ type: z.literal("call.wrapped-up"), ...onCall }),
  /** Anything else about a call of this agent: hold, mute, recording, participants, voiceCallId. `cause` is the event's type. */
  z.object({
    type: z.literal("call.changed"),
    ...onCall,
    cause: z.string(),
    legId: Id.nullable(),
    legEndReason: LegEndReason.nullable(),
  }),
  /** A request of this agent was refused by the telephony system, or not answered in time. */
  z.object({ type: z.literal("request.failed"), ...onCall, requestId: Id, requestType: z.string(), code: z.string() }),
  /** Said by the telephony system or by a component; again when the telephony system refused it. null: kept no more. */
  z.object({ type: z.literal("message"), ...base, callId: Id, message: CallMessage.nullable() }),
  z.object({
    type: z.literal("agent.changed"),
    ...base,
    agent: AgentView,
    side: z.enum(["Salesforce", "telephony"]).nullable(),
  }),
]);
export type Signal = z.infer<typeof Signal>;

export const ServerFrame = z.discriminatedUnion("type", [
  /**
   * `seq`: last signal already contained in `calls` and `agent`. When `afterSeq` was given and is still kept, the signals after it
   * follow and `resumed` is true; otherwise the snapshot replaces what the page knew.
   */
  z.object({
    type: z.literal("welcome"),
    seq: z.number().int().nonnegative(),
    epoch: z.number().int().positive(),
    resumed: z.boolean(),
    agent: AgentView,
    calls: z.array(CallView),
    /** This server takes `courier.ready`; absent: it does not know the frame. */
    couriers: z.boolean().optional(),
  }),
  z.object({ type: z.literal("signal"), signal: Signal }),
  z.object({ type: z.literal("beat"), at: Instant }),
  /** To a courier: one request to the package's `/v1/voice-calls` (docs/package.md). Asked once; the page repeats nothing. */
  z.object({
    type: z.literal("courier.request"),
    requestId: Id,
    method: z.enum(["POST", "PATCH"]),
    path: z.string(),
    body: z.string().nullable(),
    traceparent: z.string().nullable(),
  }),
  z.object({ type: z.literal("error"), problem: Problem }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;

/** Why the server closes a socket (4000 to 4999 are ours). */
export const CLOSE_CODE = {
  malformed: 4400,
  unauthenticated: 4401,
  superseded: 4409,
  silent: 4408,
  /** The reader takes its frames too slowly; it may come back and resume. */
  tooSlow: 4413,
  goingAway: 1001,
} as const;
