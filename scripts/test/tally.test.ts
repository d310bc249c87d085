import { describe, expect, it } from "vitest";
import { tally } from "./tally.ts";

const jest = (fields: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numFailedTestSuites: 0,
    ...fields,
  });
const playwright = (fields: object, errors: unknown[] = []) =>
  JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0, ...fields }, errors });

const apex = (testsRan: number, passing: number, failing: number) =>
  JSON.stringify({ result: { summary: { testsRan, passing, failing } } });

describe("whoever reads the last line can trust it", () => {
  it("counts a clean report", () => {
    expect(tally("vitest", jest({}))).toEqual({ passed: 3, failed: 0, notRun: 0, faults: [] });
    expect(tally("apex", apex(3, 3, 0))).toEqual({ passed: 3, failed: 0, notRun: 0, faults: [] });
    expect(tally("playwright", playwright({}))).toEqual({ passed: 3, failed: 0, notRun: 0, faults: [] });
  });

  it.each([
    ["a failed test", tally("jest", jest({ numFailedTests: 2 })), "2 failed"],
    ["a file that does not load", tally("vitest", jest({ numFailedTestSuites: 1 })), "1 failed"],
    ["a skipped test", tally("vitest", jest({ numPendingTests: 1 })), "1 skipped, pending or to do"],
    ["a test to do", tally("jest", jest({ numTodoTests: 4 })), "4 skipped, pending or to do"],
    ["an empty suite", tally("vitest", jest({ numPassedTests: 0 })), "it ran no test"],
    ["a flaky test", tally("playwright", playwright({ flaky: 1 })), "1 failed"],
    ["a skipped browser test", tally("playwright", playwright({ skipped: 1 })), "1 skipped, pending or to do"],
    ["an error outside any test", tally("playwright", playwright({}, ["boom"])), "1 failed"],
    ["a failed Apex test", tally("apex", apex(3, 2, 1)), "1 failed"],
    ["an Apex test that neither passed nor failed", tally("apex", apex(3, 2, 0)), "1 skipped, pending or to do"],
    ["a missing report", tally("jest", null), "it left no report"],
    ["a report cut short", tally("jest", '{"numPassedTests": 3'), "it left no report"],
    ["a report without counts", tally("playwright", '{"stats":{},"errors":[]}'), "a count is undefined"],
  ])("takes %s for a failure", (_what, result, fault) => {
    expect(result.faults).toHaveLength(1);
    if (!fault.startsWith("it left")) expect(result.faults[0]).toContain(fault);
  });
});
