import type { Program } from "../compile.ts";
import { Loaded } from "../run.ts";
import type { Query } from "../syntax/query.ts";
import { coverageOf, totalPercent, type ClassCoverage } from "./coverage.ts";
import { findTests, runClass, type TestMethod, type TestResult } from "./execute.ts";
import type { OrganizationOptions } from "./organization.ts";

export interface RunOptions extends OrganizationOptions {
  /** text or pattern that `Class.method` must contain or match */
  filter?: string | RegExp | null;
  parseQuery?: ((text: string) => Query) | null;
  /** leaves out the classes after the first that fails */
  stopAtFailure?: boolean;
}

export interface RunReport {
  results: TestResult[];
  coverage: ClassCoverage[];
  coveragePercent: number;
  passed: number;
  failed: number;
  milliseconds: number;
}

/** Runs the tests of a program. The clock is fixed unless one is given, so that runs repeat (rule 185). */
export function runTests(program: Program, options: RunOptions = {}): RunReport {
  const started = performance.now();
  const loaded = new Loaded(program);
  const wanted = findTests(program.types).filter((t) => matches(t, options.filter ?? null));
  const classes = new Map<string, TestMethod[]>();
  for (const t of wanted) classes.set(t.type.fullName, [...(classes.get(t.type.fullName) ?? []), t]);
  const results: TestResult[] = [];
  for (const tests of classes.values()) {
    if (options.stopAtFailure && results.some((r) => r.outcome === "Fail")) break;
    results.push(...runClass(loaded, tests, options, options.parseQuery ?? null));
  }
  const coverage = coverageOf(loaded);
  const failed = results.filter((r) => r.outcome === "Fail").length;
  return {
    results,
    coverage,
    coveragePercent: totalPercent(coverage),
    passed: results.length - failed,
    failed,
    milliseconds: performance.now() - started,
  };
}

function matches(test: TestMethod, filter: string | RegExp | null): boolean {
  const name = `${test.type.fullName}.${test.method.name}`;
  if (filter === null) return true;
  return typeof filter === "string" ? name.toLowerCase().includes(filter.toLowerCase()) : filter.test(name);
}
