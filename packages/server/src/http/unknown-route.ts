import { serverRoutes } from "@partner-telephony/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "./problem-error.ts";

/** Where the socket is; no route of fastify, because its upgrade never becomes a request. */
export const SIGNALS_PATH = "/v1/signals";

const shapes = serverRoutes.map((route) => ({
  method: route.method,
  shape: new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`),
}));

/** Nothing there, or there for another method (405 with Allow, RFC 9110, 15.5.6). */
export function answerUnknownRoute(request: FastifyRequest, _reply: FastifyReply): never {
  const path = request.url.split("?")[0] ?? "";
  if (path === SIGNALS_PATH) {
    throw new ProblemError("socket.upgrade-required", { headers: { upgrade: "websocket", connection: "upgrade" } });
  }
  const methods = new Set(shapes.filter(({ shape }) => shape.test(path)).map(({ method }) => method));
  if (methods.size === 0) throw new ProblemError("route.unknown");
  throw new ProblemError("method.not-allowed", { headers: { allow: [...methods].join(", ") } });
}
