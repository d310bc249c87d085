import type { Core } from "../core/core.ts";
import { customerLeg } from "../core/legs.ts";
import type { DialedContact } from "./destination.ts";
import type { Publisher } from "./publisher.ts";

/** Digits, and commas that wait (guide, chapter 16, Contact: "Any extension to be dialed after dialing the number"). */
const EXTENSION = /^[0-9A-D*#,]{1,32}$/;

/** An extension is dialed once somebody has answered. A page that is reloaded before that has forgotten it. */
export class Extensions {
  readonly #core: Core;
  readonly #publisher: Publisher;
  readonly #waiting = new Map<string, string>();

  constructor(core: Core, publisher: Publisher) {
    this.#core = core;
    this.#publisher = publisher;
    core.onNews(() => this.#look());
  }

  /** The number of this call is being dialed; what is no extension is left out. */
  follow(callId: string, contact: DialedContact): void {
    const extension = typeof contact?.extension === "string" ? contact.extension.replace(/\s/g, "") : "";
    if (EXTENSION.test(extension)) this.#waiting.set(callId, extension);
    this.#look();
  }

  #look(): void {
    for (const [callId, extension] of this.#waiting) {
      const call = this.#core.picture.call(callId);
      if (call === undefined || call.standing === "joining") continue;
      this.#waiting.delete(callId);
      const leg = customerLeg(call.view);
      if (call.standing !== "connected" || leg === undefined) continue;
      this.#core.calls
        .sendDigits(callId, leg.legId, extension)
        .catch((error: unknown) => this.#publisher.publishError(error));
    }
  }
}
