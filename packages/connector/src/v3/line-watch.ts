import type { Cancel } from "../core/clock.ts";
import { connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { SocketState } from "../core/signals.ts";
import type { Publisher } from "./publisher.ts";

/** A line that is broken for a moment is back by then, and nobody need know. */
export const SAID_AFTER_MS = 2000;

/**
 * Says that the server is out of reach: Salesforce has no event for it, and would go on showing a phone that is ready. A line that
 * is silent for 5 s counts as lost (core/signals.ts), so a server that hangs is said within 8 s. Once.
 */
export class LineWatch {
  readonly #core: Core;
  readonly #publisher: Publisher;
  readonly #onBack: () => void;
  /** none: nobody has been welcomed yet. gone: and the agent was told so. */
  #line: "none" | "there" | "gone" = "none";
  #cancel: Cancel = () => {};

  /** @param onBack the server is back that was said to be out of reach */
  constructor(core: Core, publisher: Publisher, onBack: () => void) {
    this.#core = core;
    this.#publisher = publisher;
    this.#onBack = onBack;
    core.onLine((state) => this.#changed(state));
  }

  #changed(state: SocketState): void {
    this.#cancel();
    if (state === "connecting") return this.#lost();
    const wasGone = this.#line === "gone";
    this.#line = state === "connected" ? "there" : "none";
    if (wasGone && state === "connected") this.#onBack();
  }

  /** Before the first welcome it is init that fails, or the log-in. */
  #lost(): void {
    if (this.#line !== "there") return;
    this.#cancel = this.#core.clock.after(SAID_AFTER_MS, () => {
      this.#line = "gone";
      this.#publisher.publishError(connectorError("server.unreachable"));
    });
  }
}
