import type { FastifyBaseLogger } from "fastify";
import { pino, type DestinationStream } from "pino";

/** Whatever looks like a number, a username or a token, in a text that we did not write ourselves (an error of a library). */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/[^\s"'(=<]+@[^\s"')>,]+/g, "[username]"],
  [/(?<![0-9a-f-])\+?\d(?:[\s().-]?\d){6,14}(?![0-9a-f-])/gi, "[number]"],
  [/Bearer\s+[^\s"']+/gi, "Bearer [token]"],
  [/\b[A-Za-z0-9_-]{43,}\b/g, "[token]"],
];

export function scrub(text: string): string {
  return PERSONAL.reduce((scrubbed, [pattern, name]) => scrubbed.replace(pattern, name), text);
}

interface Failure extends Error {
  readonly code?: unknown;
}

/** Never url (usernames stand in paths), headers, body or address; of an error only type, code and scrubbed text. */
const serializers = {
  req: (request: { method: string; routeOptions?: { url?: string } }) => ({
    method: request.method,
    route: request.routeOptions?.url ?? "none",
  }),
  res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
  err: (error: Failure) => ({
    type: error.name,
    message: scrub(String(error.message)),
    ...(typeof error.code === "string" ? { code: error.code } : {}),
    stack: scrub(error.stack ?? ""),
  }),
};

export function createLog(level: string, destination?: DestinationStream): FastifyBaseLogger {
  const options = { level, base: null, serializers };
  return destination === undefined ? pino(options) : pino(options, destination);
}
