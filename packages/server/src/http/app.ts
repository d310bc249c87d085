import cors from "@fastify/cors";
import { IDEMPOTENCY_KEY, SESSION_EPOCH, TRACEPARENT } from "@partner-telephony/api";
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { answerProblem } from "./answer-problem.ts";
import { answerClientError } from "./client-error.ts";
import type { EdgeDeps } from "./deps.ts";
import { mountRoutes } from "./mount-routes.ts";
import { answerUnknownRoute } from "./unknown-route.ts";
import { ProblemError } from "./problem-error.ts";
import { continueTrace, type Trace } from "./trace.ts";
import { compileSerializer, compileValidator } from "./validation.ts";

declare module "fastify" {
  interface FastifyRequest {
    trace: Trace;
    rawBody: Buffer;
  }
}

export const BODY_LIMIT = 256 * 1024;

export interface AppOptions {
  readonly log: FastifyBaseLogger;
  readonly trustProxy?: readonly string[];
  /** Until a request must have arrived whole. Default 30 s; checked every `checkMs`. */
  readonly requestTimeoutMs?: number;
  readonly checkMs?: number;
}

/** The whole edge for HTTP, not yet listening. */
export async function createApp(deps: EdgeDeps, options: AppOptions): Promise<FastifyInstance> {
  const requestTimeout = options.requestTimeoutMs ?? 30_000;
  const app = Fastify({
    loggerInstance: options.log,
    bodyLimit: BODY_LIMIT,
    requestTimeout,
    trustProxy: options.trustProxy?.length ? [...options.trustProxy] : false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    http: {
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: options.checkMs ?? 5_000,
      maxHeaderSize: 16_384,
    },
    // Percent-encoded usernames are up to three times their 80 characters, and more in UTF-8.
    routerOptions: { maxParamLength: 1_000 },
    clientErrorHandler: (error, socket) => answerClientError(error as NodeJS.ErrnoException, socket),
    frameworkErrors: (error, request, reply) => {
      request.trace = continueTrace(undefined);
      void answerProblem(error, request, reply);
    },
  }) as unknown as FastifyInstance;

  app.decorateRequest("trace", null as unknown as Trace);
  app.decorateRequest("rawBody", null as unknown as Buffer);
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(compileSerializer);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(answerUnknownRoute);
  traceEveryRequest(app);
  await checkOrigins(app, deps.allowedOrigins);
  mountRoutes(app, deps);
  return app;
}

function traceEveryRequest(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const given = request.headers[TRACEPARENT];
    request.trace = continueTrace(typeof given === "string" ? given : undefined);
    request.log = request.log.child({ traceId: request.trace.traceId });
    reply.header(TRACEPARENT, request.trace.traceparent);
    reply.header("x-content-type-options", "nosniff");
  });
}

async function checkOrigins(app: FastifyInstance, allowed: readonly string[]): Promise<void> {
  app.addHook("onRequest", async (request) => {
    const { origin } = request.headers;
    if (origin !== undefined && !allowed.includes(origin)) throw new ProblemError("origin.not-allowed");
  });
  await app.register(cors, {
    origin: [...allowed],
    credentials: true,
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: ["authorization", "content-type", IDEMPOTENCY_KEY, SESSION_EPOCH, TRACEPARENT],
    exposedHeaders: [TRACEPARENT, "retry-after"],
    maxAge: 600,
  });
}
