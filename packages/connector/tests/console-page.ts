import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { WebSocket } from "ws";
import { Core } from "../src/core/core.ts";
import { Log } from "../src/core/log.ts";
import type { LoginChannel, LoginMessage } from "../src/login-channel.ts";
import type { Settings } from "../src/core/settings.ts";
import { createConnector, type Connector } from "../src/v3/connector.ts";
import type { Library } from "../src/v3/library.ts";
import { FakeClock, until } from "./fake-clock.ts";
import { problem, type FakeServer } from "./fake-server.ts";
import { CONTACT_CENTER, ORG_ID, STATUSES, USERNAME } from "./views.ts";

const bundle = readFileSync(createRequire(import.meta.url).resolve("@salesforce/scv-connector-base"), "utf8");

/** The published bundle as a page of its own would load it: own module state, own classes, own window. */
function loadLibrary(window: EventTarget, said: unknown[]): Library {
  const module = { exports: {} };
  const console = Object.fromEntries(
    ["log", "info", "warn", "error"].map((level) => [level, (...all: unknown[]) => said.push(all)]),
  );
  new Function("module", "exports", "window", "console", bundle)(module, module.exports, window, console);
  return module.exports as Library;
}

/** As far as one origin of one browser goes: cookies, and the channel between connector and login page. */
export class Browser {
  cookie = "pt_refresh=yes";
  readonly #listeners = new Set<{ readonly page: object; readonly hear: (message: LoginMessage) => void }>();

  fetch = async (...[url, init]: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(url, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), cookie: this.cookie },
    });
    this.cookie = response.headers.get("set-cookie") ?? this.cookie;
    return response;
  };

  channel(): LoginChannel {
    const page = {};
    return {
      post: (message) => {
        for (const one of this.#listeners) if (one.page !== page) one.hear(structuredClone(message));
      },
      onMessage: (hear) => void this.#listeners.add({ page, hear }),
    };
  }
}

export const CONFIG: Readonly<Record<string, unknown>> = {
  organizationId: `${ORG_ID}EAQ`,
  userName: USERNAME,
  isACWAllowed: true,
  userPresenceStatuses: JSON.stringify(STATUSES),
  "/reqGeneralInfo/reqInternalName": CONTACT_CENTER,
  "/reqHvcc/reqTelephonyIntegrationCertificate": "-----BEGIN CERTIFICATE-----",
};

export const ACCEPTED_ORIGIN = "https://northwind.lightning.force.com";

type Frame = { readonly type: string; readonly payload: Record<string, unknown> };
export type Told = readonly [event: string, payload: unknown];

const settingsOf = ({ url }: FakeServer): Settings => ({
  serverUrl: url,
  orgId: null,
  contactCenter: null,
  consoleOrigin: null,
});

/** A console of Salesforce's as far as the connector can tell: setup message, one port, frames both ways. */
export class ConsolePage {
  readonly window = new EventTarget();
  readonly frames: Frame[] = [];
  readonly said: unknown[] = [];
  readonly saved: { readonly name: string; readonly text: string }[] = [];
  readonly clock = new FakeClock();
  readonly log = new Log(this.clock.now);
  readonly library: Library;
  readonly core: Core;
  readonly connector: Connector;
  isVisible = true;
  readonly #server: FakeServer;
  readonly #ports: MessagePort[] = [];
  #port: MessagePort | null = null;
  #marks = 0;

  constructor(
    server: FakeServer,
    browser = new Browser(),
    settings: Promise<Settings> = Promise.resolve(settingsOf(server)),
  ) {
    this.#server = server;
    server.now = this.clock.now;
    this.library = loadLibrary(this.window, this.said);
    this.core = new Core({
      settings,
      fetch: browser.fetch,
      openSocket: (url, subprotocol) => new WebSocket(url, subprotocol) as never,
      clock: this.clock,
      random: () => 0.5,
      newId: randomUUID,
      log: this.log,
    });
    this.connector = createConnector({
      library: this.library,
      core: this.core,
      channel: browser.channel(),
      isVisible: () => this.isVisible,
      random: () => 0.5,
      saveFile: (name, text) => this.saved.push({ name, text }),
    });
    this.library.initializeConnector(this.connector);
  }

  /** @param heard false: the library is expected not to take this port */
  setup({ origin = ACCEPTED_ORIGIN, config = CONFIG, heard = true } = {}): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.frames.push(data as Frame);
    this.#ports.push(port1, port2);
    if (heard) this.#port = port1;
    const ports = [port2];
    this.window.dispatchEvent(
      new MessageEvent("message", { data: { type: "SETUP_CONNECTOR", connectorConfig: config }, origin, ports }),
    );
  }

  send(message: Record<string, unknown>): void {
    this.#port!.postMessage(message);
  }

  /** Everything but LOG and what is meant for components, in order, in short form. */
  told(): Told[] {
    return this.frames
      .filter(({ type, payload }) => type !== "LOG" && payload["telephonyEventType"] !== "MESSAGE")
      .map(({ type, payload }) =>
        type === "TELEPHONY_EVENT_DISPATCHED"
          ? ([String(payload["telephonyEventType"]), payload["telephonyEventPayload"]] as const)
          : ([type, payload] as const),
      );
  }

  /** What components on the agent's pages are told. */
  messages(): Record<string, unknown>[] {
    return this.frames.flatMap(({ type, payload }) =>
      type !== "LOG" && payload["telephonyEventType"] === "MESSAGE"
        ? [payload["telephonyEventPayload"] as Record<string, unknown>]
        : [],
    );
  }

  names = (): string[] => this.told().map(([name]) => name);
  last = (name: string): unknown => this.told().findLast(([one]) => one === name)?.[1];

  /** How many frames of that name have come. */
  count(name: string): number {
    return this.names().filter((one) => one === name).length;
  }

  /** Waits until that many frames of that name have come. */
  async hears(name: string, times = 1, passing?: FakeClock): Promise<void> {
    await until(() => this.count(name) >= times, `${times} × ${name}; so far: ${this.names().join(", ")}`, passing);
  }

  /** Everything that was under way has arrived: marks sent down both lines came out behind it. */
  async settled(): Promise<void> {
    if (this.#server.connections > 0) {
      const code = `mark.n${++this.#marks}`;
      this.#server.send({ type: "error", problem: problem(400, code) });
      await until(() => this.log.entries().some((one) => one.fields["reason"] === code), "the mark on the socket");
    }
    await this.clock.turn();
    for (let round = 0; round < 3 && this.#port !== null; round++) {
      const type = `MARK_${++this.#marks}`;
      this.send({ type });
      await until(
        () => this.frames.some((one) => one.type === "LOG" && one.payload["eventType"] === type),
        "the mark's echo",
      );
    }
  }

  async ready(): Promise<void> {
    this.setup();
    await this.hears("CONNECTOR_READY");
    await this.settled();
  }

  close(): void {
    this.core.disconnect();
    this.clock.stop();
    for (const port of this.#ports) port.close();
  }
}
