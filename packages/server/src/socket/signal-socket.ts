import { CLOSE_CODE, type ClientFrame } from "@partner-telephony/api";
import type { RawData, WebSocket } from "ws";
import type { Courier } from "../couriers/courier.ts";
import { toProblem } from "../http/answer-problem.ts";
import type { Log } from "../http/deps.ts";
import { problemBody, ProblemError } from "../http/problem-error.ts";
import type { Trace } from "../http/trace.ts";
import { readBearer, type AgentSession } from "../sessions/sessions.ts";
import { sessionIsOpen } from "../sessions/sql/session-is-open.ts";
import { ConsoleSession } from "./console-session.ts";
import type { SocketDeps } from "./create-signal-sockets.ts";
import { FrameWriter } from "./frame-writer.ts";
import type { SocketLimits } from "./limits.ts";
import { readFrame } from "./read-frame.ts";
import type { SocketRegistry } from "./registry.ts";
import { SignalPump } from "./signal-pump.ts";

/** One console page, from its hello to its close. */
export class SignalSocket {
  readonly #ws: WebSocket;
  readonly #deps: SocketDeps;
  readonly #limits: SocketLimits;
  readonly #registry: SocketRegistry;
  readonly #trace: Trace;
  readonly #log: Log;
  readonly #writer: FrameWriter;
  readonly #ticking: NodeJS.Timeout;
  #held: ConsoleSession | null = null;
  #pump: SignalPump | null = null;
  #courier: Courier | null = null;
  #bearerExpiresAt = 0;
  /** Of the monotonic clock: a wall clock that is set must not let agents go. */
  #heardAt = performance.now();
  #renewedAt = 0;
  #recheckedAt = performance.now();
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();
  #over = false;

