import type { FastifyInstance, FastifyRequest } from "fastify";
import { ProblemError } from "./problem-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Keys that would reach into every object of the process; no message of ours has them. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("forbidden key");
  return value;
}

function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(raw), refusePrototype);
  } catch {
    // The parser's own message quotes the body.
    throw new ProblemError("body.malformed");
  }
}

/** JSON only; the raw bytes are kept, and `beforeParsing` may refuse them first (a webhook's signature). */
export function readJsonBodies(
  app: FastifyInstance,
  beforeParsing: (request: FastifyRequest, raw: Buffer) => Promise<void>,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (request: FastifyRequest, raw: Buffer) => {
    request.rawBody = raw;
    await beforeParsing(request, raw);
    return parseJson(raw);
  });
}
