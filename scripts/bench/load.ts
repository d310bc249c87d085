import { setTimeout as delay } from "node:timers/promises";
import { cpuTimeMs } from "./cpu-time.ts";

/** What is measured: something that takes facts over HTTP and brings each as a message over a socket. */
export interface Target {
  readonly name: string;
  /** As many as there are agents with a call. */
  readonly lanes: number;
  readonly pid: number;
  /** Resolves when the fact was taken. Facts of one lane come one after the other. */
  readonly post: (lane: number) => Promise<void>;
  /** Called once for each message, in the lane's order. */
  onMessage: (lane: number) => void;
}

export interface Figures {
  readonly sent: number;
  /** Facts that were not taken, or whose message has not come, when the time that is waited at the end was over. */
  readonly missing: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** What was taken in a second, which is less than was asked for when the target cannot keep up. */
  readonly perSecond: number;
  /** Processor time of the target's process for each message: it tells more than the others where other work shares the machine. */
  readonly cpuMs: number | null;
}

const DRAIN_MS = 20_000;

/**
 * Sends `perSecond` facts for `seconds`, at times fixed beforehand, and measures from the time at which a fact was due, so that a
 * target that falls behind cannot hide it by being asked later.
 */
export async function load(target: Target, perSecond: number, seconds: number): Promise<Figures> {
  const total = perSecond * seconds;
  const startedAt = performance.now() + 50;
  const cpuBefore = cpuTimeMs(target.pid);
  const waiting: number[][] = Array.from({ length: target.lanes }, () => []);
  const tails: Promise<void>[] = Array.from({ length: target.lanes }, () => Promise.resolve());
  const latencies: number[] = [];
  const giveUpAt = startedAt + seconds * 1_000 + DRAIN_MS;
  let endedAt = startedAt;
  target.onMessage = (lane) => {
    const dueAt = waiting[lane]!.shift();
    if (dueAt === undefined) return;
    endedAt = performance.now();
    latencies.push(endedAt - dueAt);
  };
  for (let index = 0; index < total; index += 1) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 1) await delay(early);
    const lane = index % target.lanes;
    waiting[lane]!.push(dueAt);
    tails[lane] = tails[lane]!.then(() => (performance.now() < giveUpAt ? target.post(lane) : undefined));
  }
  await Promise.all(tails);
  while (latencies.length < total && performance.now() < giveUpAt) await delay(10);
  const cpuAfter = cpuTimeMs(target.pid);
  latencies.sort((one, other) => one - other);
  const at = (part: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? NaN;
  return {
    sent: total,
    missing: total - latencies.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    perSecond: (latencies.length * 1_000) / (endedAt - startedAt),
    cpuMs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / latencies.length,
  };
}