  constructor(ws: WebSocket, deps: SocketDeps, limits: SocketLimits, registry: SocketRegistry, trace: Trace) {
    this.#ws = ws;
    this.#deps = deps;
    this.#limits = limits;
    this.#registry = registry;
    this.#trace = trace;
    this.#log = deps.log.child({ traceId: trace.traceId });
    this.#writer = new FrameWriter(ws, limits, () => this.#abandon());
    this.#ticking = setInterval(() => void this.#tick().catch((error) => this.fail(error)), limits.beatMs);
    ws.on("message", (data, isBinary) => this.#receive(data, isBinary));
    ws.on("close", () => this.#end());
    // Protocol faults, oversized frames: the library closes by itself; the reason is for the log.
    ws.on("error", (error) => this.#log.info({ err: error }, "socket fault"));
  }

  get held(): ConsoleSession | null {
    return this.#held;
  }

  /** Says why, then closes with the code that belongs to it. */
  fail(error: unknown, closeCode: number = closeCodeOf(error)): void {
    if (this.#over) return;
    const problem = toProblem(error);
    if (problem.status >= 500) this.#log.error({ err: error, code: problem.code }, "socket failed");
    else this.#log.info({ code: problem.code }, "socket closed");
    this.#writer.send({ type: "error", problem: problemBody(problem, this.#trace.traceId) });
    this.close(closeCode, problem.code);
  }

  close(code: number, reason: string): void {
    if (this.#over) return;
    this.#end();
    this.#ws.close(code, reason);
    // A peer that does not answer the close must not keep the socket.
    setTimeout(() => this.#ws.terminate(), 2_000).unref();
  }

  /** The agent has logged out, here or elsewhere. */
  async logOut(): Promise<void> {
    const held = this.#held;
    this.fail(new ProblemError("session.invalid"));
    await held?.release();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#over) return;
    this.#heardAt = performance.now();
    this.#waiting += 1;
    if (this.#waiting > this.#limits.maxWaitingFrames) return this.fail(new ProblemError("frame.malformed"));
    this.#turn = this.#turn
      .then(() => (this.#over ? undefined : this.#handle(readFrame(data, isBinary))))
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.#waiting -= 1));
  }

  async #handle(frame: ClientFrame): Promise<void> {
    if (frame.type === "hello") return this.#hello(frame.bearer, frame.afterSeq);
    const held = this.#held;
    if (held === null) throw new ProblemError("frame.not-expected");
    if (frame.type === "renew") return this.#renewBearer(held.agent, frame.bearer);
    if (frame.type !== "beat") return this.#carry(held.agent, frame);
    // Two tabs' worth of beats cost no more than one.
    if (performance.now() - this.#renewedAt < this.#limits.beatMs / 2) return;
    this.#renewedAt = performance.now();
    await held.renew();
  }

  async #hello(bearer: string, afterSeq: number | null): Promise<void> {
    if (this.#held !== null) throw new ProblemError("frame.not-expected");
    const agent = await readBearer(this.#deps.db, bearer, this.#deps.now());
    if (this.#over) return;
    const held = new ConsoleSession(this.#deps.engine, agent, this.#trace.traceparent);
    await held.take();
    this.#bearerExpiresAt = agent.expiresAt;
    this.#held = held;
    if (this.#over) return;
    this.#registry.enter(this);
    if (this.#over) return;
    this.#pump = new SignalPump(this.#deps.engine, agent, held.epoch, this.#writer, this.#limits.batch);
    await this.#pump.start(afterSeq, (error) => this.fail(error));
    this.#log.info({ epoch: held.epoch }, "console session holds its agent");
  }

  /** A fresh bearer of the same agent; of another one it proves nothing here. */
  async #renewBearer(agent: AgentSession, bearer: string): Promise<void> {
    const fresh = await readBearer(this.#deps.db, bearer, this.#deps.now());
    if (fresh.tenant !== agent.tenant || fresh.agentId !== agent.agentId) throw new ProblemError("session.invalid");
    this.#bearerExpiresAt = fresh.expiresAt;
  }

  #carry({ tenant }: AgentSession, frame: CourierFrame): void {
    if (frame.type === "courier.ready") {
      this.#courier ??= this.#deps.couriers.enter(tenant, (request) => this.#writer.send(request));
      return;
    }
    if (this.#courier === null) throw new ProblemError("frame.not-expected");
    const { requestId } = frame;
    const awaited =
      frame.type === "courier.answer"
        ? this.#courier.answer(requestId, { status: frame.status, body: frame.body })
        : this.#courier.fail(requestId, frame.code);
    if (!awaited) this.#log.info({ requestId }, "a courier's answer that nobody waits for");
  }

  async #tick(): Promise<void> {
    const silentFor = performance.now() - this.#heardAt;
    if (this.#held === null) {
      if (silentFor > this.#limits.helloMs) this.fail(new ProblemError("frame.not-expected"), CLOSE_CODE.silent);
      return;
    }
    if (silentFor > this.#limits.silentMs) return this.fail(new ProblemError("session.silent"));
    if (this.#deps.now() >= this.#bearerExpiresAt) return this.fail(new ProblemError("session.expired"));
    this.#writer.send({ type: "beat", at: this.#deps.now() });
    await this.#recheck(this.#held.agent);
  }

  async #recheck({ tenant, sessionId }: AgentSession): Promise<void> {
    if (performance.now() - this.#recheckedAt < this.#limits.recheckMs) return;
    this.#recheckedAt = performance.now();
    if (!(await sessionIsOpen(this.#deps.db, tenant, sessionId))) await this.logOut();
  }

  /** Too slow to be told why: frames would only pile up behind the others. */
  #abandon(): void {
    if (this.#over) return;
    this.#log.warn("socket reads too slowly");
    this.close(CLOSE_CODE.tooSlow, "reader too slow");
  }

  #end(): void {
    this.#over = true;
    clearInterval(this.#ticking);
    this.#pump?.stop();
    this.#registry.leave(this);
    if (this.#held !== null && this.#courier !== null) {
      this.#deps.couriers.leave(this.#held.agent.tenant, this.#courier);
    }
  }
}

type CourierFrame = Extract<ClientFrame, { type: `courier.${string}` }>;

function closeCodeOf(error: unknown): number {
  const { code, status } = toProblem(error);
  if (code === "session.superseded") return CLOSE_CODE.superseded;
  if (code === "session.silent") return CLOSE_CODE.silent;
  if (code.startsWith("frame.")) return CLOSE_CODE.malformed;
  // A failure of ours: the page comes back by itself, as after a restart.
  return status >= 500 ? CLOSE_CODE.goingAway : CLOSE_CODE.unauthenticated;
}
