import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepRunning, type GaveUp } from "./keep-running.ts";
import { startProcess, type RunningProcess } from "./processes.ts";
import { freePort } from "../test/free-port.ts";

/** The processes are real; only the waits before a new start are noted instead of waited for. */
describe("a developer whose process ends by itself", () => {
  let folder: string;
  let running: RunningProcess;
  let gaveUp: Promise<GaveUp>;
  let stop: AbortController;
  let waited: number[];
  let said: string[];
  let time: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pt-keep-"));
    stop = new AbortController();
    [waited, said, time] = [[], [], 0];
  });
  afterEach(async () => {
    stop.abort();
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Keeps a process running that does this at its n-th start before it serves. */
  async function keep(atStart: string) {
    const path = join(folder, "main.mjs");
    await writeFile(
      path,
      `import { appendFileSync, readFileSync } from "node:fs";
       import { createServer } from "node:http";
       appendFileSync(${JSON.stringify(join(folder, "starts"))}, "x");
       const start = readFileSync(${JSON.stringify(join(folder, "starts"))}, "utf8").length;
       ${atStart}
       createServer((_, response) => response.end("ok")).listen(Number(process.env.PORT), "127.0.0.1");`,
    );
    const port = await freePort();
    const plan = {
      name: "practice",
      script: path,
      env: { PORT: String(port) },
      healthUrl: `http://127.0.0.1:${port}/`,
    };
    const restart = async () => {
      running = await startProcess(plan, folder, stop.signal);
    };
    await restart();
    const pause = async (ms: number) => void waited.push(ms);
    const ended = () => running.ended;
    const { signal } = stop;
    const say = (line: string) => void said.push(line);
    gaveUp = keepRunning({ name: "practice", ended, restart, say, signal, now: () => time, pause });
  }
  const starts = async () => (await readFile(join(folder, "starts"), "utf8")).length;
  /** Kills it and waits until it runs again. */
  async function killOnce() {
    const before = said.length;
    running.child.kill("SIGKILL");
    await vi.waitFor(() => expect(said).toHaveLength(before + 2), { timeout: 10_000 });
  }

  it("reads that it was killed and that it runs again", async () => {
    await keep("");
    const first = running.child.pid;
    await killOnce();
    expect(said).toEqual(["The practice ended by itself (SIGKILL). Starting it again …", "The practice runs again."]);
    expect(running.child.pid).not.toBe(first);
    expect(await starts()).toBe(2);
  }, 20_000);

  it("waits longer from death to death, and is told what it said last when it is given up", async () => {
    await keep('if (start > 1) { console.error("memory is full, start " + start); process.exit(5); }');
    running.child.kill("SIGKILL");
    expect(await gaveUp).toEqual({
      exitCode: 1,
      sentence: "The practice ended 6 times in a row (last: code 5) and is given up:\n  memory is full, start 6",
    });
    expect(waited).toEqual([0, 500, 1_000, 2_000, 4_000]);
  }, 30_000);

  it("is not given up for deaths that lie far apart", async () => {
    await keep("");
    for (let death = 1; death <= 7; death++) {
      time += 30_000;
      await killOnce();
    }
    expect(waited).toEqual([0, 0, 0, 0, 0, 0, 0]);
  }, 60_000);

  it("is told at once what to mend when the settings do not fit, with the code of the process", async () => {
    await keep('if (start > 1) { console.error("settings.invalid: PT_X"); process.exit(78); }');
    running.child.kill("SIGKILL");
    expect(await gaveUp).toEqual({
      exitCode: 78,
      sentence: "The practice ended with code 78, which no new start mends:\n  settings.invalid: PT_X",
    });
    expect(await starts()).toBe(2);
  }, 20_000);

  it("who ends everything hears of no death", async () => {
    await keep("");
    stop.abort();
    await running.stop();
    await running.ended;
    await new Promise(setImmediate);
    expect(said).toEqual([]);
    expect(await starts()).toBe(1);
  }, 20_000);
});
