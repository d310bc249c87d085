import type { CommandOptions } from "./arguments.ts";
import type { RunReport } from "./run-tests.ts";
import type { TestResult } from "./execute.ts";

/** Milliseconds of each step. Check is declarations; bodies are checked as they are emitted. */
export interface Times {
  parse: number;
  check: number;
  emit: number;
  run: number;
}

const ms = (n: number): string => `${Math.round(n)} ms`;
const nameOf = (r: TestResult): string => `${r.className}.${r.methodName}`;

function failureText(r: TestResult, logs: boolean): string {
  const lines = [`${nameOf(r)}  Fail`, ...(r.message ?? "").split("\n"), ...(r.stackTrace ?? "").split("\n")];
  if (logs) lines.push(...r.log.map((l) => `  | ${l}`));
  if (r.path) lines.push(`  at ${r.path}:${r.line}`);
  return lines.filter((l) => l !== "").join("\n  ");
}

export function human(report: RunReport, times: Times, options: CommandOptions): string {
  const lines: string[] = [];
  for (const r of report.results) if (r.outcome === "Fail") lines.push(failureText(r, options.logs), "");
  const width = Math.max(10, ...report.coverage.map((c) => c.name.length));
  const low = report.coverage.filter((c) => c.percent < Math.max(options.classBar, 75) && c.lines.length);
  for (const c of low) {
    const open = c.lines.filter(([, n]) => n === 0).map(([line]) => line);
    lines.push(`${c.name.padEnd(width)} ${c.percent.toFixed(0).padStart(3)} %  not covered: ${open.join(", ")}`);
  }
  lines.push(
    "=== Test Summary",
    `Outcome              ${report.failed ? "Failed" : "Passed"}`,
    `Tests Ran            ${report.results.length}`,
    `Passing              ${report.passed}`,
    `Failing              ${report.failed}`,
    `Test Run Coverage    ${report.coveragePercent.toFixed(1)} % (bar ${options.bar} %)`,
    `Times                parse ${ms(times.parse)}, check ${ms(times.check)}, emit ${ms(times.emit)}, run ${ms(times.run)}`,
  );
  return lines.join("\n") + "\n";
}

/** In the shape of `sf apex run test --result-format json`. */
export function json(report: RunReport, times: Times): string {
  const tests = report.results.map((r) => ({
    ApexClass: { Name: r.className },
    MethodName: r.methodName,
    FullName: nameOf(r),
    Outcome: r.outcome,
    Message: r.message,
    StackTrace: r.stackTrace,
    RunTime: Math.round(r.milliseconds),
  }));
  const coverage = report.coverage.map((c) => ({
    name: c.name,
    totalLines: c.lines.length,
    lines: Object.fromEntries(c.lines.map(([line, n]) => [line, n > 0 ? 1 : 0])),
    totalCovered: c.covered,
    coveredPercent: Math.round(c.percent),
  }));
  const summary = {
    outcome: report.failed ? "Failed" : "Passed",
    testsRan: report.results.length,
    passing: report.passed,
    failing: report.failed,
    testRunCoverage: `${report.coveragePercent.toFixed(1)}%`,
    times,
  };
  return (
    JSON.stringify({ status: report.failed ? 1 : 0, result: { summary, tests, coverage: { coverage } } }, null, 2) +
    "\n"
  );
}

function xml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd");
}

export function junit(report: RunReport): string {
  const cases = report.results.map((r) => {
    const head = `    <testcase name="${xml(r.methodName)}" classname="${xml(r.className)}" time="${(r.milliseconds / 1000).toFixed(3)}"`;
    if (r.outcome === "Pass") return `${head}/>`;
    return `${head}>\n      <failure message="${xml(r.message ?? "")}">${xml(r.stackTrace ?? "")}</failure>\n    </testcase>`;
  });
  const counts = `tests="${report.results.length}" failures="${report.failed}" errors="0" time="${(report.milliseconds / 1000).toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="apex" ${counts}>\n${cases.join("\n")}\n  </testsuite>\n</testsuites>\n`;
}
