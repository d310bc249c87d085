import { OrgError } from "./org-client.ts";

const WAITS_MS = [250, 500, 1_000, 2_000, 4_000];

export interface LineDeps {
  readonly after: (ms: number, run: () => void) => () => void;
  /** True: the org does not answer, what is sent waits. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly onRefused: (error: OrgError) => void;
}

/**
 * One line of requests to the org, in the order given: a request that the org does not answer is sent again until it
 * does, and holds up those behind it. One that the org refuses is reported and left.
 */
export class OrderedLine {
  readonly #deps: LineDeps;
  #tail: Promise<void> = Promise.resolve();
  #isWaiting = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  /** @returns settles when it was answered or refused; never rejects */
  send<T>(request: () => Promise<T>, then: (answer: T) => void = () => {}): Promise<void> {
    this.#tail = this.#tail.then(() => this.#untilAnswered(request, then));
    return this.#tail;
  }

  async #untilAnswered<T>(request: () => Promise<T>, then: (answer: T) => void): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const answer = await request().then(
        (value) => ({ value }),
        (error: unknown) => ({ error: error instanceof OrgError ? error : unexpected(error) }),
      );
      if ("value" in answer || !answer.error.isTransient) {
        this.#setWaiting(false);
        if ("value" in answer) then(answer.value);
        else this.#deps.onRefused(answer.error);
        return;
      }
      this.#setWaiting(true);
      const ms = WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)]!;
      await new Promise<void>((go) => this.#deps.after(ms, go));
    }
  }

  #setWaiting(isWaiting: boolean): void {
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    this.#deps.onWaiting(isWaiting);
  }
}

const unexpected = (error: unknown): OrgError =>
  new OrgError(400, "console.unexpected", error instanceof Error ? error.message : String(error));
