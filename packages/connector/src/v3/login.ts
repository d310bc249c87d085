import type { SessionView } from "@partner-telephony/api";
import type { InitResult, LogoutResult } from "@salesforce/scv-connector-base";
import { backOffMs } from "../core/back-off.ts";
import { codeOf, connectorError, isUnauthenticated } from "../core/connector-error.ts";
import { COMMAND_DEADLINE_MS, type Core } from "../core/core.ts";
import { withDeadline } from "../core/deadline.ts";
import type { LoginChannel } from "../login-channel.ts";
import { readConnectorConfig, type ConnectorConfig } from "./connector-config.ts";
import type { Library } from "./library.ts";
import type { Publisher } from "./publisher.ts";
import { Refusal } from "./refusal.ts";
import type { Teller } from "./teller.ts";

/** Pixels: the login page with an error and its longest sentence fits (src/login/login.css). */
export const LOGIN_FRAME_HEIGHT = 420;

export interface LoginDeps {
  readonly library: Library;
  readonly core: Core;
  readonly publisher: Publisher;
  readonly teller: Teller;
  readonly channel: LoginChannel;
  /** Of two tabs only the one that the agent looks at may answer to a login. */
  readonly isVisible: () => boolean;
  readonly random: () => number;
}

/** Getting in and out: init, the login page, the end of a session, log-out. */
export class Login {
  readonly #deps: LoginDeps;
  #config: ConnectorConfig | null = null;
  #phase: "out" | "entering" | "in" = "out";
  #initialising: Promise<InitResult> | null = null;

  constructor(deps: LoginDeps) {
    this.#deps = deps;
    deps.core.onNews((news) => news.type === "lost" && this.#lost());
    deps.channel.onMessage((message) => {
      if (!deps.isVisible() || this.#config === null) return;
      if (message.type === "login.asked") this.#introduce();
      if (message.type === "login.created") void this.#loggedIn();
    });
  }

  get config(): ConnectorConfig | null {
    return this.#config;
  }

  /** May be called again while it runs (a second setup message): both get the one answer. */
  init(given: unknown): Promise<InitResult> {
    this.#deps.publisher.open();
    this.#initialising ??= this.#init(given).finally(() => (this.#initialising = null));
    return this.#initialising;
  }

  /**
   * The phone works again after the agent was told that it does not. Salesforce has no event that takes an error back; LOGIN_RESULT,
   * which the library answers with a new CONNECTOR_READY and the calls as they stand, is its word for a phone that is there.
   */
  renewReady(): void {
    this.#announce(true);
    this.#deps.publisher.afterLibrary();
  }

  async logout(): Promise<LogoutResult> {
    const before = this.#phase;
    // The server may close the line before it answers: that is no lost session, and would be told twice.
    this.#phase = "out";
    try {
      await this.#deps.core.leave();
    } catch (error) {
      this.#phase = before;
      throw error;
    }
    this.#out();
    return this.#loggedOut();
  }

  async #init(given: unknown): Promise<InitResult> {
    const { library, teller } = this.#deps;
    try {
      this.#config = readConnectorConfig(given);
      teller.isAfterCallWorkAllowed = this.#config.isAfterCallWorkAllowed;
    } catch (error) {
      throw new Refusal(error, "INVALID_PARAMS");
    }
    try {
      await this.#enter();
    } catch (error) {
      return this.#notIn(error);
    }
    teller.open();
    return new library.InitResult({});
  }

  #notIn(error: unknown): InitResult {
    const { core, library } = this.#deps;
    const code = codeOf(error);
    core.log.error("init.not-logged-in", { reason: code });
    if (code === "session.other-contact-center") throw new Refusal(error, "INVALID_PARAMS");
    if (isUnauthenticated(error) || code === "session.other-agent")
      return new library.InitResult({ showLogin: true, loginFrameHeight: LOGIN_FRAME_HEIGHT });
    if (code !== "settings.not-readable") this.#enterLater(0);
    throw new Refusal(error);
  }

  /** Session by refresh cookie, check of whose it is, line to the server. @throws ConnectorError */
  async #enter(): Promise<void> {
    const { core } = this.#deps;
    this.#phase = "entering";
    try {
      await withDeadline(core.clock, COMMAND_DEADLINE_MS, async () => {
        await this.#checkOwner(await core.session.refresh());
        await core.connect();
      });
      this.#phase = "in";
    } catch (error) {
      this.#phase = "out";
      throw error;
    }
  }

  /** A cookie that another user of this browser left behind must never become this agent. */
  async #checkOwner(view: SessionView): Promise<void> {
    const { orgId, contactCenter, userName } = this.#config!;
    const sameTenant = view.orgId === orgId && view.contactCenter === contactCenter;
    const sameAgent = userName === null || userName.toLowerCase() === view.username.toLowerCase();
    if (sameTenant && sameAgent) return;
    await this.#deps.core.leave();
    throw connectorError(sameTenant ? "session.other-agent" : "session.other-contact-center");
  }

  /** The server was not there: init has failed, but a LOGIN_RESULT still makes the connector ready. */
  #enterLater(attempt: number): void {
    const { core, random } = this.#deps;
    core.clock.after(backOffMs(attempt, random()), () => void this.#enterAgain(attempt));
  }

  async #enterAgain(attempt: number): Promise<void> {
    if (this.#phase !== "out") return;
    try {
      await this.#enter();
      this.#welcome();
    } catch (error) {
      if (isUnauthenticated(error) || codeOf(error).startsWith("session.")) this.#announceLogout();
      else this.#enterLater(attempt + 1);
    }
  }

  async #loggedIn(): Promise<void> {
    if (this.#phase !== "out") return;
    const { channel, core } = this.#deps;
    try {
      await this.#enter();
      this.#welcome();
      channel.post({ type: "login.done" });
    } catch (error) {
      core.log.error("login.refused", { reason: codeOf(error) });
      this.#announce(false);
      const { code, message } = new Refusal(error);
      channel.post({ type: "login.refused", code, sentence: message });
    }
  }

  /** LOGIN_RESULT goes first: the library answers it with CONNECTOR_READY, and calls are told after that. */
  #welcome(): void {
    this.#announce(true);
    this.#deps.teller.open();
  }

  #announce(success: boolean): void {
    const { library, publisher } = this.#deps;
    publisher.publish({ eventType: "LOGIN_RESULT", payload: new library.GenericResult({ success }) });
  }

  #lost(): void {
    if (this.#phase !== "in") return;
    this.#out();
    this.#announceLogout();
  }

  #announceLogout(): void {
    this.#deps.publisher.publish({ eventType: "LOGOUT_RESULT", payload: this.#loggedOut() });
  }

  #out(): void {
    this.#phase = "out";
    this.#deps.teller.close();
  }

  #loggedOut(): LogoutResult {
    return new this.#deps.library.LogoutResult({ success: true, loginFrameHeight: LOGIN_FRAME_HEIGHT });
  }

  #introduce(): void {
    const { orgId, contactCenter, userName } = this.#config!;
    this.#deps.channel.post({ type: "login.context", orgId, contactCenter, username: userName });
  }
}
