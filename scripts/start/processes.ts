import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRepository } from "../repository.ts";
import { loopbackFetch } from "./loopback-fetch.ts";

export interface ProcessPlan {
  readonly name: string;
  /** Bundled entry. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 when the process can be used. */
  readonly healthUrl: string;
}

export interface RunningProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** Settles when the process has ended, whenever that was. */
  readonly ended: Promise<Ending>;
  readonly stop: () => Promise<void>;
}

export interface Ending {
  /** Null: a signal ended it, or we did. */
  readonly code: number | null;
  /** For people: "code 78", "SIGKILL". */
  readonly how: string;
  /** What it said last. */
  readonly lastLines: readonly string[];
}

/** A process ended while it started, or never became healthy and was ended. */
export class ProcessFailed extends Error {
  readonly ending: Ending;

  constructor(name: string, reason: string, ending: Ending) {
    super(`The ${name} did not start: ${reason}\n${ending.lastLines.map((line) => `  ${line}`).join("\n")}`);
    this.name = "ProcessFailed";
    this.ending = ending;
  }
}

const END_WITH_STARTER = pathToFileURL(inRepository("scripts/start/end-with-starter.mjs")).href;
const KEPT_LINES = 12;
const HEALTH_EVERY_MS = 50;
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 5_000;

/** Starts a process, writes its output to `<logDir>/<name>.log` and answers once it is healthy. Fails with its last lines. */
export async function startProcess(plan: ProcessPlan, logDir: string, signal?: AbortSignal): Promise<RunningProcess> {
  mkdirSync(logDir, { recursive: true });
  const log = createWriteStream(join(logDir, `${plan.name}.log`), { flags: "a" });
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", END_WITH_STARTER, plan.script], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...plan.env },
    stdio: ["pipe", "pipe", "pipe"],
    // Its own group: Ctrl-C reaches only the starter, which then stops the others in order.
    detached: process.platform !== "win32",
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log.write(text);
      lastLines.push(...text.split("\n").filter(Boolean));
      lastLines.splice(0, lastLines.length - KEPT_LINES);
    });
  }
  // "close" and not "exit": its last words are read by then.
  const ended = once(child, "close").then(() => ({
    code: child.exitCode,
    how: child.signalCode ?? `code ${child.exitCode}`,
    lastLines,
  }));
  const stop = () => stopChild(child);
  try {
    await healthy(plan, child, signal);
  } catch (error) {
    await stop();
    throw new ProcessFailed(plan.name, (error as Error).message, await ended);
  }
  return { name: plan.name, child, ended, stop };
}

async function healthy(plan: ProcessPlan, child: ChildProcess, signal?: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    signal?.throwIfAborted();
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}.`);
    if (child.signalCode !== null) throw new Error(`it was ended by ${child.signalCode}.`);
    const answer = await loopbackFetch(plan.healthUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, HEALTH_EVERY_MS));
  }
  throw new Error(`no healthy answer from ${plan.healthUrl} within ${STARTS_WITHIN_MS / 1000} s.`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}
