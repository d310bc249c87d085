import type { SessionView } from "@partner-telephony/api";
import type { Cancel } from "./clock.ts";
import { codeOf, connectorError, isUnauthenticated } from "./connector-error.ts";
import { withDeadline } from "./deadline.ts";
import { send, type HttpDeps } from "./http.ts";
import type { Log } from "./log.ts";

const RENEW_BEFORE_MS = 60_000;
/** A browser clock that runs ahead must not turn renewal into a flood. */
const SHORTEST_RENEWAL_MS = 30_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface SessionEvents {
  renewed(view: SessionView): void;
  /** The refresh cookie no longer works. */
  lost(code: string): void;
}

/** The bearer lives in this object only; the refresh cookie is the server's and no script can read it. */
export class Session {
  readonly #http: HttpDeps;
  readonly #log: Log;
  readonly #deadlineMs: number;
  readonly #events: SessionEvents;
  #view: SessionView | null = null;
  #refreshing: Promise<SessionView> | null = null;
  #cancelRenewal: Cancel = () => {};

  constructor(http: HttpDeps, log: Log, deadlineMs: number, events: SessionEvents) {
    this.#http = http;
    this.#log = log;
    this.#deadlineMs = deadlineMs;
    this.#events = events;
  }

  get view(): SessionView | null {
    return this.#view;
  }

  /** @throws session.required when there is no session at all */
  bearer(): string {
    if (this.#view === null) throw connectorError("session.required");
    return this.#view.bearer;
  }

  /**
   * A fresh bearer for the refresh cookie; one request at a time.
   * @throws ConnectorError; `isUnauthenticated` when the agent has to log in
   */
  refresh(): Promise<SessionView> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Ends the session at the server, so that the cookie is worth nothing. @throws ConnectorError when it could not be ended */
  async end(): Promise<void> {
    const bearer = this.bearer();
    try {
      await withDeadline(this.#http.clock, this.#deadlineMs, (deadline) =>
        send(this.#http, { method: "DELETE", path: "/v1/sessions/current", bearer }, deadline),
      );
    } catch (error) {
      // The server knows no such session: that is what was wanted.
      if (!isUnauthenticated(error)) throw error;
    }
    this.forget();
  }

  forget(): void {
    this.#view = null;
    this.#cancelRenewal();
  }

  async #refresh(): Promise<SessionView> {
    const answer = await withDeadline(this.#http.clock, this.#deadlineMs, (deadline) =>
      send(this.#http, { method: "POST", path: "/v1/sessions/current/refresh" }, deadline),
    );
    if (!isSessionView(answer)) throw connectorError("server.unexpected-answer");
    this.#view = answer;
    this.#renewIn(answer.expiresAt - this.#http.clock.now() - RENEW_BEFORE_MS);
    return answer;
  }

  #renewIn(ms: number): void {
    this.#cancelRenewal();
    const wait = Math.min(Math.max(ms, SHORTEST_RENEWAL_MS), LONGEST_TIMER_MS);
    this.#cancelRenewal = this.#http.clock.after(wait, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    try {
      this.#events.renewed(await this.refresh());
    } catch (error) {
      const code = codeOf(error);
      this.#log.error("session.not-renewed", { reason: code });
      if (isUnauthenticated(error)) this.#events.lost(code);
      else this.#renewIn(0);
    }
  }
}

function isSessionView(value: unknown): value is SessionView {
  if (typeof value !== "object" || value === null) return false;
  const view = value as Record<string, unknown>;
  const texts = ["sessionId", "bearer", "agentId", "orgId", "contactCenter", "username", "displayName"];
  return texts.every((key) => typeof view[key] === "string") && typeof view["expiresAt"] === "number";
}
