import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { compile } from "../project.ts";
import { formatDiagnostic } from "../syntax/diagnostic.ts";
import type { CommandOptions } from "./arguments.ts";
import { lcov } from "./coverage.ts";
import { human, json, junit, type Times } from "./reports.ts";
import { runTests, type RunReport } from "./run-tests.ts";

function write(path: string | null, text: string): void {
  if (path === null) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** One compile and run. @returns the exit code */
export async function runOnce(options: CommandOptions): Promise<number> {
  const missing = options.roots.filter((r) => !existsSync(r));
  if (missing.length) {
    process.stderr.write(`No such folder: ${missing.join(", ")}\n`);
    return 2;
  }
  const compiled = await compile(options.roots, { cache: options.cache, namespace: options.namespace });
  if (!compiled.ok) {
    process.stderr.write(
      `${compiled.diagnostics.map(formatDiagnostic).join("\n")}\n${compiled.diagnostics.length} error(s)\n`,
    );
    return 2;
  }
  const { program, parseQuery } = compiled;
  if (options.checkOnly) {
    const [parse, check, emit] = [compiled.parseTime, program.times.check, program.times.emit].map(Math.round);
    process.stdout.write(
      `${program.source.files.length} files compile (parse ${parse} ms, check ${check} ms, emit ${emit} ms)\n`,
    );
    return 0;
  }
  const report = runTests(program, { filter: options.filter, timeZone: options.timeZone, parseQuery });
  const times: Times = {
    parse: compiled.parseTime,
    check: program.times.check,
    emit: program.times.emit,
    run: report.milliseconds,
  };
  const format = { human, json, junit }[options.format];
  write(options.output, format(report, times, options));
  if (options.lcov) write(options.lcov, lcov(report.coverage));
  return exitCode(report, options);
}

function exitCode(report: RunReport, options: CommandOptions): number {
  if (report.failed) return 1;
  if (options.filter !== null) return report.results.length ? 0 : 1;
  if (report.coveragePercent < options.bar) return 1;
  return report.coverage.some((c) => c.percent < options.classBar) ? 1 : 0;
}
