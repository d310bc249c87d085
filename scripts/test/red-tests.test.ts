import { describe, expect, it } from "vitest";
import { redTests } from "./red-tests.ts";

const file = (tests: object[], more: object = {}) =>
  JSON.stringify({ testResults: [{ name: "a.test.ts", status: "failed", assertionResults: tests, ...more }] });

describe("whoever has only the last lines of a red run reads which tests to look into", () => {
  it("names a failed Vitest or Jest test with its file and the first line of what it said", () => {
    const report = file([
      { fullName: "an agent hears it", status: "failed", failureMessages: ["expected 1\nat line 3"] },
      { fullName: "green", status: "passed" },
    ]);
    for (const format of ["vitest", "jest"] as const)
      expect(redTests(format, report)).toEqual([{ name: "an agent hears it", file: "a.test.ts", says: "expected 1" }]);
  });

  it("names a file that fails outside its tests", () => {
    const report = file([{ fullName: "green", status: "passed" }], { message: "afterAll timed out" });
    expect(redTests("vitest", report)).toEqual([
      { name: "the file itself", file: "a.test.ts", says: "afterAll timed out" },
    ]);
  });

  it("names a browser test within its groups, one that needed a second try, and an error outside of all", () => {
    const spec = (title: string, status: string) => ({
      title,
      file: "a.spec.ts",
      line: 7,
      tests: [{ status, results: [{ errors: [{ message: "Timeout\nlog" }] }] }],
    });
    const report = JSON.stringify({
      suites: [
        {
          specs: [spec("green", "expected")],
          suites: [{ specs: [spec("red", "unexpected"), spec("shaky", "flaky")] }],
        },
      ],
      errors: [{ message: "no browser" }],
    });
    expect(redTests("playwright", report)).toEqual([
      { name: "red", file: "e2e/a.spec.ts:7", says: "Timeout" },
      { name: "shaky", file: "e2e/a.spec.ts:7", says: "Timeout" },
      { name: "outside any test", file: "e2e", says: "no browser" },
    ]);
  });

  it("names an Apex method", () => {
    const tests = [
      { FullName: "SomeTest.works", Outcome: "Pass", Message: null },
      { FullName: "SomeTest.fails", Outcome: "Fail", Message: "Assertion Failed" },
    ];
    expect(redTests("apex", JSON.stringify({ result: { tests } }))).toEqual([
      { name: "SomeTest.fails", file: "SomeTest.cls", says: "Assertion Failed" },
    ]);
  });

  it.each([null, "{", "{}"])("names none from a report that cannot be read: %s", (text) => {
    expect(redTests("vitest", text)).toEqual([]);
  });
});
