import type { PublishableEvent } from "@salesforce/scv-connector-base";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { rejectionOf } from "./error-labels.ts";
import { Refusal } from "./refusal.ts";
import type { Library } from "./library.ts";

/** One line of events to Salesforce, in order. Before the setup message there is no port and the library throws: so they wait. */
export class Publisher {
  readonly #library: Library;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #setUp: Promise<void>;
  #open: () => void = () => {};
  #tail: Promise<void>;

  constructor(library: Library, clock: Clock, log: Log) {
    this.#library = library;
    this.#clock = clock;
    this.#log = log;
    this.#setUp = new Promise((open) => (this.#open = open));
    this.#tail = this.#setUp;
  }

  /** The library has its port. */
  open(): void {
    this.#open();
  }

  publish(event: PublishableEvent & { readonly registerLog?: boolean }): void {
    this.#next(async () => {
      this.#log.info("event.published", { event: event.eventType });
      await this.#library.publishEvent(event);
    });
  }

  /** For rows of the library that report nothing by themselves. */
  publishError(error: unknown): void {
    const refusal = error instanceof Refusal ? error : new Refusal(error);
    const said = rejectionOf(this.#library, refusal);
    this.#next(() => Promise.resolve(this.#library.publishError({ eventType: "AGENT_ERROR", error: said })));
  }

  /** What follows waits until the library has sent what it makes of an answer that it has just been given. */
  afterLibrary(then: () => void = () => {}): void {
    this.#next(async () => {
      await this.#clock.turn();
      then();
    });
  }

  #next(work: () => Promise<void>): void {
    this.#tail = this.#tail.then(work).catch(() => this.#log.error("event.not-published"));
  }
}
