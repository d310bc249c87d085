import { ConnectorError, connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { Publisher } from "./publisher.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** What a component asks or says. Answers go out by `say`; what it throws is told to the component as `refused`. */
export type PageMessageHandler = (payload: Fields) => Promise<void> | void;

/** Of what passes between components and connector: `{ v: 1, type, … }` (docs/messages.md). */
const VERSION = 1;

/**
 * Both ends of the message bridge (guide, chapter 8): `handleMessage` comes in, MESSAGE goes out. The library tells a
 * component nothing of an error in handleMessage, so a refusal is a message of its own.
 */
export class PageMessages {
  readonly #core: Core;
  readonly #publisher: Publisher;
  readonly #handlers = new Map<string, PageMessageHandler>();
  #isOpen = false;
  /** What an earlier page or an earlier connection has said may be lost: components ask again once they hear this. */
  #isAnnounced = false;

  constructor(core: Core, publisher: Publisher) {
    this.#core = core;
    this.#publisher = publisher;
    core.onNews((news) => {
      if (news.type === "lost") this.#isOpen = false;
      if (news.type !== "signal") this.#isAnnounced = false;
      this.#announce();
    });
  }

  /** One type of message from components, such as `message.send`. */
  on(type: string, handler: PageMessageHandler): void {
    this.#handlers.set(type, handler);
  }

  /** The library has told the host that the connector is ready. */
  open(): void {
    this.#isOpen = true;
    this.#isAnnounced = false;
    this.#announce();
  }

  /** Not while the agent is offline (guide, chapter 16, publishEvent). */
  get canSpeak(): boolean {
    const { agent } = this.#core.picture;
    return this.#isOpen && agent !== null && !agent.presence.isOffline;
  }

  /** To every component on the agent's pages. What it says is not logged: it may be personal. */
  say(payload: Fields): void {
    if (this.canSpeak)
      this.#publisher.publish({ eventType: "MESSAGE", payload: { v: VERSION, ...payload }, registerLog: false });
  }

  /** Never throws: whoever calls would only write it into a log. Messages that are not ours are left to others. */
  async take(message: unknown): Promise<void> {
    const payload = (typeof message === "object" && message !== null ? message : {}) as Fields;
    const handler = payload["v"] === VERSION ? this.#handlers.get(String(payload["type"])) : undefined;
    if (handler === undefined) return this.#core.log.info("message.not-ours");
    try {
      await handler(payload);
    } catch (error) {
      const { code, message: sentence } = error instanceof ConnectorError ? error : unexpected(error);
      this.#core.log.error("message.refused", { reason: code });
      const { requestId, messageId, vendorCallKey } = payload;
      this.say({ type: "refused", requestId, messageId, vendorCallKey, code, sentence });
    }
  }

  #announce(): void {
    if (!this.canSpeak) this.#isAnnounced = false;
    else if (!this.#isAnnounced) {
      this.#isAnnounced = true;
      this.say({ type: "messages.ready" });
    }
  }
}

function unexpected(error: unknown): { readonly code: string; readonly message: string } {
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "connector.unexpected", message: `${connectorError("server.unexpected-answer").message} (${name})` };
}
