import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, formatDiagnostic, runTests } from "@partner-telephony/apex-runner";
import { afterAll, expect, it } from "vitest";
import { apexProject } from "./apex-project.ts";

const folder = mkdtempSync(join(tmpdir(), "apex-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("measures a project of the size it says, whose tests pass", { timeout: 60_000 }, async () => {
  const project = apexProject();
  expect(project.lines).toBeGreaterThanOrEqual(4000);
  expect(project.lines).toBeLessThan(4800);
  expect(apexProject().files).toEqual(project.files);
  expect(apexProject(2).files).not.toEqual(project.files);
  for (const [name, text] of project.files) writeFileSync(join(folder, name), text);
  const compiled = await compile([folder]);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(formatDiagnostic).join("\n"));
  const report = runTests(compiled.program, { parseQuery: compiled.parseQuery });
  expect(report.results.filter((r) => r.outcome === "Fail")).toEqual([]);
  expect(report.passed).toBe(project.tests);
});
