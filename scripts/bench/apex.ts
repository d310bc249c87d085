import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../repository.ts";
import { apexProject } from "./apex-project.ts";

interface Run {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly output: string;
}

/** Runs Node; the shell's `times` tells what the child has used. */
function run(args: readonly string[]): Run {
  const started = performance.now();
  const script = 'node --import tsx "$@"; code=$?; times; exit $code';
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", ...args], {
    cwd: inRepository("."),
    encoding: "utf8",
  });
  const wallMs = performance.now() - started;
  if (status !== 0) throw new Error(`${args[0]!} failed:\n${stdout}${stderr}`);
  const ofChildren = stdout.trimEnd().split("\n").at(-1)!;
  const cpuMs = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
  return { wallMs, cpuMs, output: stdout };
}

const middle = (runs: readonly Run[]): Run =>
  runs.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(runs.length / 2)]!;

/** The Apex runner on a generated project: nothing cached, then cached, beside the parser alone on the same files. */
export function benchApex(say: (line: string) => void, turns = 3): void {
  const project = apexProject();
  const folder = mkdtempSync(join(tmpdir(), "apex-bench-"));
  try {
    const source = join(folder, "classes");
    mkdirSync(source);
    for (const [name, text] of project.files) writeFileSync(join(source, name), text);
    say(`\nApex runner: ${project.lines} lines, ${project.tests} tests, median of ${turns}\n`);
    say("| What | Parse | Check | Emit | Run | In all | CPU |");
    say("| --- | --- | --- | --- | --- | --- | --- |");
    const parser = inRepository("scripts/bench/apex-parse.ts");
    const base = middle(Array.from({ length: turns }, () => run([parser, source])));
    const cli = [inRepository("packages/apex-runner/src/cli.ts"), source];
    const cold = middle(Array.from({ length: turns }, () => run([...cli, "--no-cache"])));
    const cache = join(folder, "cache");
    run([...cli, "--cache", cache]);
    const warm = middle(Array.from({ length: turns }, () => run([...cli, "--cache", cache])));
    const parsed = /parsed in (\d+) ms/.exec(base.output)![1]!;
    say(`| parser alone | ${parsed} ms | | | | ${whole(base.wallMs)} | ${whole(base.cpuMs)} |`);
    for (const [name, of] of [["cold", cold] as const, ["warm", warm] as const]) {
      const steps = ["parse", "check", "emit", "run"].map((s) => new RegExp(`${s} (\\d+) ms`).exec(of.output)![1]!);
      const ratio = (key: "wallMs" | "cpuMs"): string => `${whole(of[key])} (${(of[key] / base[key]).toFixed(2)} ×)`;
      say(`| ${name} | ${steps.map((s) => `${s} ms`).join(" | ")} | ${ratio("wallMs")} | ${ratio("cpuMs")} |`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const whole = (ms: number): string => `${ms.toFixed(0)} ms`;
