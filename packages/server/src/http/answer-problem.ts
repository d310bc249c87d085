import { PROBLEM_CONTENT_TYPE } from "@partner-telephony/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { challenge } from "./askers.ts";
import { problemBody, ProblemError } from "./problem-error.ts";
import { problems, type ProblemCode } from "./problems.ts";

/** What fastify, its parsers and the engine throw, in our words. */
const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "body.too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "body.unsupported-media-type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request.malformed",
  FST_ERR_BAD_URL: "path.malformed",
  "idempotency.key-reused": "idempotency.different-body",
  FST_ERR_MAX_PARAM_LENGTH: "path.invalid",
};

/** PostgreSQL's connection faults (class 08, 57P) and the sockets'. */
const STORE_GONE = /^(08...|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|store\.unreachable)$/;

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  const known = frameworkCodes[code];
  if (known !== undefined) return new ProblemError(known);
  return new ProblemError(STORE_GONE.test(code) ? "store.unavailable" : "server.failed");
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  const { status } = problems[problem.code];
  if (status >= 500) request.log.error({ err: error, code: problem.code }, "request failed");
  else request.log.info({ code: problem.code }, "request refused");
  return (
    reply
      .code(status)
      .headers({ ...(status === 401 ? challengeOf(request) : {}), ...problem.headers, "cache-control": "no-store" })
      .type(PROBLEM_CONTENT_TYPE)
      // A string: the route's serializer is for its own answer.
      .send(JSON.stringify(problemBody(problem, request.trace.traceId)))
  );
}

/** RFC 9110, 11.6.1: a 401 names how to prove oneself. */
function challengeOf(request: FastifyRequest): Record<string, string> {
  return { "www-authenticate": challenge(request.routeOptions.config.principals ?? []) };
}
