import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const run = (...args: string[]): { status: number | null; text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", cli, ...args], {
    encoding: "utf8",
  });
  return { status, text: stdout + stderr };
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function project(assertion: string): string {
  const folder = mkdtempSync(join(tmpdir(), "apex-cli-"));
  folders.push(folder);
  writeFileSync(join(folder, "C.cls"), "public class C {\n  public Integer one() {\n    return 1;\n  }\n}\n");
  const test = `@IsTest\nprivate class CTest {\n  @IsTest static void one() {\n    ${assertion}\n  }\n  @IsTest static void other() {}\n}\n`;
  writeFileSync(join(folder, "CTest.cls"), test);
  return folder;
}

describe("the command", () => {
  it("passes with reports, uses its cache, and tells the times", () => {
    const folder = project("Assert.areEqual(1, new C().one());");
    const [cache, lcov] = [join(folder, "cache"), join(folder, "lcov.info")];
    const first = run(folder, "--cache", cache, "--lcov", lcov);
    expect(first).toMatchObject({ status: 0 });
    expect(first.text).toMatch(/Passing +2[\s\S]*parse \d+ ms, check \d+ ms, emit \d+ ms, run \d+ ms/);
    expect(readFileSync(lcov, "utf8")).toContain("LH:1");
    const json = JSON.parse(run(folder, "--cache", cache, "--format", "json").text) as { result: { tests: unknown[] } };
    expect(json.result.tests).toHaveLength(2);
    expect(run(folder, "--cache", cache, "--format", "junit").text).toContain(
      '<testsuite name="apex" tests="2" failures="0"',
    );
  });

  it("fails with class, method, message and line when an assertion is inverted", () => {
    const { status, text } = run(project("Assert.areNotEqual(1, new C().one());"), "--no-cache");
    expect(status).toBe(1);
    expect(text).toMatch(
      /CTest.one {2}Fail[\s\S]*System.AssertException: Assertion Failed[\s\S]*Class.CTest.one: line 4, column 5/,
    );
  });

  it("fails under the coverage bar, but not when a filter left tests out", () => {
    const folder = project("Assert.isTrue(true);");
    expect(run(folder, "--no-cache").status).toBe(1);
    expect(run(folder, "--no-cache", "--filter", "other")).toMatchObject({ status: 0 });
    expect(run(folder, "--no-cache", "--filter", "nothing").status).toBe(1);
  });

  it("names file, line and column of what does not compile, and of a wrong call", () => {
    const folder = project("String s = 5;");
    const { status, text } = run(folder, "--no-cache", "--check");
    expect(status).toBe(2);
    expect(text).toContain(`${join(folder, "CTest.cls")}:4:16: Illegal assignment from Integer to String`);
    expect(run("--nope").status).toBe(2);
    expect(run("/does/not/exist").text).toContain("No such folder");
  });
});
