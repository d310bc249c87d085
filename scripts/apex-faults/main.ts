import { relative } from "node:path";
import { readSourceTree } from "@partner-telephony/apex-runner";
import { inRepository, repository } from "../repository.ts";
import { measure, sourceLine, type Outcome, type Verdict } from "./measure.ts";

/** `npm run test:apex:faults [class ...]`: how many faults in the package's Apex its own tests catch. */
const BAR = 85;
const wanted = process.argv.slice(2);
const source = readSourceTree([inRepository("force-app")]);
const started = performance.now();
const verdicts = await measure(
  source,
  inRepository("node_modules/.cache/apex-runner"),
  (name) => wanted.length === 0 || wanted.includes(name),
  (verdict) => void (verdict.outcome === "survived" && print(describe(verdict))),
);

const of = (outcome: Outcome, list: Verdict[]): Verdict[] => list.filter((v) => v.outcome === outcome);
const percent = (list: Verdict[]): number => {
  const [caught, survived] = [of("caught", list).length, of("survived", list).length];
  return caught + survived === 0 ? 100 : (100 * caught) / (caught + survived);
};

for (const part of [(v: Verdict) => v.className, (v: Verdict) => v.fault.kind]) {
  print("");
  for (const name of [...new Set(verdicts.map(part))].sort()) {
    const own = verdicts.filter((v) => part(v) === name);
    const [caught, survived] = [of("caught", own).length, of("survived", own).length];
    print(`${name.padEnd(30)} ${percent(own).toFixed(0).padStart(3)} %  ${caught}/${caught + survived}`);
  }
}
const [caught, survived] = [of("caught", verdicts), of("survived", verdicts)];
print(
  `\nCaught ${caught.length} of ${caught.length + survived.length}: ${percent(verdicts).toFixed(1)} % (bar ${BAR} %)`,
);
print(`Apart: ${of("equivalent", verdicts).length} equivalent, ${of("uncompilable", verdicts).length} do not compile`);
print(`${Math.round((performance.now() - started) / 1000)} s`);
if (caught.length === 0 || percent(verdicts) < BAR) process.exitCode = 1;

function describe({ fault }: Verdict): string {
  return `survived  ${relative(repository, fault.path)}:${fault.line}  ${fault.kind}  ${sourceLine(source, fault)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
