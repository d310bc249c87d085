import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OrgFault } from "../http/fault.ts";
import type { Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";
import type { Fault, Faults, VoiceEndpoint } from "../stand-in/faults.ts";
import type { ArrivedRequest, RequestLog } from "../stand-in/request-log.ts";
import { CreateBody, keysOf, OmniFlowBody, parseBody, UpdateBody } from "./bodies.ts";
import { takePostCallEvents, takeRealtimeEvents } from "./conversation-events.ts";
import { createVoiceCall } from "./create.ts";
import { createLimits, type Limits } from "./limits.ts";
import { clearRouting, runOmniFlow } from "./routing.ts";
import { createTokenCheck } from "./token.ts";
import { createTranscript, createTranscripts } from "./transcripts.ts";
import { takeUpdate, writePendingUpdates } from "./update.ts";

interface Answer {
  status: number;
  body: unknown;
}

interface Row {
  endpoint: VoiceEndpoint;
  method: "POST" | "PATCH";
  path: string;
  /** Answers 2xx, or throws an OrgFault. `callId` is '' where the path has none. */
  run(org: Org, center: CallCenter, limits: Limits, callId: string, body: unknown): Answer;
}

/** Success statuses other than the 202s are unconfirmed; clients accept any 2xx. */
const rows: readonly Row[] = [
  {
    endpoint: "create",
    method: "POST",
    path: "/voiceCalls",
    run: (org, center, limits, _callId, body) => ({
      status: 200,
      body: createVoiceCall(org, center, limits, parseBody(org, CreateBody, keysOf(CreateBody), body)),
    }),
  },
  {
    endpoint: "update",
    method: "PATCH",
    path: "/voiceCalls/:callId",
    run: (org, center, _limits, callId, body) => ({
      status: 200,
      body: takeUpdate(org, center, callId, parseBody(org, UpdateBody, keysOf(UpdateBody), body)),
    }),
  },
  {
    endpoint: "bulk-transcripts",
    method: "POST",
    path: "/voiceCalls/messages",
    run: (org, center, limits, _callId, body) => createTranscripts(org, center, limits, body),
  },
  {
    endpoint: "transcript",
    method: "POST",
    path: "/voiceCalls/:callId/messages",
    run: (org, center, limits, callId, body) => ({
      status: 202,
      body: createTranscript(org, center, limits, callId, body),
    }),
  },
  {
    endpoint: "omni-flow",
    method: "PATCH",
    path: "/voiceCalls/:callId/omniFlow",
    run: (org, center, _limits, callId, body) => {
      const answer = runOmniFlow(org, center, callId, parseBody(org, OmniFlowBody, keysOf(OmniFlowBody), body));
      return { status: "errors" in answer ? org.facts.omniFlowFailureStatus : 200, body: answer };
    },
  },
  {
    endpoint: "clear-routing",
    method: "PATCH",
    path: "/voiceCalls/:callId/clearRouting",
    run: (org, center, _limits, callId) => ({ status: 200, body: clearRouting(org, center, callId) }),
  },
  {
    endpoint: "realtime-events",
    method: "POST",
    path: "/voiceCalls/:callId/realtimeConversationEvents",
    run: (org, center, _limits, callId, body) => ({ status: 202, body: takeRealtimeEvents(org, center, callId, body) }),
  },
  {
    endpoint: "post-call-events",
    method: "POST",
    path: "/voiceCalls/:callId/postConversationEvents",
    run: (org, center, _limits, callId, body) => ({ status: 202, body: takePostCallEvents(org, center, callId, body) }),
  },
];

export interface VoiceApiContext {
  org: Org;
  faults: Faults;
  requests: RequestLog;
  /** Waits; injected so that tests need no real time. */
  wait(ms: number): Promise<void>;
}

/** The Telephony Integration REST API below /telephony/v1. */
export function registerVoiceApi(app: FastifyInstance, context: VoiceApiContext): void {
  const { org } = context;
  const tokens = createTokenCheck(org);
  const limits = createLimits(org);
  for (const row of rows) {
    app.route({
      method: row.method,
      url: `/telephony/v1${row.path}`,
      handler: async (request, reply) => {
        const entry = note(context, row, request);
        const fault = context.faults.take(row.endpoint);
        entry.fault = fault?.kind ?? null;
        try {
          if (fault !== null && !(await before(context, fault, request, reply))) return await reply;
          const { center, claims } = await tokens.verify(request.headers.authorization);
          entry.claims = { ...claims };
          const { callId = "" } = request.params as { callId?: string };
          const answer = row.run(org, center, limits, callId, request.body ?? null);
          if (row.endpoint === "update") setImmediate(writeUpdates, org, request);
          if (fault?.kind === "time-out-after-success") return await neverAnswer(context, fault, request, reply);
          entry.status = answer.status;
          return await reply.code(answer.status).send(answer.body);
        } catch (error) {
          if (error instanceof OrgFault) Object.assign(entry, { status: error.status, code: error.code });
          throw error;
        }
      },
    });
  }
}

function writeUpdates(org: Org, request: FastifyRequest): void {
  try {
    writePendingUpdates(org);
  } catch (error) {
    request.log.error({ err: error }, "an update that was answered pending could not be written; it stays pending");
  }
}

function note(context: VoiceApiContext, row: Row, request: FastifyRequest): ArrivedRequest {
  const provider = request.headers["telephony-provider-name"];
  return context.requests.add({
    at: context.org.now(),
    endpoint: row.endpoint,
    method: row.method,
    path: request.url,
    telephonyProviderName: typeof provider === "string" ? provider : null,
    claims: null,
    body: request.body ?? null,
    status: null,
    code: null,
    fault: null,
  });
}

/** Plays the part of a fault that comes before the work; false when there will be no answer. */
async function before(
  context: VoiceApiContext,
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (fault.kind === "outage") throw new OrgFault("fault.outage", "The org was told to be out of service.");
  if (fault.kind === "rate-limited")
    throw new OrgFault("fault.rate-limited", "The org was told to limit this endpoint.");
  if (fault.kind === "slow") await context.wait(fault.ms);
  if (fault.kind !== "connection-lost") return true;
  reply.hijack();
  request.raw.socket.destroy();
  return false;
}

/** The work is done and the client never hears of it. */
async function neverAnswer(
  context: VoiceApiContext,
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.hijack();
  void context.wait(fault.ms).then(() => request.raw.socket.destroy());
  return reply;
}
