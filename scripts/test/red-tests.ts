import type { Suite } from "./suites.ts";

/** A test that failed, as the last lines of a run name it: where to look, and the first line of what it said. */
export interface RedTest {
  readonly name: string;
  readonly file: string;
  readonly says: string;
}

type Format = Suite["report"]["format"];

/**
 * The tests that failed by one runner's own report. A long run's log is often cut to its end; without their names there
 * a failure cannot be looked into. A report that cannot be read names none: `tally` counts it.
 */
export function redTests(format: Format, text: string | null): RedTest[] {
  try {
    return text === null ? [] : readers[format](JSON.parse(text));
  } catch {
    return [];
  }
}

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}
interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}
interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}
interface ApexReport {
  readonly result: {
    readonly tests: readonly { readonly FullName: string; readonly Outcome: string; readonly Message: string | null }[];
  };
}

const jestLike = (report: unknown): RedTest[] =>
  (report as JestReport).testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const red = assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => ({ name: test.fullName, file, says: firstLine(test.failureMessages?.[0]) }));
    const broken = status === "failed" && red.length === 0;
    return broken ? [{ name: "the file itself", file, says: firstLine(message) }] : red;
  });

const readers: Record<Format, (report: unknown) => RedTest[]> = {
  vitest: jestLike,
  jest: jestLike,
  playwright: (report) => {
    const { suites, errors } = report as PlaywrightReport;
    const outside = errors.map(({ message }) => ({ name: "outside any test", file: "e2e", says: firstLine(message) }));
    return [...suites.flatMap(redSpecs), ...outside];
  },
  apex: (report) =>
    (report as ApexReport).result.tests
      .filter(({ Outcome }) => Outcome !== "Pass")
      .map(({ FullName, Message }) => ({
        name: FullName,
        file: `${FullName.split(".")[0]}.cls`,
        says: firstLine(Message),
      })),
};

function redSpecs({ suites = [], specs }: PlaywrightSuite): RedTest[] {
  const red = specs
    .filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
    .map(({ title, file, line, tests }) => {
      const error = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0];
      return { name: title, file: `e2e/${file}:${line}`, says: firstLine(error?.message) };
    });
  return [...red, ...suites.flatMap(redSpecs)];
}

const firstLine = (text: string | null | undefined): string => (text ?? "").trim().split("\n")[0]!.slice(0, 200);
