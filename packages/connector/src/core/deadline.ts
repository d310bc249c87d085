import type { Cancel, Clock } from "./clock.ts";
import { connectorError, type ConnectorErrorCode } from "./connector-error.ts";

/** One deadline over everything that one command does. */
export class Deadline {
  readonly signal: AbortSignal;
  /** What it means when it passes now. */
  meaning: ConnectorErrorCode = "deadline.passed";
  readonly #passed: Promise<never>;
  readonly #cancel: Cancel;

  constructor(clock: Clock, ms: number) {
    const abort = new AbortController();
    this.signal = abort.signal;
    let reject: (error: Error) => void = () => {};
    this.#passed = new Promise<never>((_, no) => (reject = no));
    this.#passed.catch(() => {}); // heard by whoever races it; nobody has to
    this.#cancel = clock.after(ms, () => {
      reject(connectorError(this.meaning));
      abort.abort();
    });
  }

  /** `work`, unless the deadline passes first: then `deadline.passed`. */
  race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => {}); // may lose the race and fail later
    return Promise.race([work, this.#passed]);
  }

  clear(): void {
    this.#cancel();
  }
}

export async function withDeadline<T>(clock: Clock, ms: number, work: (deadline: Deadline) => Promise<T>): Promise<T> {
  const deadline = new Deadline(clock, ms);
  try {
    return await deadline.race(work(deadline));
  } finally {
    deadline.clear();
  }
}
