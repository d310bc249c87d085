import type { Log } from "./dependencies.ts";

export interface Loop {
  start(): void;
  /** There is something to do now; told while it works, it looks once more. */
  wake(): void;
  /** Look again at this time, if not earlier. */
  wakeAt(at: number): void;
  /** Waits for the round that is under way. */
  stop(): Promise<void>;
}

interface LoopOptions {
  readonly name: string;
  readonly slowPollMs: number;
  readonly now: () => number;
  readonly log: Log;
  /** One round. Answers when the next thing is due; null: nothing is known. `wake` asks for another round. */
  readonly round: (wake: () => void) => Promise<number | null>;
}

/**
 * A worker's one wake-up timer. What is due stands in the database; the timer only says when to look, and never later than the
 * slow poll. A round that fails is told and tried again at the next look.
 */
export function createLoop({ name, slowPollMs, now, log, round }: LoopOptions): Loop {
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Infinity;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = true;

  const lookAt = (at: number): void => {
    if (stopped || at >= dueAt) return;
    dueAt = at;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, at - now()));
  };

  const run = (): void => {
    // First of all: a look that is kept as still to come would keep every later one away.
    dueAt = Infinity;
    if (running !== null) {
      again = true;
      return;
    }
    running = oneRound().finally(() => {
      running = null;
      if (again) {
        again = false;
        lookAt(now());
      }
    });
  };

  const oneRound = async (): Promise<void> => {
    let next: number | null = null;
    try {
      next = await round(wake);
    } catch (error) {
      log("error", "worker.round-failed", { worker: name, reason: (error as Error).message });
    }
    lookAt(Math.min(next ?? Infinity, now() + slowPollMs));
  };

  const wake = (): void => {
    if (running === null) lookAt(now());
    else again = true;
  };

  return {
    start() {
      stopped = false;
      lookAt(now());
    },
    wake,
    wakeAt: (at) => lookAt(at),
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      while (running !== null) await running;
    },
  };
}
