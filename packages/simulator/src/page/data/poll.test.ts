import { expect, it } from "vitest";
import { startPoll, type PollPorts } from "./poll.ts";

function clockwork() {
  const timers = new Map<number, () => void>();
  const state = { visible: true, shown: () => {}, next: 1 };
  const ports: PollPorts = {
    setTimeout(run) {
      timers.set(state.next, run);
      return state.next++;
    },
    clearTimeout: (handle) => void timers.delete(handle as unknown as number),
    isVisible: () => state.visible,
    onVisible(run) {
      state.shown = run;
      return () => (state.shown = () => {});
    },
  };
  const settle = () => new Promise((done) => setImmediate(done));
  const tick = async () => {
    const [first] = timers;
    if (first) timers.delete(first[0]);
    first?.[1]();
    await settle();
  };
  return { ports, timers, state, tick, settle };
}

it("runs at once, then again after each run", async () => {
  const { ports, tick, settle, timers } = clockwork();
  let runs = 0;
  startPoll(async () => void (runs += 1), 1_000, ports);
  await settle();
  await tick();
  await tick();
  expect([runs, timers.size]).toEqual([3, 1]);
});

it("rests while the page is hidden and catches up when it is shown", async () => {
  const { ports, state, settle, timers } = clockwork();
  let runs = 0;
  startPoll(async () => void (runs += 1), 1_000, ports);
  state.visible = false;
  await settle();
  expect([runs, timers.size]).toEqual([1, 0]);
  state.visible = true;
  state.shown();
  await settle();
  expect([runs, timers.size]).toEqual([2, 1]);
});

it("never runs twice at a time: what comes in between runs right after", async () => {
  const { ports, settle, timers } = clockwork();
  const open: (() => void)[] = [];
  const poll = startPoll(() => new Promise((done) => open.push(done)), 1_000, ports);
  poll.now();
  poll.now();
  expect(open).toHaveLength(1);
  open[0]!();
  await settle();
  expect(open).toHaveLength(2);
  open[1]!();
  await settle();
  expect([open.length, timers.size]).toEqual([2, 1]);
});

it("stops", async () => {
  const { ports, settle, timers, state } = clockwork();
  let runs = 0;
  const poll = startPoll(async () => void (runs += 1), 1_000, ports);
  await settle();
  poll.stop();
  state.shown();
  await settle();
  expect([runs, timers.size]).toEqual([1, 0]);
});
