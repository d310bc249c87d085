import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserClock, type TimerWorker } from "./browser-clock.ts";

class FakeWorker implements TimerWorker {
  readonly asked: { id: number; ms: number | null }[] = [];
  onmessage: TimerWorker["onmessage"] = null;
  onerror: TimerWorker["onerror"] = null;
  postMessage(message: { id: number; ms: number | null }): void {
    this.asked.push(message);
  }
  fire(id: number): void {
    this.onmessage?.({ data: id } as MessageEvent<number>);
  }
}

let worker: FakeWorker;
beforeEach(() => {
  worker = new FakeWorker();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe("a clock for a page that may be hidden", () => {
  it("leaves its timers to the worker", () => {
    const run = vi.fn();
    browserClock(worker, () => {}).after(1000, run);
    vi.advanceTimersByTime(60_000);
    expect(run).not.toHaveBeenCalled();
    worker.fire(worker.asked[0]!.id);
    worker.fire(worker.asked[0]!.id);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("does not run what was cancelled, even when the worker was faster", () => {
    const run = vi.fn();
    const cancel = browserClock(worker, () => {}).after(1000, run);
    cancel();
    expect(worker.asked[1]).toEqual({ id: worker.asked[0]!.id, ms: null });
    worker.fire(worker.asked[0]!.id);
    expect(run).not.toHaveBeenCalled();
  });

  it("goes on in the page when the worker cannot be loaded: what was waiting is not lost", () => {
    const [early, late, fallback] = [vi.fn(), vi.fn(), vi.fn()];
    const clock = browserClock(worker, fallback);
    clock.after(1000, early);
    vi.advanceTimersByTime(400);
    worker.onerror?.(undefined as never);
    worker.onerror?.(undefined as never);
    clock.after(2000, late);
    vi.advanceTimersByTime(600);
    expect(early).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2000);
    expect(late).toHaveBeenCalledTimes(1);
    expect(fallback).toHaveBeenCalledTimes(1);
  });
});
