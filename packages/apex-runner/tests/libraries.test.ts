import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../src/project.ts";
import { formatDiagnostic } from "../src/syntax/diagnostic.ts";
import { runTests } from "../src/test-runner/run-tests.ts";

const folder = fileURLToPath(new URL("./libraries", import.meta.url));

describe("Apex written the way libraries are", () => {
  it.each(readdirSync(folder))("%s compiles unchanged and its own tests pass", async (name) => {
    const compiled = await compile([join(folder, name)]);
    expect(compiled.ok ? [] : compiled.diagnostics.map(formatDiagnostic)).toEqual([]);
    if (!compiled.ok) return;
    const report = runTests(compiled.program, { parseQuery: compiled.parseQuery });
    const failed = report.results.filter((r) => r.outcome === "Fail");
    expect(failed.map((r) => `${r.methodName}: ${r.message}\n${r.stackTrace}`)).toEqual([]);
    expect(report.passed).toBeGreaterThan(0);
  });
});
