import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { buildStale } from "../build/build.ts";
import { inRepository } from "../repository.ts";
import { findBrowser } from "./browser.ts";
import { redTests, type RedTest } from "./red-tests.ts";
import { reportFolder, suites, type Suite } from "./suites.ts";
import { tally, type Tally } from "./tally.ts";

/** `npm test`: every suite, or those named: `npm test -- packages e2e`. The last line counts all of them. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `No such suite: ${unknown.join(", ")}. Suites: ${suites.map((suite) => suite.name).join(", ")}\n`,
  );
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);

await rm(inRepository(reportFolder), { recursive: true, force: true });
await mkdir(inRepository(reportFolder), { recursive: true });
const chosen = suites.filter((suite) => wanted.length === 0 || wanted.includes(suite.name));

let passed = 0;
let failed = 0;
const red: RedTest[] = [];
const env: Record<string, string> = {};
if (chosen.some(({ needsBuild }) => needsBuild)) await buildStale(say);
if (chosen.some((suite) => suite.name === "e2e")) {
  const browser = await findBrowser(say);
  say(`Browser: ${browser.path} (${browser.foundAs})`);
  env["PT_BROWSER"] = browser.path;
}
for (const suite of chosen) {
  say(`\n── ${suite.name}: ${suite.promise}`);
  const startedAt = performance.now();
  const code = await run(suite, env);
  const report = await readFile(inRepository(suite.report.path), "utf8").catch(() => null);
  const result = tally(suite.report.format, report);
  passed += result.passed;
  failed += failures(result, code);
  const named = redTests(suite.report.format, report);
  const unnamed = { name: suite.name, file: "no test of it", says: `ended with code ${code}: read its output above` };
  red.push(...(named.length === 0 && code !== 0 ? [unnamed] : named));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  say(`── ${suite.name}: ${result.passed} passed in ${seconds} s${explain(result, code)}`);
}
if (failed > 0) process.exitCode = 1;
if (red.length > 0) say("\nFailed:");
for (const { name, file, says } of red) say(`✗ ${name}\n  ${file}\n  ${says}`);
say(`\n${passed} passed, ${failed} failed`);

/** A fault that no test counts, such as a missing report or a failing exit after green tests, counts as one failure. */
function failures(result: Tally, code: number): number {
  return Math.max(result.failed + result.notRun, result.faults.length > 0 || code !== 0 ? 1 : 0);
}

function explain(result: Tally, code: number): string {
  const faults = [
    ...result.faults,
    ...(code !== 0 && result.faults.length === 0 ? [`it ended with code ${code}`] : []),
  ];
  return faults.length > 0 ? `; FAILED: ${faults.join("; ")}` : "";
}

function run(suite: Suite, extra: Record<string, string>): Promise<number> {
  const [file, ...args] = suite.command;
  return new Promise((resolve, reject) => {
    const child = spawn(isAbsolute(file!) ? file! : inRepository(file!), args, {
      cwd: inRepository(),
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...extra, ...suite.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
