import type { Cancel } from "../core/clock.ts";
import { ConnectorError, connectorError, SENTENCES } from "../core/connector-error.ts";
import type { HttpDeps } from "../core/http.ts";
import type { Settings } from "../core/settings.ts";
import type { LoginChannel, LoginMessage } from "../login-channel.ts";
import { logIn } from "./log-in.ts";

export interface LoginPageDeps extends HttpDeps {
  readonly settings: Promise<Settings>;
  readonly channel: LoginChannel;
  /** `?username=…`: prefilled. */
  readonly query: URLSearchParams;
}

/** The connector checks whose session it is and connects; it has its own deadline of 10 s. */
const CONNECTED_WITHIN_MS = 15_000;

const TEXT = {
  busy: "Logging in…",
  connecting: "You are logged in. The phone is being connected…",
  done: "The phone is ready.",
  empty: "Enter your username and your password.",
  noContactCenter: "This page does not know your contact center. Open it in Salesforce, in the Omni-Channel utility.",
  notConnected: "You are logged in, but the phone does not answer. Reload the page.",
  unexpected: "Logging in failed. Try again, and tell your administrator if it happens again.",
} as const;

/** Binds the form of index.html. Whom to log in comes from the address, else from the connector, else from settings.json. */
export class LoginPage {
  readonly #deps: LoginPageDeps;
  readonly #form: HTMLFormElement;
  readonly #username: HTMLInputElement;
  readonly #password: HTMLInputElement;
  readonly #submit: HTMLButtonElement;
  readonly #problem: HTMLElement;
  readonly #progress: HTMLElement;
  #context: Extract<LoginMessage, { type: "login.context" }> | null = null;
  #cancelWait: Cancel = () => {};

  constructor(page: Document, deps: LoginPageDeps) {
    const byId = <E extends HTMLElement>(id: string) => page.getElementById(id) as E;
    this.#deps = deps;
    this.#form = byId("login");
    this.#username = byId("username");
    this.#password = byId("password");
    this.#submit = byId("submit");
    this.#problem = byId("problem");
    this.#progress = byId("progress");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#logIn();
    });
    deps.channel.onMessage((message) => this.#hear(message));
    this.#username.value = deps.query.get("username") ?? "";
    (this.#username.value === "" ? this.#username : this.#password).focus();
    deps.channel.post({ type: "login.asked" });
    deps.settings.catch(() => this.#fail(SENTENCES["settings.not-readable"]));
  }

  #hear(message: LoginMessage): void {
    if (message.type === "login.context") {
      this.#context = message;
      if (this.#username.value === "" && message.username !== null) {
        this.#username.value = message.username;
        this.#password.focus();
      }
    } else if (message.type === "login.done") this.#show(TEXT.done);
    else if (message.type === "login.refused") this.#fail(message.sentence);
  }

  async #logIn(): Promise<void> {
    const username = this.#username.value.trim();
    const password = this.#password.value;
    this.#mark(this.#username, username === "");
    this.#mark(this.#password, password === "");
    if (username === "" || password === "") return this.#fail(TEXT.empty);
    this.#busy();
    try {
      const { orgId, contactCenter } = await this.#contactCenter();
      await logIn(this.#deps, { kind: "password", orgId, contactCenter, username, password });
    } catch (error) {
      return this.#fail(error instanceof ConnectorError ? error.message : TEXT.unexpected);
    }
    this.#password.value = "";
    this.#show(TEXT.connecting);
    this.#cancelWait = this.#deps.clock.after(CONNECTED_WITHIN_MS, () => this.#fail(TEXT.notConnected));
    this.#deps.channel.post({ type: "login.created" });
  }

  async #contactCenter(): Promise<{ orgId: string; contactCenter: string }> {
    const settings = await this.#deps.settings.catch(() => {
      throw connectorError("settings.not-readable");
    });
    const orgId = this.#deps.query.get("orgId") ?? this.#context?.orgId ?? settings.orgId;
    const contactCenter =
      this.#deps.query.get("contactCenter") ?? this.#context?.contactCenter ?? settings.contactCenter;
    if (orgId === null || contactCenter === null)
      throw new ConnectorError("login.no-contact-center", TEXT.noContactCenter);
    return { orgId, contactCenter };
  }

  #mark(field: HTMLInputElement, invalid: boolean): void {
    if (invalid) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  #busy(): void {
    this.#problem.hidden = true;
    this.#submit.disabled = true;
    this.#progress.textContent = TEXT.busy;
  }

  #show(text: string): void {
    this.#cancelWait();
    this.#problem.hidden = true;
    this.#submit.disabled = true;
    this.#progress.textContent = text;
  }

  #fail(sentence: string): void {
    this.#cancelWait();
    this.#problem.textContent = sentence;
    this.#problem.hidden = false;
    this.#submit.disabled = false;
    this.#progress.textContent = "";
  }
}
