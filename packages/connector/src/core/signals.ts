import type { CLOSE_CODE, ClientFrame, ServerFrame, Signal, SOCKET_SUBPROTOCOL } from "@partner-telephony/api";
import { backOffMs } from "./back-off.ts";
import type { Cancel, Clock } from "./clock.ts";
import type { Courier } from "./courier.ts";
import { readServerFrame } from "./frames.ts";
import type { Log } from "./log.ts";

const SUBPROTOCOL: typeof SOCKET_SUBPROTOCOL = "pt.v1";
const CLOSED: Pick<typeof CLOSE_CODE, "unauthenticated" | "superseded"> = { unauthenticated: 4401, superseded: 4409 };

/** The server releases a holder that is silent for 3 s. */
const BEAT_MS = 1000;
const WELCOME_WITHIN_MS = 5000;
/** The server beats each second: a connection over which it has said nothing for this long is taken for dead. */
const SILENCE_MS = 5000;

export type Welcome = Extract<ServerFrame, { type: "welcome" }>;
export type SocketState = "off" | "connecting" | "connected" | "superseded";

/** The part of the browser's WebSocket that is used. */
export interface Socket {
  readonly readyState: number;
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}
export type OpenSocket = (url: string, subprotocol: string) => Socket;

export interface SignalsDeps {
  readonly serverUrl: () => Promise<string>;
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly bearer: () => string;
  /** Gets a fresh bearer. False: there is none to be had, the agent has to log in. */
  readonly renew: () => Promise<boolean>;
  readonly onWelcome: (welcome: Welcome, snapshot: boolean) => void;
  readonly onSignal: (signal: Signal) => void;
  readonly onState: (state: SocketState) => void;
  /** Of a page that can reach the package's Apex; null: this one cannot. */
  readonly courier: Courier | null;
}

/** One line to the server that is kept up, resumed by seq, and given up only when another page takes the agent. */
export class Signals {
  readonly #deps: SignalsDeps;
  #state: SocketState = "off";
  #socket: Socket | null = null;
  #timers: Cancel[] = [];
  #attempt = 0;
  #lastSeq: number | null = null;
  #heardAt = 0;

  constructor(deps: SignalsDeps) {
    this.#deps = deps;
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Starts, or tries again at once. */
  connect(): void {
    if (this.#state === "connected") return;
    this.#open();
  }

  /** The server has let go of the agent: hello has to be said again. */
  reconnect(): void {
    if (this.#state === "connected") this.#open();
  }

  /** Stops and forgets where it was: the next connect takes a fresh snapshot. */
  stop(): void {
    this.#drop(1000);
    this.#lastSeq = null;
    this.#attempt = 0;
    this.#become("off");
  }

  renewed(bearer: string): void {
    if (this.#state === "connected") this.#say({ type: "renew", bearer });
  }

  #become(state: SocketState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#deps.onState(state);
  }

  #open(): void {
    this.#drop(1000);
    this.#become("connecting");
    void this.#deps.serverUrl().then(
      (url) => this.#state === "connecting" && this.#socket === null && this.#listen(url),
      () => this.#tryLater(),
    );
  }

  #listen(serverUrl: string): void {
    let socket: Socket;
    try {
      socket = this.#deps.openSocket(serverUrl.replace(/^http/, "ws") + "/v1/signals", SUBPROTOCOL);
    } catch {
      return this.#tryLater();
    }
    this.#socket = socket;
    const mine =
      <E>(run: (event: E) => void) =>
      (event: E): void =>
        void (this.#socket === socket && run(event));
    socket.onopen = mine(() => this.#hello());
    socket.onmessage = mine((event: { data: unknown }) => this.#hear(event.data));
    socket.onclose = mine((event: { code: number }) => void this.#closed(event.code));
    socket.onerror = () => {}; // a close follows
    this.#timers.push(this.#deps.clock.after(WELCOME_WITHIN_MS, () => this.#tryLater()));
  }

  #hello(): void {
    this.#say({ type: "hello", bearer: this.#deps.bearer(), afterSeq: this.#lastSeq });
  }

  #say(frame: ClientFrame): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #hear(data: unknown): void {
    const frame = readServerFrame(data);
    this.#heardAt = this.#deps.clock.now();
    if (frame === null) return this.#deps.log.error("socket.frame-not-readable");
    if (frame.type === "welcome") this.#welcome(frame);
    else if (frame.type === "signal") this.#signal(frame.signal);
    else if (frame.type === "courier.request") void this.#carry(frame);
    else if (frame.type === "error") this.#problem(frame.problem.code);
  }

  #welcome(frame: Welcome): void {
    this.#clearTimers();
    this.#attempt = 0;
    const snapshot = !frame.resumed || this.#lastSeq === null;
    if (snapshot) this.#lastSeq = frame.seq;
    this.#deps.log.info("socket.welcome", { epoch: frame.epoch, seq: frame.seq, resumed: frame.resumed });
    this.#deps.onWelcome(frame, snapshot);
    this.#become("connected");
    if (frame.couriers === true && this.#deps.courier !== null) this.#say({ type: "courier.ready" });
    this.#beat();
  }

  #beat(): void {
    const silentMs = this.#deps.clock.now() - this.#heardAt;
    if (silentMs >= SILENCE_MS) {
      this.#deps.log.error("socket.silent", { silentMs });
      return this.#open();
    }
    this.#say({ type: "beat" });
    this.#timers = [this.#deps.clock.after(BEAT_MS, () => this.#beat())];
  }

  #signal(signal: Signal): void {
    if (this.#lastSeq === null || this.#state !== "connected") return;
    if (signal.seq <= this.#lastSeq) return this.#deps.log.info("signal.repeated", { seq: signal.seq });
    if (signal.seq > this.#lastSeq + 1) {
      // The server never leaves a gap; whatever was lost on the way, a fresh snapshot has it.
      this.#deps.log.error("signal.gap", { expected: this.#lastSeq + 1, seq: signal.seq });
      this.#lastSeq = null;
      return this.#open();
    }
    this.#lastSeq = signal.seq;
    this.#deps.onSignal(signal);
  }

  async #carry(frame: Extract<ServerFrame, { type: "courier.request" }>): Promise<void> {
    const { courier } = this.#deps;
    const socket = this.#socket;
    if (courier === null) return;
    const answer = await courier.carry(frame);
    // Over another line the server waits for it no more.
    if (this.#socket === socket) this.#say(answer);
  }

  #problem(code: string): void {
    this.#deps.log.error("socket.problem", { reason: code });
    if (code === "session.superseded") this.supersede();
  }

  async #closed(code: number): Promise<void> {
    this.#deps.log.info("socket.closed", { code });
    if (code === CLOSED.superseded) return this.supersede();
    if (code !== CLOSED.unauthenticated) return this.#tryLater();
    this.#drop(1000);
    this.#become("connecting");
    if (await this.#deps.renew()) this.#tryLater();
    else this.stop();
  }

  /** Never by itself again: two pages would take the agent from each other for ever. */
  supersede(): void {
    this.#drop(1000);
    this.#lastSeq = null;
    this.#become("superseded");
  }

  #tryLater(): void {
    this.#drop(1000);
    this.#become("connecting");
    const wait = backOffMs(this.#attempt++, this.#deps.random());
    this.#timers.push(this.#deps.clock.after(wait, () => this.#open()));
  }

  #drop(code: number): void {
    this.#clearTimers();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code);
  }

  #clearTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }
}
