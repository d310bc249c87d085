/** Time that stands still until the test moves it. Waits are listed, so a test can await "somebody waits" instead of time. */
export interface ManualClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of the waits that are under way. */
  readonly waits: () => number[];
  advance(ms: number): void;
  /** Resolves once a wait of exactly this many milliseconds is under way. */
  waitedFor(ms: number): Promise<void>;
}

interface Wait {
  readonly ms: number;
  readonly until: number;
  readonly end: () => void;
}

export function manualClock(start = 1_795_000_000_000): ManualClock {
  let time = start;
  const waits = new Set<Wait>();
  const lookers = new Set<() => void>();
  return {
    now: () => time,
    waits: () => [...waits].map((wait) => wait.ms),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const wait: Wait = { ms, until: time + ms, end: resolve };
        waits.add(wait);
        signal.addEventListener("abort", () => {
          waits.delete(wait);
          reject(signal.reason as Error);
        });
        for (const look of lookers) look();
      }),
    advance(ms) {
      time += ms;
      for (const wait of waits) {
        if (wait.until > time) continue;
        waits.delete(wait);
        wait.end();
      }
    },
    waitedFor: (ms) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (![...waits].some((wait) => wait.ms === ms)) return;
          lookers.delete(look);
          resolve();
        };
        lookers.add(look);
        look();
      }),
  };
}
