import { expect, it, vi } from "vitest";
import { createLoop } from "./loop.ts";

it("a worker whose time comes while it works looks again afterwards, and goes on", async () => {
  const ends: (() => void)[] = [];
  const round = () => new Promise<null>((resolve) => ends.push(() => resolve(null)));
  const loop = createLoop({ name: "test", slowPollMs: 5, now: Date.now, log: () => {}, round });
  loop.start();
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  const timers = vi.spyOn(globalThis, "setTimeout");
  loop.wakeAt(Date.now());
  const fire = timers.mock.calls[0]![0];
  timers.mockRestore();
  fire();
  ends[0]!();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]!();
  await vi.waitFor(() => expect(ends).toHaveLength(3));
  ends[2]!();
  const stopped = loop.stop();
  for (const end of ends) end();
  await stopped;
});
