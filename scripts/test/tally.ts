import type { Suite } from "./suites.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Skipped, pending or to do: each is a fault, because it promises what nobody checked. */
  readonly notRun: number;
  readonly faults: readonly string[];
}

type Format = Suite["report"]["format"];

/** Counts one runner's own report. An empty suite, a skipped test or an unreadable report is a fault. */
export function tally(format: Format, text: string | null): Tally {
  if (text === null) return { passed: 0, failed: 0, notRun: 0, faults: ["it left no report"] };
  let counted: Omit<Tally, "faults">;
  try {
    counted = counters[format](JSON.parse(text));
  } catch (error) {
    return { passed: 0, failed: 0, notRun: 0, faults: [`its report cannot be read: ${(error as Error).message}`] };
  }
  const faults: string[] = [];
  if (counted.failed > 0) faults.push(`${counted.failed} failed`);
  if (counted.notRun > 0) faults.push(`${counted.notRun} skipped, pending or to do`);
  if (counted.passed + counted.failed === 0) faults.push("it ran no test");
  return { ...counted, faults };
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

interface ApexReport {
  readonly result: {
    readonly summary: { readonly testsRan: number; readonly passing: number; readonly failing: number };
  };
}

const jestLike = (report: JestReport) => ({
  passed: number(report.numPassedTests),
  // A file that does not load fails as a suite and holds no test.
  failed: Math.max(number(report.numFailedTests), number(report.numFailedTestSuites) > 0 ? 1 : 0),
  notRun: number(report.numPendingTests) + number(report.numTodoTests),
});

const counters: Record<Format, (report: unknown) => Omit<Tally, "faults">> = {
  vitest: (report) => jestLike(report as JestReport),
  jest: (report) => jestLike(report as JestReport),
  apex: (report) => {
    const { testsRan, passing, failing } = (report as ApexReport).result.summary;
    return { passed: number(passing), failed: number(failing), notRun: number(testsRan) - passing - failing };
  },
  playwright: (report) => {
    const { stats, errors } = report as PlaywrightReport;
    return {
      passed: number(stats.expected),
      // A test that passes only when tried again is broken.
      failed: number(stats.unexpected) + number(stats.flaky) + errors.length,
      notRun: number(stats.skipped),
    };
  },
};

function number(value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw new Error(`a count is ${JSON.stringify(value)}`);
  return value;
}
