import type { FastifyReply, FastifyRequest } from "fastify";
import { PROBLEM_CONTENT_TYPE, TRACEPARENT, type Problem } from "@partner-telephony/api";
import { SwitchError, type ErrorCode } from "../errors.ts";
import { newTraceparent, traceIdOf } from "../trace.ts";

/** What fastify itself refuses, in our codes. */
const codeOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "body.malformed",
  FST_ERR_CTP_EMPTY_JSON_BODY: "body.malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "body.malformed",
  FST_ERR_CTP_BODY_TOO_LARGE: "body.too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "body.media-type",
  FST_ERR_BAD_URL: "path.malformed",
  FST_ERR_MAX_PARAM_LENGTH: "path.invalid",
};

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: SwitchError): FastifyReply {
  const body: Problem = {
    type: `urn:partner-telephony:${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(error.fields && { fields: [...error.fields] }),
    traceId: traceIdOf(request.headers[TRACEPARENT]) ?? traceIdOf(newTraceparent())!,
  };
  return reply.code(error.status).header("content-type", PROBLEM_CONTENT_TYPE).send(JSON.stringify(body));
}

/** Anything that is not a refusal of ours or of fastify's is a fault of the switch and is logged. */
export function asSwitchError(error: unknown, log: (error: unknown) => void): SwitchError {
  if (error instanceof SwitchError) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : codeOfFastify[code];
  if (known) return new SwitchError(known);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new SwitchError("body.malformed");
  log(error);
  return new SwitchError("switch.failing");
}
