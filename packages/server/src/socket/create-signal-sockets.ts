import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { CLOSE_CODE, SOCKET_SUBPROTOCOL, TRACEPARENT } from "@partner-telephony/api";
import { WebSocketServer } from "ws";
import { writeProblem } from "../http/client-error.ts";
import type { Couriers } from "../couriers/couriers.ts";
import type { EdgeDeps, Log } from "../http/deps.ts";
import { ProblemError } from "../http/problem-error.ts";
import { continueTrace } from "../http/trace.ts";
import { SIGNALS_PATH } from "../http/unknown-route.ts";
import { socketLimits, type SocketLimits } from "./limits.ts";
import { SocketRegistry } from "./registry.ts";
import { SignalSocket } from "./signal-socket.ts";

export interface SocketDeps extends Pick<EdgeDeps, "db" | "engine" | "now" | "allowedOrigins"> {
  readonly log: Log;
  readonly couriers: Couriers;
}

export interface SignalSockets {
  attach(server: Server): void;
  /** Closes the log-in's sockets and lets its agent go at once. */
  endSession(sessionId: string): Promise<void>;
  /** Tells every page that the server goes away; pages come back and resume. */
  close(): Promise<void>;
}

/** What is wrong with an upgrade, before anything is agreed to; null: nothing. */
function refuseUpgrade(request: IncomingMessage, allowedOrigins: readonly string[]): ProblemError | null {
  if (request.url?.split("?")[0] !== SIGNALS_PATH) return new ProblemError("route.unknown");
  const { origin } = request.headers;
  if (origin !== undefined && !allowedOrigins.includes(origin)) return new ProblemError("origin.not-allowed");
  const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  return offered.includes(SOCKET_SUBPROTOCOL) ? null : new ProblemError("socket.wrong-subprotocol");
}

export function createSignalSockets(deps: SocketDeps, bounds: Partial<SocketLimits> = {}): SignalSockets {
  const limits = { ...socketLimits, ...bounds };
  const registry = new SocketRegistry();
  const open = new Set<SignalSocket>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => SOCKET_SUBPROTOCOL,
  });
  let closing = false;

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on("error", () => stream.destroy());
    const refusal = closing ? new ProblemError("server.stopping") : refuseUpgrade(request, deps.allowedOrigins);
    const traceparent = request.headers[TRACEPARENT];
    const given = typeof traceparent === "string" ? traceparent : undefined;
    if (refusal !== null) return writeProblem(stream, refusal, given);
    server.handleUpgrade(request, stream, head, (ws) => {
      const socket = new SignalSocket(ws, deps, limits, registry, continueTrace(given));
      open.add(socket);
      ws.once("close", () => open.delete(socket));
    });
  }

  return {
    attach: (http) => void http.on("upgrade", upgrade),
    async endSession(sessionId) {
      await Promise.all(registry.ofLogIn(sessionId).map((socket) => socket.logOut()));
    },
    async close() {
      closing = true;
      deps.couriers.close();
      const closed = [...server.clients].map((ws) => new Promise<void>((resolve) => ws.once("close", () => resolve())));
      for (const socket of open) socket.close(CLOSE_CODE.goingAway, "server.stopping");
      await Promise.all(closed);
    },
  };
}
