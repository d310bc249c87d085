import type { AgentView, CommandAccepted, Signal } from "@partner-telephony/api";
import { AgentControl } from "./agent-control.ts";
import { AgentSettingsStore } from "./agent-settings.ts";
import type { CallControl } from "./call-control.ts";
import type { Clock } from "./clock.ts";
import { codeOf, connectorError, isUnauthenticated } from "./connector-error.ts";
import type { Courier } from "./courier.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import { send, type HttpDeps, type HttpRequest } from "./http.ts";
import type { Log } from "./log.ts";
import { Messages } from "./messages.ts";
import { Picture } from "./picture.ts";
import { Recordings } from "./recordings.ts";
import { ServerCallControl } from "./server-call-control.ts";
import { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import { Signals, type OpenSocket, type SocketState } from "./signals.ts";

/** Deadline of one command, and of logging in, in milliseconds. */
export const COMMAND_DEADLINE_MS = 10_000;

export interface CoreDeps {
  readonly settings: Promise<Settings>;
  readonly fetch: typeof fetch;
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
  /** Of a page that the org hosts; absent elsewhere. */
  readonly courier?: Courier;
  readonly deadlineMs?: number;
}

export type News =
  | { readonly type: "signal"; readonly signal: Signal }
  | { readonly type: "snapshot" }
  /** The session is over, or another page has taken the agent (`session.superseded`). */
  | { readonly type: "lost"; readonly code: string };

/** The connector without Salesforce's library: session, line to the server, picture of calls, commands. */
export class Core {
  readonly session: Session;
  readonly picture = new Picture();
  readonly calls: CallControl;
  readonly agent: AgentControl;
  readonly agentSettings: AgentSettingsStore;
  readonly recordings: Recordings;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly log: Log;
  /** UUIDv4, lower case. */
  readonly newId: () => string;
  readonly #deadlineMs: number;
  readonly #http: HttpDeps;
  readonly #signals: Signals;
  readonly #serverCalls: ServerCallControl;
  readonly #listeners = new Set<(news: News) => void>();
  readonly #stateListeners = new Set<(state: SocketState) => void>();
  #epoch: number | null = null;

  constructor(deps: CoreDeps) {
    this.clock = deps.clock;
    this.log = deps.log;
    this.newId = deps.newId;
    this.#deadlineMs = deps.deadlineMs ?? COMMAND_DEADLINE_MS;
    const settings = deps.settings.catch(() => Promise.reject(connectorError("settings.not-readable")));
    settings.catch(() => {}); // heard by whoever asks for it
    const serverUrl = async () => (await settings).serverUrl;
    this.#http = { ...deps, serverUrl };
    this.session = new Session(this.#http, deps.log, this.#deadlineMs, {
      renewed: (view) => this.#signals.renewed(view.bearer),
      lost: (code) => this.#lost(code),
    });
    this.#signals = new Signals({
      ...deps,
      serverUrl,
      bearer: () => this.session.bearer(),
      renew: () => this.#renew(),
      onWelcome: ({ epoch, agent, calls }, snapshot) => this.#welcome(epoch, agent, snapshot ? calls : null),
      onSignal: (signal) => this.#signal(signal),
      onState: (state) => this.#socketState(state),
      courier: deps.courier ?? null,
    });
    const common = { clock: deps.clock, deadlineMs: this.#deadlineMs, picture: this.picture };
    this.#serverCalls = new ServerCallControl({
      ...common,
      command: (callId, body, deadline) =>
        this.#ask<CommandAccepted>({ method: "POST", path: `/v1/calls/${callId}/commands`, body }, deadline),
      dial: (body, deadline) => this.#ask<CommandAccepted>({ method: "POST", path: "/v1/calls", body }, deadline),
    });
    this.calls = this.#serverCalls;
    this.agentSettings = new AgentSettingsStore({
      ...common,
      ask: (request, deadline) => this.#ask(request, deadline),
    });
    this.agent = new AgentControl({
      ...common,
      command: (body, deadline) =>
        this.#ask<AgentView>({ method: "POST", path: "/v1/agents/current/commands", body }, deadline),
    });
    this.messages = new Messages({ ...common, ask: (request, deadline) => this.#ask(request, deadline) });
    this.recordings = new Recordings({
      clock: deps.clock,
      ask: (path, deadline) => this.#ask({ method: "GET", path }, deadline),
    });
  }

  onNews(listener: (news: News) => void): void {
    this.#listeners.add(listener);
  }

  /** How the line to the server stands, at each change. */
  onLine(listener: (state: SocketState) => void): void {
    this.#stateListeners.add(listener);
  }

  /** Takes the agent for this page. @throws ConnectorError when there is no welcome in time */
  async connect(): Promise<void> {
    this.#signals.connect();
    await withDeadline(this.clock, this.#deadlineMs, (deadline) => this.#connected(deadline));
  }

  /** The browser says that the network is back: do not wait for the next attempt. */
  retryNow(): void {
    if (this.#signals.state === "connecting") this.#signals.connect();
  }

  /** Ends the session at the server and lets go of the agent. @throws ConnectorError when the session could not be ended */
  async leave(): Promise<void> {
    if (this.session.view !== null) await this.session.end();
    this.disconnect();
  }

  disconnect(): void {
    this.#signals.stop();
    this.session.forget();
    this.picture.forget();
    this.#epoch = null;
  }

  /** A command of this page; a lapsed bearer or lease is renewed once, not the agent's problem. */
  async #ask<T>(request: HttpRequest, deadline: Deadline): Promise<T> {
    try {
      return await this.#askAsHolder<T>(request, deadline);
    } catch (error) {
      // The lease ran out before the server could say so; the command had no effect.
      if (codeOf(error) === "session.silent") this.#signals.reconnect();
      else if (isUnauthenticated(error)) await deadline.race(this.session.refresh());
      else throw error;
      return this.#askAsHolder<T>(request, deadline);
    }
  }

  /** Waits for the line and carries the epoch under which this page holds the agent. */
  async #askAsHolder<T>(request: HttpRequest, deadline: Deadline): Promise<T> {
    await this.#connected(deadline);
    const epoch = this.#epoch;
    try {
      return (await send(this.#http, { ...request, bearer: this.session.bearer(), epoch }, deadline)) as T;
    } catch (error) {
      if (codeOf(error) !== "session.superseded") throw error;
      const isLeftBehind = this.#epoch !== epoch || this.#signals.state !== "connected";
      // Repeated across a restart of the server it named an epoch that this page itself has left behind: it had no effect.
      if (isLeftBehind) return this.#askAsHolder<T>(request, deadline);
      this.#signals.supersede();
      throw error;
    }
  }

  async #connected(deadline: Deadline): Promise<void> {
    let stop: () => void = () => {};
    const connected = new Promise<void>((resolve, reject) => {
      const look = (state: SocketState) => {
        if (state === "connected") resolve();
        if (state === "superseded") reject(connectorError("session.superseded"));
        if (state === "off") reject(connectorError("session.required"));
      };
      this.#stateListeners.add(look);
      stop = () => this.#stateListeners.delete(look);
      look(this.#signals.state);
    });
    // Until then nothing has been sent: say so, instead of "it may have been done".
    deadline.meaning = "server.unreachable";
    try {
      await deadline.race(connected);
      deadline.meaning = "deadline.passed";
    } finally {
      stop();
    }
  }

  async #renew(): Promise<boolean> {
    try {
      await this.session.refresh();
      return true;
    } catch (error) {
      if (!isUnauthenticated(error)) return true; // the old bearer is tried again until the server can be asked
      this.#lost(codeOf(error));
      return false;
    }
  }

  #welcome(epoch: number, agent: AgentView, calls: Parameters<Picture["replace"]>[1] | null): void {
    this.#epoch = epoch;
    if (calls === null) return;
    this.picture.replace(agent, calls);
    this.#serverCalls.pictureChanged();
    this.#tell({ type: "snapshot" });
  }

  #signal(signal: Signal): void {
    this.picture.apply(signal);
    if (signal.type === "request.failed") this.#serverCalls.requestFailed(signal);
    if (signal.type === "call.changed" && signal.cause === "digitsSent")
      this.#serverCalls.digitsSent(signal.call.callId);
    this.#serverCalls.pictureChanged();
    this.#tell({ type: "signal", signal });
  }

  #socketState(state: SocketState): void {
    for (const listener of this.#stateListeners) listener(state);
    if (state === "superseded") this.#lost("session.superseded");
  }

  #lost(code: string): void {
    this.log.error("session.lost", { reason: code });
    if (code !== "session.superseded") this.#signals.stop();
    this.session.forget();
    this.picture.forget();
    this.#tell({ type: "lost", code });
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }
}
