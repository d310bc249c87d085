import { basename } from "node:path";
import {
  compileFiles,
  parseSource,
  runTests,
  type Program,
  type SourceTree,
  type SyntaxFile,
} from "@partner-telephony/apex-runner";
import { equivalents } from "./equivalents.ts";
import { faultsOf, type Fault } from "./faults.ts";
import { isTestClass } from "./nodes.ts";

export type Outcome = "caught" | "survived" | "equivalent" | "uncompilable";

export interface Verdict {
  readonly fault: Fault;
  readonly className: string;
  readonly outcome: Outcome;
}

const nameOf = (path: string): string => basename(path).replace(/\.(cls|trigger)$/i, "");

/**
 * Makes every fault of the classes that are not tests, one at a time, and runs the test classes that reach the class.
 * @throws Error when the source does not compile or a test fails without any fault
 */
export async function measure(
  source: SourceTree,
  cache: string,
  wanted: (className: string) => boolean,
  seen: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const { files, errors } = await parseSource(source, cache);
  if (errors.length) throw new Error(`the source does not parse: ${errors[0]!.path}:${errors[0]!.line}`);
  const sound = compiled(source, files);
  if (!sound) throw new Error("the source does not compile; run npm run test:apex");
  const reach = testsThatReach(sound, files);
  const verdicts = files
    .filter((file) => !isTestClass(file) && wanted(nameOf(file.path)))
    .flatMap((file) => faultsOf(file))
    .map((fault) => {
      const verdict = judge(source, files, fault, reach);
      seen(verdict);
      return verdict;
    });
  for (const { className, line } of equivalents)
    if (wanted(className) && !verdicts.some((v) => v.outcome === "equivalent" && sourceLine(source, v.fault) === line))
      throw new Error(`equivalents.ts names a fault of ${className} that is none any more: ${line}`);
  if (compiled(source, files)?.js !== sound.js) throw new Error("a fault was not taken back; the figures are void");
  return verdicts;
}

function compiled(source: SourceTree, files: SyntaxFile[]): Program | null {
  const result = compileFiles(source, files);
  return result.ok ? result.program : null;
}

/** Path of a class to the names of the test classes that run any of its lines. */
function testsThatReach(program: Program, files: SyntaxFile[]): Map<string, string[]> {
  const reach = new Map<string, string[]>();
  for (const name of files.filter(isTestClass).map(({ path }) => nameOf(path))) {
    const report = runTests(program, { filter: only([name]) });
    if (report.failed) throw new Error(`${name} fails without any fault; run npm run test:apex`);
    for (const { path, covered } of report.coverage)
      if (covered > 0) reach.set(path, [...(reach.get(path) ?? []), name]);
  }
  return reach;
}

const only = (names: readonly string[]): RegExp => new RegExp(`^(${names.join("|")})\\.`, "i");

function judge(source: SourceTree, files: SyntaxFile[], fault: Fault, reach: Map<string, string[]>): Verdict {
  const undo = fault.make();
  try {
    const program = compiled(source, files);
    return { fault, className: nameOf(fault.path), outcome: outcomeOf(source, fault, program, reach) };
  } finally {
    undo();
  }
}

function outcomeOf(source: SourceTree, fault: Fault, program: Program | null, reach: Map<string, string[]>): Outcome {
  if (!program) return "uncompilable";
  const names = reach.get(fault.path) ?? [];
  // The tests that are named after the class catch most; they go first.
  const first = names.filter((name) => name.startsWith(nameOf(fault.path)));
  const rest = names.filter((name) => !first.includes(name));
  const fails = (tests: string[]): boolean =>
    tests.length > 0 && runTests(program, { filter: only(tests), stopAtFailure: true }).failed > 0;
  if (fails(first) || fails(rest)) return "caught";
  return isEquivalent(source, fault) ? "equivalent" : "survived";
}

function isEquivalent(source: SourceTree, fault: Fault): boolean {
  const line = sourceLine(source, fault);
  return equivalents.some((e) => e.className === nameOf(fault.path) && e.kind === fault.kind && e.line === line);
}

export function sourceLine(source: SourceTree, { path, line }: Fault): string {
  return (source.files.find((f) => f.path === path)?.text.split("\n")[line - 1] ?? "").trim();
}
