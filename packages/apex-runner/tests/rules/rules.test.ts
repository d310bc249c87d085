import { describe, expect, it } from "vitest";
import { runTests } from "../../src/test-runner/run-tests.ts";
import { compileApex } from "../apex.ts";
import { namesAndNull } from "./names-and-null.ts";
import { numbersAndStrings } from "./numbers-and-strings.ts";
import { platform } from "./platform.ts";
import { refusedRules, shownElsewhere } from "./refused.ts";
import type { Rule } from "./rule.ts";
import { statementsAndCollections } from "./statements-and-collections.ts";
import { typesAndClasses } from "./types-and-classes.ts";

const rules = [...namesAndNull, ...numbersAndStrings, ...typesAndClasses, ...statementsAndCollections, ...platform];

function filesOf(rule: Rule): Record<string, string> {
  const test = `@IsTest\nprivate class RuleTest {\n@IsTest static void rule() {\n${rule.body}\n}\n${rule.members}\n}`;
  return { RuleTest: test, ...rule.files };
}

async function check(rule: Rule): Promise<void> {
  const compiled = await compileApex(filesOf(rule), rule.id === 104 ? "ns" : null);
  const messages = compiled.ok ? [] : compiled.diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`);
  if (rule.expect.k === "refused") {
    expect(messages.join("\n")).toMatch(rule.expect.message);
    return;
  }
  expect(messages).toEqual([]);
  if (!compiled.ok) return;
  const report = runTests(compiled.program, { parseQuery: compiled.parseQuery });
  const failures = report.results.flatMap((r) => (r.message === null ? [] : [r.message]));
  if (rule.expect.k === "passes") expect(failures).toEqual([]);
  else expect(failures.join("\n")).toMatch(rule.expect.message);
}

describe("every rule of the semantics reference", () => {
  it.each(rules.map((r, i) => [`rule ${r.id}, example ${i}: ${r.expect.k}`, r] as const))("%s", (_, rule) =>
    check(rule),
  );

  it("has an example, a named test, or is refused with a reason", () => {
    const shown = new Set([...rules.map((r) => r.id), ...Object.keys(shownElsewhere).map(Number)]);
    const open = Array.from({ length: 208 }, (_, i) => i + 1).filter((id) => !shown.has(id));
    expect(open).toEqual([]);
    expect(Object.keys(refusedRules).length).toBeLessThanOrEqual(25);
  });
});
