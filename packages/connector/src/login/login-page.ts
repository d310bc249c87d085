import type { Cancel } from "../core/clock.ts";
import { ConnectorError, connectorError, SENTENCES } from "../core/connector-error.ts";
import type { HttpDeps } from "../core/http.ts";
import type { Settings } from "../core/settings.ts";
import type { LoginChannel, LoginMessage } from "../login-channel.ts";
import { logIn } from "./log-in.ts";
import { LoginTexts } from "./login-texts.ts";

export interface LoginPageDeps extends HttpDeps {
  readonly settings: Promise<Settings>;
  readonly channel: LoginChannel;
  /** `?username=…`: prefilled. */
  readonly query: URLSearchParams;
}

/** The connector checks whose session it is and connects; it has its own deadline of 10 s. */
const CONNECTED_WITHIN_MS = 15_000;

/** Binds the form of index.html. Whom to log in comes from the address, else from the connector, else from settings.json. */
export class LoginPage {
  readonly #deps: LoginPageDeps;
  readonly #form: HTMLFormElement;
  readonly #username: HTMLInputElement;
  readonly #password: HTMLInputElement;
  readonly #submit: HTMLButtonElement;
  readonly #problem: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #texts: LoginTexts;
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
    this.#texts = new LoginTexts(this.#form);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#logIn();
    });
    deps.channel.onMessage((message) => this.#hear(message));
    this.#username.value = deps.query.get("username") ?? "";
    (this.#username.value === "" ? this.#username : this.#password).focus();
    deps.channel.post({ type: "login.asked" });
    deps.settings.catch(() =>
      this.#fail(this.#texts.ofCode("settings.not-readable", SENTENCES["settings.not-readable"])),
    );
  }

  #hear(message: LoginMessage): void {
    if (message.type === "login.context") {
      this.#context = message;
      if (this.#username.value === "" && message.username !== null) {
        this.#username.value = message.username;
        this.#password.focus();
      }
    } else if (message.type === "login.done") this.#show(this.#texts.own("done"));
    else if (message.type === "login.refused") this.#fail(this.#texts.ofCode(message.code, message.sentence));
  }

  async #logIn(): Promise<void> {
    const username = this.#username.value.trim();
    const password = this.#password.value;
    this.#mark(this.#username, username === "");
    this.#mark(this.#password, password === "");
    if (username === "" || password === "") return this.#fail(this.#texts.own("empty"));
    this.#busy();
    try {
      const { orgId, contactCenter } = await this.#contactCenter();
      await logIn(this.#deps, { kind: "password", orgId, contactCenter, username, password });
    } catch (error) {
      return this.#fail(
        error instanceof ConnectorError ? this.#texts.ofCode(error.code, error.message) : this.#texts.own("unexpected"),
      );
    }
    this.#password.value = "";
    this.#show(this.#texts.own("connecting"));
    this.#cancelWait = this.#deps.clock.after(CONNECTED_WITHIN_MS, () => this.#fail(this.#texts.own("not-connected")));
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
      throw new ConnectorError("login.no-contact-center", this.#texts.own("no-contact-center"));
    return { orgId, contactCenter };
  }

  #mark(field: HTMLInputElement, invalid: boolean): void {
    if (invalid) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  #busy(): void {
    this.#problem.hidden = true;
    this.#submit.disabled = true;
    this.#progress.textContent = this.#texts.own("busy");
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
