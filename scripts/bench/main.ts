/**
 * `npm run bench [-- --seconds=10 --rates=100,500 --profile=<folder> --only=apex]`: what the product costs beside the least that could do the job, measured in the same run.
 * Absolute figures are the machine's, ratios are ours. Nothing here passes or fails.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { inRepository } from "../repository.ts";
import { benchApex } from "./apex.ts";
import { load, type Figures, type Target } from "./load.ts";
import { startPostgres } from "./postgres.ts";
import { relayTarget } from "./relay-target.ts";
import { serverTarget } from "./server-target.ts";

const LANES = 20;
const option = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const seconds = Number(option("seconds") ?? 10);
const rates = (option("rates") ?? "100,500").split(",").map(Number);
/** Where the servers leave CPU profiles, for Chromium's developer tools. */
const profile = option("profile");
const nodeFlags = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Measured = Map<number, Figures>;

async function measured(start: () => Promise<Target & { readonly stop: () => Promise<void> }>): Promise<Measured> {
  const target = await start();
  try {
    // Compiled and connected before it counts.
    await load(target, 50, 2);
    const figures: Measured = new Map();
    for (const rate of rates) figures.set(rate, await load(target, rate, seconds));
    return figures;
  } finally {
    await target.stop();
  }
}

function row(name: string, rate: number, figures: Figures, base: Figures): string {
  const ratio = (of: "p50Ms" | "p99Ms") => (figures === base ? "" : ` (${(figures[of] / base[of]).toFixed(1)} ×)`);
  return [
    `| ${name}`,
    `${rate}/s`,
    `${figures.perSecond.toFixed(0)}/s`,
    `${figures.p50Ms.toFixed(1)} ms${ratio("p50Ms")}`,
    `${figures.p99Ms.toFixed(1)} ms${ratio("p99Ms")}`,
    figures.cpuMs === null ? "unknown" : `${figures.cpuMs.toFixed(2)} ms`,
    `${figures.missing} of ${figures.sent} |`,
  ].join(" | ");
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], {
  cwd: inRepository("."),
  encoding: "utf8",
}).trim();
say(
  `machine  ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
);
say(`commit   ${commit}`);
say(
  `load     ${loadavg()[0]!.toFixed(1)} at the start${loadavg()[0]! > 1 ? ": others use this machine, read the ratios only" : ""}`,
);
benchApex(say);
if (option("only") === "apex") process.exit();
say(`\nTelephony fact to connector signal: ${LANES} agents in conversation, ${seconds} s at each rate\n`);
say("| What | Asked | Done | p50 | p99 | CPU for each | Never came |");
say("| --- | --- | --- | --- | --- | --- | --- |");
const postgres = await startPostgres();
try {
  const relay = await measured(() => relayTarget(LANES));
  const show = (name: string, figures: Measured): void => {
    for (const rate of rates) say(row(name, rate, figures.get(rate)!, relay.get(rate)!));
  };
  show("bare relay", relay);
  show("server on PostgreSQL", await measured(() => serverTarget("PostgreSQL", LANES, postgres.url, nodeFlags)));
  show("server on PGlite", await measured(() => serverTarget("PGlite", LANES, null, nodeFlags)));
} finally {
  await postgres.stop();
}
say("\nVoiceCalls created per second against bare undici\n");
const creates = spawnSync(
  process.execPath,
  ["--import", "tsx", inRepository("packages/salesforce-voice/bench/create.bench.ts")],
  {
    stdio: "inherit",
  },
);
process.exitCode = creates.status ?? 1;
