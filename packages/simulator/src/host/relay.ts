import type { FastifyInstance, FastifyRequest } from "fastify";
import { Pool } from "undici";
import { IDEMPOTENCY_KEY, serverRoutes, switchRoutes, TRACEPARENT, type Route } from "@partner-telephony/api";
import { HostError } from "./errors.ts";
import { requireSameOrigin } from "./guard.ts";

export type Backend = "switch" | "server";

/** What the page may ask: the operator's routes and the health of both, nothing else. */
export const relayed: Readonly<Record<Backend, readonly Route[]>> = {
  switch: operatorRoutes(switchRoutes),
  server: operatorRoutes(serverRoutes),
};

function operatorRoutes(routes: readonly Route[]): Route[] {
  return routes.filter(({ principals, operationId }) => principals.includes("operator") || operationId === "getHealth");
}

const TIMEOUT_MS = 5_000;
const PASSED_ON = [IDEMPOTENCY_KEY, TRACEPARENT, "content-type"];

/** Mounts `/simulator/api/{switch,server}/…`. The operator's credential is added here and never sent to a browser. */
export function mountRelay(app: FastifyInstance, backend: Backend, baseUrl: string, credential: string): void {
  const url = new URL(baseUrl);
  const pool = new Pool(url.origin, { connections: 8, connect: { timeout: TIMEOUT_MS } });
  app.addHook("onClose", () => pool.destroy());
  for (const route of relayed[backend]) {
    app.route({
      method: route.method,
      url: `/simulator/api/${backend}${route.path}`,
      onRequest: async (request) => requireSameOrigin(request.headers),
      handler: async (request, reply) => {
        const path = url.pathname.replace(/\/$/, "") + request.url.slice(`/simulator/api/${backend}`.length);
        const answer = await ask(pool, path, request, credential).catch(() => {
          throw new HostError(`${backend}.unreachable`);
        });
        if (answer.status === 401) throw new HostError(`${backend}.credential-refused`);
        return reply
          .code(answer.status)
          .headers({ "content-type": answer.contentType, "cache-control": "no-store" })
          .send(answer.body);
      },
    });
  }
}

async function ask(pool: Pool, path: string, request: FastifyRequest, credential: string) {
  const headers: Record<string, string> = { authorization: `Bearer ${credential}` };
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  const response = await pool.request({
    method: request.method as "GET" | "POST",
    path,
    headers,
    body: request.method === "POST" ? (request.body as Buffer) : null,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const contentType = response.headers["content-type"];
  return {
    status: response.statusCode,
    contentType: typeof contentType === "string" ? contentType : "application/octet-stream",
    body: Buffer.from(await response.body.arrayBuffer()),
  };
}
