import type { Cancel } from "../core/clock.ts";
import { connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { SocketState } from "../core/signals.ts";
import type { Publisher } from "./publisher.ts";

/** A line that is broken for a moment is back by then, and nobody need know. */
export const SAID_AFTER_MS = 2000;

/**
 * Says that the server is out of reach: Salesforce has no event for it, and would go on showing a phone that is ready. A line that
 * is silent for 5 s counts as lost (core/signals.ts), so a server that hangs is said within 8 s.
 */
export class LineWatch {
  readonly #core: Core;
  readonly #publisher: Publisher;
  #wasConnected = false;
  #cancel: Cancel = () => {};

  constructor(core: Core, publisher: Publisher) {
    this.#core = core;
    this.#publisher = publisher;
    core.onLine((state) => this.#changed(state));
  }

  #changed(state: SocketState): void {
    this.#cancel();
    if (state !== "connecting") {
      this.#wasConnected = state === "connected";
      return;
    }
    // Before the first welcome it is init that fails, or the log-in.
    if (!this.#wasConnected) return;
    this.#cancel = this.#core.clock.after(SAID_AFTER_MS, () => {
      this.#wasConnected = false;
      this.#publisher.publishError(connectorError("server.unreachable"));
    });
  }
}
