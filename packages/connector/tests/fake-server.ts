import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  AgentCommandBody,
  CallCommandBody,
  ClientFrame,
  DialBody,
  Problem,
  ServerFrame,
  SessionProof,
  SessionView,
  SignedRecordingUrl,
  type Signal,
} from "@partner-telephony/api";
import { WebSocketServer, type WebSocket } from "ws";
import { Happenings } from "./happenings.ts";
import { AGENT_ID, callIdOf, CONTACT_CENTER, ORG_ID, USERNAME } from "./views.ts";

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export const PASSWORD = "correct horse";
const COOKIE = "pt_refresh=yes";

/** Speaks pt.v1 and /v1 on a real port; everything that it says and hears goes through the api package's schemas. */
export class FakeServer extends Happenings {
  readonly seen: Seen[] = [];
  readonly heard: ClientFrame[] = [];
  epoch = 0;
  /** Whether the refresh cookie is worth something. */
  loggedIn = true;
  session = { orgId: ORG_ID, contactCenter: CONTACT_CENTER, username: USERNAME };
  sessionMs = 3_600_000;
  /** Signals before this seq are no longer kept: a resume from further back gets a snapshot. */
  keptFrom = 0;
  /** Whether it knows couriers, as servers of today do. */
  couriers = true;
  /** Answers no beat any more, as a line that is dead without knowing. */
  silent = false;
  /** What a command leads to; default: the fact, at once. */
  onCommand: (n: number, body: CallCommandBody, requestId: string) => "fact" | "nothing" | Problem = () => "fact";
  /** What is known of a recording; default: there is none. */
  onRecordingUrl: (query: URLSearchParams) => SignedRecordingUrl | Problem = () => noRecording("none");
  onRequest: (seen: Seen, response: ServerResponse) => boolean = () => false;
  onDialRefused: Problem | null = null;
  /** What dialing leads to; default: it rings. */
  onDial: (body: DialBody, requestId: string) => void = (body) => this.dialed(body, "ringing");
  #port = 0;
  #http!: Server;
  #sockets!: WebSocketServer;
  #bearer = 0;

