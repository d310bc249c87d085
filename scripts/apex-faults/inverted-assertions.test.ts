import { basename } from "node:path";
import { compileFiles, lineOf, parseSource, readSourceTree, runTests } from "@partner-telephony/apex-runner";
import { expect, test } from "vitest";
import { inRepository } from "../repository.ts";
import { assertionsOf, invert } from "./invert.ts";
import { isTestClass, nodesOf } from "./nodes.ts";

const source = readSourceTree([inRepository("force-app")]);
const { files, errors } = await parseSource(source, inRepository("node_modules/.cache/apex-runner"));

function failures(): { className: string; message: string | null }[] {
  const compiled = compileFiles(source, files);
  if (!compiled.ok) throw new Error(`${compiled.diagnostics[0]!.path}: ${compiled.diagnostics[0]!.message}`);
  return runTests(compiled.program)
    .results.filter((r) => r.outcome === "Fail")
    .map(({ className, message }) => ({ className, message }));
}

/** Classes with tests of their own; stubs and fixtures are marked as tests too, and hold none. */
const testClasses = files.filter(
  (file) =>
    isTestClass(file) &&
    [...nodesOf(file.unit)].some(
      (n) => n.k === "method" && n.modifiers.annotations.some((a) => a.name.toLowerCase() === "istest"),
    ),
);

test("every test class of the package fails when one of its assertions says the opposite", { timeout: 120_000 }, () => {
  expect(errors).toEqual([]);
  expect(testClasses.length).toBeGreaterThan(5);
  expect(failures()).toEqual([]);

  const taken = testClasses.map((file) => {
    const [first] = assertionsOf(file.unit);
    expect(first, `${file.path} has an assertion that can be inverted`).toBeDefined();
    return { name: basename(file.path, ".cls"), line: lineOf(first!.at), undo: invert(first!) };
  });
  const failed = failures();
  for (const { undo } of taken) undo();

  for (const { name, line } of taken) {
    const own = failed.filter((f) => f.className === name).map((f) => f.message);
    expect(own, `${name} with line ${line} inverted`).toContainEqual(expect.stringContaining("AssertException"));
  }
  expect(failures(), "every inversion was taken back").toEqual([]);
});
