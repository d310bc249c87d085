import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLoop } from "./loop.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a worker whose time comes while it works looks again afterwards, and goes on", async () => {
  const ends: (() => void)[] = [];
  const round = () => new Promise<null>((resolve) => ends.push(() => resolve(null)));
  const loop = createLoop({ name: "test", slowPollMs: 1_000, now: Date.now, log: () => {}, round });
  loop.start();
  await vi.advanceTimersByTimeAsync(0);
  loop.wakeAt(Date.now());
  await vi.advanceTimersByTimeAsync(0);
  expect(ends, "its time has come while it works").toHaveLength(1);
  ends[0]!();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends, "it has looked again").toHaveLength(2);
  ends[1]!();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ends, "it goes on").toHaveLength(3);
  ends[2]!();
  await loop.stop();
});
