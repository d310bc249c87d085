import { gates } from "./gates.ts";

/** `npm run check`: every static gate, or the ones named: `npm run check -- types imports`. All run; all faults are shown. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !gates.some((gate) => gate.name === name));
if (unknown.length > 0) {
  process.stderr.write(`No such gate: ${unknown.join(", ")}. Gates: ${gates.map((gate) => gate.name).join(", ")}\n`);
  process.exit(2);
}

const failed: string[] = [];
for (const gate of gates.filter((candidate) => wanted.length === 0 || wanted.includes(candidate.name))) {
  const startedAt = performance.now();
  const result = await gate.run();
  const { faults, weakened } = Array.isArray(result) ? { faults: result, weakened: null } : result;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${faults.length === 0 ? "ok  " : "FAIL"} ${gate.name.padEnd(12)} ${seconds.padStart(6)} s  ${weakened ?? gate.promise}\n`,
  );
  if (faults.length > 0) {
    failed.push(gate.name);
    process.stdout.write(`${faults.map((fault) => `     ${fault.replaceAll("\n", "\n     ")}`).join("\n")}\n`);
  }
}
if (failed.length > 0) {
  process.stderr.write(`\nFailed: ${failed.join(", ")}. Formatting is mended by: npm run format\n`);
  process.exitCode = 1;
}