  static async start(): Promise<FakeServer> {
    const server = new FakeServer();
    await server.listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#sockets = new WebSocketServer({
      server: this.#http,
      path: "/v1/signals",
      handleProtocols: (offered) => [...offered][0]!,
    });
    this.#sockets.on("connection", (socket) => this.#welcome(socket));
    await new Promise<void>((go) => this.#http.listen(this.#port, "127.0.0.1", go));
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** As a SIGKILL would: nothing is said to anybody. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#http.closeAllConnections();
    await new Promise((go) => this.#http.close(go));
  }

  closeSockets(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  get connections(): number {
    return [...this.#sockets.clients].filter((socket) => socket.readyState === socket.OPEN).length;
  }

  commands(): unknown[] {
    return this.seen.filter((one) => one.method === "POST" && one.path.endsWith("/commands")).map((one) => one.body);
  }

  protected override tell(signal: Signal): void {
    this.send({ type: "signal", signal });
  }

  send(frame: ServerFrame): void {
    const text = JSON.stringify(ServerFrame.parse(frame));
    for (const socket of this.#sockets.clients) socket.send(text);
  }

  // ------- sockets

  #welcome(socket: WebSocket): void {
    socket.on("message", (data) => {
      const frame = ClientFrame.parse(JSON.parse(String(data)));
      this.heard.push(frame);
      if (frame.type === "beat" && this.silent) return;
      if (frame.type === "beat")
        return socket.send(JSON.stringify({ type: "beat", at: this.now() } satisfies ServerFrame));
      if (frame.type !== "hello") return;
      if (frame.bearer !== `bearer-${this.#bearer}` || !this.loggedIn) return socket.close(4401);
      for (const other of this.#sockets.clients) if (other !== socket) other.close(4409);
      this.epoch++;
      const { afterSeq } = frame;
      const resumed = afterSeq !== null && afterSeq >= this.keptFrom && afterSeq <= this.signals.length;
      const welcome: ServerFrame = {
        type: "welcome",
        seq: this.signals.length,
        epoch: this.epoch,
        resumed,
        agent: this.agent,
        calls: this.allCalls,
        ...(this.couriers ? { couriers: true } : {}),
      };
      socket.send(JSON.stringify(ServerFrame.parse(welcome)));
      if (resumed)
        for (const signal of this.signals.slice(afterSeq)) socket.send(JSON.stringify({ type: "signal", signal }));
    });
  }

  // ------- http

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += chunk;
    const seen: Seen = {
      method: request.method!,
      path: request.url!,
      headers: request.headers,
      body: text === "" ? null : JSON.parse(text),
    };
    this.seen.push(seen);
    if (this.onRequest(seen, response)) return;
    const route = `${seen.method} ${seen.path}`;
    if (route === "POST /v1/sessions") return this.#logIn(seen, response);
    if (route === "POST /v1/sessions/current/refresh") return this.#refresh(seen, response);
    const known = seen.headers.authorization === `Bearer bearer-${this.#bearer}` && this.loggedIn;
    if (!known) return reply(response, 401, problem(401, "session.required"));
    if (route === "DELETE /v1/sessions/current") {
      this.loggedIn = false;
      return reply(response, 204, null, { "set-cookie": "pt_refresh=no" });
    }
    if (seen.path.startsWith("/v1/recording-urls?")) {
      const answer = this.onRecordingUrl(new URL(seen.path, this.url).searchParams);
      return "code" in answer ? reply(response, answer.status, answer) : reply(response, 200, answer);
    }
    if (Number(seen.headers["pt-session-epoch"]) !== this.epoch)
      return reply(response, 409, problem(409, "session.superseded"));
    if (route === "POST /v1/agents/current/commands") return this.#agentCommand(seen, response);
    if (route === "POST /v1/calls") return this.#dial(seen, response);
    return this.#callCommand(seen, response);
  }

  #logIn(seen: Seen, response: ServerResponse): void {
    if (SessionProof.parse(seen.body).password !== PASSWORD)
      return reply(response, 401, problem(401, "sessions.wrong-proof"));
    this.loggedIn = true;
    reply(response, 201, this.#newSession(), { "set-cookie": COOKIE });
  }

  #refresh(seen: Seen, response: ServerResponse): void {
    if (!this.loggedIn || seen.headers.cookie !== COOKIE) return reply(response, 401, problem(401, "session.required"));
    reply(response, 200, this.#newSession());
  }

  #newSession(): SessionView {
    return SessionView.parse({
      sessionId: "f0000000-0000-4000-8000-000000000001",
      bearer: `bearer-${++this.#bearer}`,
      expiresAt: this.now() + this.sessionMs,
      agentId: AGENT_ID,
      displayName: "Ada",
      ...this.session,
    });
  }

  #agentCommand(seen: Seen, response: ServerResponse): void {
    const body = AgentCommandBody.parse(seen.body);
    const change =
      body.type === "setPhone"
        ? { phone: body.phone }
        : body.enqueue
          ? { pendingPresence: body.presence }
          : { presence: body.presence };
    this.agent = { ...this.agent, ...change, version: this.agent.version + 1 };
    this.signal({ type: "agent.changed", agent: this.agent, side: "Salesforce" });
    reply(response, 200, this.agent);
  }

  #dial(seen: Seen, response: ServerResponse): void {
    const body = DialBody.parse(seen.body);
    const requestId = "a0000000-0000-4000-8000-00000000000d";
    if (this.onDialRefused !== null) return reply(response, this.onDialRefused.status, this.onDialRefused);
    this.dialed(body, "asked");
    reply(response, 202, { requestId, pending: true, callVersion: this.dialedVersion });
    this.onDial(body, requestId);
  }

  #callCommand(seen: Seen, response: ServerResponse): void {
    const callId = /^\/v1\/calls\/([^/]+)\/commands$/.exec(seen.path)?.[1];
    const n = [...this.calls.keys()].find((key) => callIdOf(key) === callId);
    if (n === undefined) return reply(response, 404, problem(404, "call.unknown"));
    const body = CallCommandBody.parse(seen.body);
    const requestId = "a0000000-0000-4000-8000-00000000000a";
    const outcome = this.onCommand(n, body, requestId);
    if (typeof outcome !== "string") return reply(response, outcome.status, outcome);
    if (outcome === "fact") this.fact(n, body);
    reply(response, 202, { requestId, pending: outcome === "nothing", callVersion: 1 });
  }
}

export const noRecording = (state: "none" | "pending"): SignedRecordingUrl =>
  SignedRecordingUrl.parse({ state, url: null, durationSeconds: null, expiresAt: null });

export const problem = (status: number, code: string): Problem =>
  Problem.parse({
    type: "about:blank",
    title: "Refused",
    status,
    code,
    detail: `The server says ${code}.`,
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  });

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(body === null ? undefined : JSON.stringify(body));
}
