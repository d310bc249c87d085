import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { Problem } from "@partner-telephony/api";
import { HostError, type ErrorCode } from "./errors.ts";

const codeOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "body.too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "body.media-type",
  FST_ERR_BAD_URL: "path.malformed",
  FST_ERR_MAX_PARAM_LENGTH: "route.unknown",
};

export function sendProblem(reply: FastifyReply, error: HostError): FastifyReply {
  const body: Problem = {
    type: `urn:partner-telephony:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail: error.message,
    traceId: randomBytes(16).toString("hex"),
  };
  return reply
    .code(error.status)
    .headers({ "content-type": "application/problem+json", "cache-control": "no-store" })
    .send(JSON.stringify(body));
}

/** Anything that is not a refusal of ours or of fastify's is a fault of the host and is logged. */
export function asHostError(error: unknown, log: (error: unknown) => void): HostError {
  if (error instanceof HostError) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : codeOfFastify[code];
  if (known) return new HostError(known);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new HostError("body.malformed");
  log(error);
  return new HostError("host.failing");
}
