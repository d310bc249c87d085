import { Readable } from "node:stream";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { z } from "zod";
import { IDEMPOTENCY_KEY, Id, switchRoutes, TRACEPARENT } from "@partner-telephony/api";
import type {
  CallbackBody,
  FarEndAct,
  InboundCallBody,
  MessageBody,
  PracticeMessageBody,
  Route,
  SayBody,
  TelephonyRequestBody,
} from "@partner-telephony/api";
import { behaviours } from "../calls/requests.ts";
import { SwitchError } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { waveBytes, waveFile } from "../recording/wave.ts";
import type { SwitchHealth } from "../health.ts";
import { requireBearer } from "./bearer.ts";
import { asSwitchError, sendProblem } from "./problem.ts";

export interface AppPorts {
  readonly exchange: Exchange;
  readonly health: () => SwitchHealth;
  readonly telephonyCredential: string;
  readonly operatorCredential: string;
  /** False: bound to more than this machine, practice routes answer 403. */
  readonly practice: boolean;
  /** Names of requests that this switch is set not to do. */
  readonly unsupported: ReadonlySet<string>;
  readonly logError: (error: unknown) => void;
}

type OperationId = (typeof switchRoutes)[number]["operationId"];
interface Asked {
  readonly body: unknown;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
type Handlers = { readonly [K in OperationId]: (asked: Asked) => unknown };

const BODY_LIMIT = 64 * 1024;

/** Mounts exactly `switchRoutes`. Credentials are looked at before the body. */
export function switchApp(ports: AppPorts): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, asSwitchError(error, ports.logError));
    },
  }) as unknown as FastifyInstance;
  app.removeContentTypeParser("text/plain");
  const handlers = handlersOf(ports);
  for (const route of switchRoutes) mount(app, route, handlers[route.operationId], ports);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new SwitchError("route.unknown")));
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, asSwitchError(error, ports.logError)));
  return app;
}

/** A file in place of JSON. */
class WaveAnswer {
  readonly file: Readable;
  readonly bytes: number;
  constructor(file: Readable, bytes: number) {
    this.file = file;
    this.bytes = bytes;
  }
}

function handlersOf({ exchange, health }: AppPorts): Handlers {
  return {
    getHealth: () => health(),
    request: ({ body, headers }) => {
      const request = body as TelephonyRequestBody;
      const key = headers[IDEMPOTENCY_KEY];
      if (key === undefined) throw new SwitchError("idempotency.key-missing");
      if (key !== request.requestId) throw new SwitchError("idempotency.key-mismatch");
      const traceparent = headers[TRACEPARENT];
      return exchange.request(request, typeof traceparent === "string" ? traceparent : undefined);
    },
    startInboundCall: ({ body, headers }) =>
      exchange.startInboundCall(body as z.output<typeof InboundCallBody>, practiceKey(headers)),
    requestCallback: ({ body, headers }) =>
      exchange.requestCallback(body as z.output<typeof CallbackBody>, practiceKey(headers)),
    say: ({ body, params, headers }) => {
      if (!Id.safeParse(params["callId"]).success) throw new SwitchError("path.invalid");
      return exchange.say(params["callId"]!, body as z.infer<typeof SayBody>, practiceKey(headers));
    },
    downloadRecording: ({ params }) => {
      if (!Id.safeParse(params["recordingId"]).success) throw new SwitchError("path.invalid");
      const stretches = exchange.recording(params["recordingId"]!);
      return new WaveAnswer(Readable.from(waveFile(stretches)), waveBytes(stretches));
    },
    message: ({ body, params }) => exchange.receiveMessage(callIdIn(params), body as MessageBody),
    sendMessage: ({ body, params, headers }) =>
      exchange.sendMessage(callIdIn(params), (body as PracticeMessageBody).body, practiceKey(headers)),
    listMessages: ({ params }) => ({ messages: exchange.messages(callIdIn(params)) }),
    getRecording: ({ params }) => exchange.recordingOf(callIdIn(params)),
    listCalls: () => ({ calls: exchange.calls() }),
    actAtFarEnd: ({ body, params, headers }) => {
      if (!Id.safeParse(params["legId"]).success) throw new SwitchError("path.invalid");
      return exchange.act(params["legId"]!, body as z.infer<typeof FarEndAct>, practiceKey(headers));
    },
  };
}

function callIdIn(params: Asked["params"]): string {
  if (!Id.safeParse(params["callId"]).success) throw new SwitchError("path.invalid");
  return params["callId"]!;
}

/** On practice routes the key is a courtesy: without one every POST counts. */
function practiceKey(headers: Asked["headers"]): string | null {
  const key = headers[IDEMPOTENCY_KEY];
  if (key === undefined) return null;
  if (!Id.safeParse(key).success) throw new SwitchError("idempotency.key-invalid");
  return key as string;
}

function mount(app: FastifyInstance, route: Route, handle: Handlers[OperationId], ports: AppPorts): void {
  app.route({
    method: route.method,
    url: route.path,
    onRequest: async (request) => admit(request, route, ports),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      requireNoQuery(request.query);
      if (route.operationId === "request") requireSupported(request.body, ports.unsupported);
      const body = route.body ? parsed(route.body, request.body) : undefined;
      const { params, headers } = request as { params: Record<string, string>; headers: Asked["headers"] };
      const answer = await handle({ body, params, headers });
      reply.code(route.status).header("cache-control", "no-store");
      if (!(answer instanceof WaveAnswer)) return reply.send(answer);
      return reply.headers({ "content-type": "audio/wav", "content-length": answer.bytes }).send(answer.file);
    },
  });
}

async function admit(request: FastifyRequest, route: Route, ports: AppPorts): Promise<void> {
  const { authorization } = request.headers;
  if (route.principals.includes("operator")) {
    if (!ports.practice) throw new SwitchError("practice.loopback-only");
    requireBearer(authorization, ports.operatorCredential);
  } else if (!route.principals.includes("none")) {
    requireBearer(authorization, ports.telephonyCredential);
  }
}

/** `?limit=5` must not look as if it had been heeded. */
function requireNoQuery(query: unknown): void {
  const fields = Object.keys(query as object).map((path) => ({ path, message: "is not known here" }));
  if (fields.length > 0) throw new SwitchError("query.invalid", fields);
}

/** A newer server may ask what this switch has never heard of: that is no fault of the body. */
function requireSupported(body: unknown, unsupported: ReadonlySet<string>): void {
  const type = (body as { type?: unknown } | null)?.type;
  if (typeof type !== "string") return;
  if (!Object.hasOwn(behaviours, type) || unsupported.has(type)) throw new SwitchError("request.unsupported");
}

function parsed(schema: z.ZodType, body: unknown): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new SwitchError("body.invalid", fields);
}
