import type { Clock } from "../src/core/clock.ts";

/** Time that stands still until a test moves it. Only `turn`, which is no time but an order, is real. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 22, 9);
  readonly #timers = new Set<{ dueAt: number; run: () => void }>();

  now = (): number => this.#now;
  turn = (): Promise<void> => new Promise((go) => setImmediate(go));
  after = (ms: number, run: () => void): (() => void) => {
    const timer = { dueAt: this.#now + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Moves time on and lets the network and every promise have their say after each timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter((one) => one.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.dueAt);
      next.run();
      await this.turn();
    }
    this.#now = end;
    await this.turn();
  }

  stop(): void {
    this.#timers.clear();
  }
}

/** Waits for a condition, never for a time. `passing`: a clock that goes on meanwhile, 100 ms per look. */
export async function until(condition: () => boolean, what: string, passing?: FakeClock): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error(`It never came to this: ${what}`);
    if (passing) await passing.advance(100);
    await new Promise((go) => setTimeout(go, 1));
  }
}
