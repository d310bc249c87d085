import { randomBytes } from "node:crypto";
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { z } from "zod";
import type { Problem } from "../console-contract.ts";
import { ApexFault, OrgFault } from "./fault.ts";

export interface AppOptions {
  /** Host names the org answers under, without port. Others are refused: no page of another site can reach it by DNS. */
  hostNames: ReadonlySet<string>;
  https: { cert: string; key: string } | null;
  log: boolean;
}

const BODY_LIMIT = 1_048_576;
const XML_LIMIT = 4 * 1_048_576;

export function createApp({ hostNames, https, log }: AppOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    genReqId: (request) => traceIdOf(request.headers["traceparent"]),
    requestIdHeader: false,
    logger: log ? { level: "warn" } : false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => {
      void answerFault(error, request, reply);
    },
    ...(https === null ? {} : { https: { cert: https.cert, key: https.key } }),
  }) as unknown as FastifyInstance;
  addParsers(app);
  app.addHook("onRequest", async (request) => {
    const host = request.hostname.replace(/^\[|\]$/g, "");
    if (!hostNames.has(host)) {
      throw new OrgFault("request.host", `Not an address of this org: ${host}. Known: ${[...hostNames].join(", ")}.`);
    }
  });
  app.setErrorHandler(answerFault);
  app.setNotFoundHandler((request) => {
    throw new OrgFault("request.unknown-route", `${request.method} ${request.url.split("?")[0]} is not known.`);
  });
  return app;
}

function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = toFault(error);
  if (fault.code === "org.failed") request.log.error({ err: error }, "request failed");
  return reply
    .code(fault.status)
    .header("content-type", "application/problem+json")
    .send(JSON.stringify(toProblem(fault, request.id)));
}

/** JSON with an empty body (clearRouting is sent so), and XML as text. Anything else is a 415. */
function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    if (body === "") return done(null, null);
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(new OrgFault("request.malformed", "The body is not valid JSON."), undefined);
    }
  });
  app.addContentTypeParser(
    ["application/xml", "text/xml"],
    { parseAs: "string", bodyLimit: XML_LIMIT },
    (_request, body, done) => done(null, String(body)),
  );
}

const byFastifyCode: Record<string, () => OrgFault> = {
  FST_ERR_BAD_URL: () => new OrgFault("path.malformed", "The path could not be decoded. Check its percent-encoding."),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new OrgFault("request.too-large", "The body is larger than this address takes."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new OrgFault("request.media-type", "Send application/json, or application/xml where a file is imported."),
};

function toFault(error: FastifyError): OrgFault {
  if (error instanceof OrgFault) return error;
  if (error instanceof z.ZodError) return toRequestFault(error);
  const known = byFastifyCode[error.code];
  if (known !== undefined) return known();
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new OrgFault("request.malformed", error.message);
  return new OrgFault("org.failed", "The stand-in org met an error of its own; its log has it under this traceId.");
}

function toRequestFault(error: z.ZodError): OrgFault {
  const fields = error.issues.map((issue) => ({ path: issue.path.join(".") || "(body)", message: issue.message }));
  return new OrgFault("request.malformed", `${fields[0]?.path}: ${fields[0]?.message}.`, fields);
}

function toProblem(fault: OrgFault, traceId: string): Problem {
  const { code, status, title, message, fields } = fault;
  const problem = { type: `urn:local-org:${code}`, status, code, title, detail: message, fields, traceId };
  return fault instanceof ApexFault ? { ...problem, exception: fault.exception } : problem;
}

/** The caller's trace when it sent one (W3C traceparent), else a new one. */
function traceIdOf(header: string | string[] | undefined): string {
  const trace = typeof header === "string" ? /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-/.exec(header)?.[1] : undefined;
  return trace ?? randomBytes(16).toString("hex");
}
