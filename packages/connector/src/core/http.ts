import type { IDEMPOTENCY_KEY, Problem, SESSION_EPOCH, TRACEPARENT } from "@partner-telephony/api";
import { backOffMs } from "./back-off.ts";
import type { Clock } from "./clock.ts";
import { ConnectorError, connectorError } from "./connector-error.ts";
import type { Deadline } from "./deadline.ts";

// The names come from the api package as types only: importing its values would pull zod into the page.
const HEADERS = { idempotencyKey: "idempotency-key", traceparent: "traceparent", epoch: "pt-session-epoch" } satisfies {
  idempotencyKey: typeof IDEMPOTENCY_KEY;
  traceparent: typeof TRACEPARENT;
  epoch: typeof SESSION_EPOCH;
};

export interface HttpDeps {
  readonly serverUrl: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  /** UUIDv4, lower case. */
  readonly newId: () => string;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly bearer?: string;
  readonly epoch?: number | null;
}

/** W3C Trace Context, version 00: a trace starts where the agent clicks. */
export const newTraceparent = (newId: () => string): string => {
  const hex = () => newId().replaceAll("-", "");
  return `00-${hex()}-${hex().slice(0, 16)}-01`;
};

/** Gateways answer these while a server restarts; the same Idempotency-Key makes the repeat safe. */
const AGAIN = new Set([429, 502, 503, 504]);

/**
 * One request, repeated with the same key until it is answered or the deadline passes.
 * @returns the answer's JSON, null when it has none
 * @throws ConnectorError with the server's code and sentence
 */
export async function send(deps: HttpDeps, request: HttpRequest, deadline: Deadline): Promise<unknown> {
  const url = (await deadline.race(deps.serverUrl())) + request.path;
  const init = { ...initOf(deps, request), signal: deadline.signal };
  for (let attempt = 0; ; attempt++) {
    const response = await deadline.race(deps.fetch(url, init)).catch(unreachable);
    if (response !== null && !AGAIN.has(response.status)) return read(response, deadline);
    if (deadline.signal.aborted) throw connectorError("deadline.passed");
    await deadline.race(new Promise<void>((go) => void deps.clock.after(backOffMs(attempt, deps.random()), go)));
  }
}

function initOf(deps: HttpDeps, request: HttpRequest): RequestInit {
  const headers: Record<string, string> = {
    accept: "application/json, application/problem+json",
    [HEADERS.traceparent]: newTraceparent(deps.newId),
  };
  if (request.method === "POST") headers[HEADERS.idempotencyKey] = deps.newId();
  if (request.bearer !== undefined) headers["authorization"] = `Bearer ${request.bearer}`;
  if (request.epoch != null) headers[HEADERS.epoch] = String(request.epoch);
  if (request.body !== undefined) headers["content-type"] = "application/json";
  return {
    method: request.method,
    headers,
    credentials: "include",
    cache: "no-store",
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  };
}

const unreachable = (error: unknown): null => {
  if (error instanceof ConnectorError) throw error;
  return null;
};

async function read(response: Response, deadline: Deadline): Promise<unknown> {
  const body = await deadline.race(response.text());
  const json = parse(body);
  if (response.ok) {
    if (json === undefined) throw connectorError("server.unexpected-answer");
    return json;
  }
  throw problemError(json, response.status);
}

/** undefined: it is no JSON. */
function parse(body: string): unknown {
  if (body === "") return null;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function problemError(json: unknown, status: number | null): ConnectorError {
  const problem = (typeof json === "object" && json !== null ? json : {}) as Partial<Problem>;
  if (typeof problem.code !== "string" || typeof problem.detail !== "string")
    return connectorError(status === 401 ? "session.required" : "server.unexpected-answer");
  return new ConnectorError(problem.code, problem.detail, status);
}
