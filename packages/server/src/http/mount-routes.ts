import {
  CONTACT_CENTER_CHOICE,
  IDEMPOTENCY_KEY,
  SESSION_EPOCH,
  serverRoutes,
  type Principal,
  type Route,
} from "@partner-telephony/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Ask, Whose } from "./ask.ts";
import { proveAsker, proveWebhook, type Asker } from "./askers.ts";
import type { EdgeDeps } from "./deps.ts";
import { handlers } from "./handlers/index.ts";
import { Idempotency, requireKey, type Answer, type Repeatable } from "./idempotency.ts";
import { ProblemError } from "./problem-error.ts";
import { readJsonBodies } from "./read-body.ts";
import { NO_QUERY, pathSchema } from "./validation.ts";

declare module "fastify" {
  interface FastifyRequest {
    asker: Asker | null;
  }
  interface FastifyContextConfig {
    principals?: readonly Principal[];
  }
}

type AnyHandler = (ask: Ask) => Promise<Answer>;

/** Commands of an agent: they name the console session that they come from. */
const WITH_EPOCH = new Set<string>(["commandCurrentAgent", "dial", "commandCall"]);
/** The own id of what they bring makes a repeat harmless. */
const WITHOUT_KEY = new Set<string>([
  "storeTelephonyFact",
  "storeUtterance",
  "offerRecording",
  "storeTelephonyMessage",
  "sendMessage",
]);

/** Exactly the routes of `api`, in its order of checks: who, then the key, then the shape, then the handler. */
export function mountRoutes(app: FastifyInstance, deps: EdgeDeps): void {
  const idempotency = new Idempotency(deps.db, deps.secrets.secretKey);
  const byName = handlers(deps) as unknown as Record<string, AnyHandler>;
  app.decorateRequest("asker", null);
  readJsonBodies(app, async (request, raw) => {
    if (request.routeOptions.config.principals?.includes("webhook"))
      request.asker = await proveWebhook(deps, request, raw);
  });
  for (const route of serverRoutes as readonly Route[]) {
    const handler = byName[route.operationId] as AnyHandler;
    app.route({
      method: route.method,
      url: route.path,
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      config: { principals: route.principals },
      schema: schemaOf(route),
      onRequest: (request) => letIn(deps, route, request),
      preValidation: async (request) => {
        if (route.principals.includes("webhook")) request.asker ??= await proveWebhook(deps, request, Buffer.alloc(0));
      },
      handler: async (request, reply) => {
        const answer = await handler(askOf(deps, idempotency, route, request));
        return reply
          .code(answer.status ?? route.status)
          .headers(answer.headers ?? {})
          .send(answer.body);
      },
    });
  }
}

function schemaOf(route: Route) {
  return {
    params: pathSchema(route.path),
    querystring: route.query ?? NO_QUERY,
    ...(route.body === undefined ? {} : { body: route.body }),
    ...(route.answer === undefined ? {} : { response: { [route.status]: route.answer } }),
  };
}

async function letIn(deps: EdgeDeps, route: Route, request: FastifyRequest): Promise<void> {
  request.asker = await proveAsker(deps, route.principals, request);
  if (route.method === "POST" && !WITHOUT_KEY.has(route.operationId)) requireKey(request.headers[IDEMPOTENCY_KEY]);
  if (WITH_EPOCH.has(route.operationId)) readEpoch(request);
}

function readEpoch(request: FastifyRequest): number {
  const text = request.headers[SESSION_EPOCH];
  if (typeof text !== "string" || !/^[1-9]\d{0,14}$/.test(text)) throw new ProblemError("session.missing-epoch");
  return Number(text);
}

function readChoice({ headers }: FastifyRequest): string | null {
  const choice = headers[CONTACT_CENTER_CHOICE];
  return typeof choice === "string" && choice !== "" ? choice : null;
}

function askOf(deps: EdgeDeps, idempotency: Idempotency, route: Route, request: FastifyRequest): Ask {
  const traceparent = request.trace.traceparent;
  const epoch = WITH_EPOCH.has(route.operationId) ? { epoch: readEpoch(request) } : {};
  const repeatable = ({ tenant, scope }: Whose): Repeatable => ({
    at: { tenant, scope, key: requireKey(request.headers[IDEMPOTENCY_KEY]) },
    fingerprint: idempotency.fingerprint(request.method, request.url, request.rawBody ?? Buffer.alloc(0)),
    now: deps.now(),
  });
  const ask = {
    asker: request.asker,
    params: request.params,
    query: request.query,
    body: request.body,
    range: request.headers.range ?? null,
    contactCenter: readChoice(request),
    origin: { traceparent, idempotencyKey: null, ...epoch },
    address: request.ip,
    once: (whose: Whose, work: Parameters<Ask["once"]>[1]) => idempotency.inTransaction(repeatable(whose), work),
    onceByEngine: (whose: Whose, work: Parameters<Ask["onceByEngine"]>[1]) =>
      idempotency.aroundEngine(repeatable(whose), work),
  };
  // Checked by the route's zod schemas; the handlers' types come from the same table.
  return ask as unknown as Ask;
}
