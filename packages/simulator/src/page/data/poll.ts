export interface PollPorts {
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: never) => void;
  readonly isVisible: () => boolean;
  /** Calls back when the page is shown again; answers how to stop. */
  readonly onVisible: (run: () => void) => () => void;
}

export interface Poll {
  /** At once, or right after the run that is under way. */
  readonly now: () => void;
  readonly stop: () => void;
}

/**
 * Runs again and again, `everyMs` after the last run ended, never two at a time. A hidden page rests and catches up at
 * once when it is shown. `run` must not reject.
 */
export function startPoll(run: () => Promise<void>, everyMs: number, ports: PollPorts): Poll {
  let handle: unknown = null;
  let running = false;
  let again = false;
  let stopped = false;

  async function turn(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    ports.clearTimeout(handle as never);
    running = true;
    do {
      again = false;
      await run();
    } while (again && !stopped);
    running = false;
    if (!stopped && ports.isVisible()) handle = ports.setTimeout(() => void turn(), everyMs);
  }

  const forget = ports.onVisible(() => void turn());
  void turn();
  return {
    now: () => void turn(),
    stop() {
      stopped = true;
      forget();
      ports.clearTimeout(handle as never);
    },
  };
}
