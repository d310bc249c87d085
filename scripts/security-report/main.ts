import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { unexplained } from "../check/code-analyzer.ts";
import { suppressions } from "../check/code-analyzer-suppressions.ts";
import { filesUnder } from "../check/source-files.ts";
import { inRepository } from "../repository.ts";
import { installed } from "./engines.ts";

/**
 * `npm run security-report`: the report that the security review wants, by all engines of Code Analyzer over what would be
 * deployed. Fails for a finding that no suppression explains and for an engine that did not run. The selectors are those of
 * Salesforce's own command. Needs the npm registry, Java and Python; the gate `code-analyzer` needs Java only.
 */
const SELECTORS = ["AppExchange", "Recommended:Security"];
const ENGINES = ["pmd", "eslint", "retire-js", "regex", "flow"];
const REPORT = ".reports/code-analyzer.html";
const BUILT = "force-app/main/connector-host/staticresources/PartnerTelephonyConnector/connector.js";

if (!existsSync(inRepository(BUILT))) throw new Error(`${BUILT} is missing, and it is what ships. Run: npm run build`);

const { core, plugins } = await installed();
const analyzer = new core.CodeAnalyzer(core.CodeAnalyzerConfig.withDefaults());
const errors: string[] = [];
analyzer.onEvent("LogEvent", ({ logLevel, message }) => {
  // 1 is an error, 2 a warning.
  if (logLevel === 1) errors.push(message);
});
for (const plugin of plugins) await analyzer.addEnginePlugin(plugin);
// TypeScript and tests stay behind (.forceignore).
const deployed = (await filesUnder(["force-app/main"], /./)).filter((path) => !/\.ts$|\/__tests__\//.test(path));
const workspace = await analyzer.createWorkspace(deployed.map((path) => inRepository(path)));
const rules = await analyzer.selectRules(SELECTORS, { workspace });
const results = await analyzer.run(rules, { workspace });

await mkdir(dirname(inRepository(REPORT)), { recursive: true });
await writeFile(inRepository(REPORT), results.toFormattedOutput(core.OutputFormat.HTML));
const findings = results.getViolations().map((violation) => ({
  rule: violation.getRule().getName(),
  path: relative(inRepository(), violation.getPrimaryLocation().getFile() ?? inRepository()),
  line: violation.getPrimaryLocation().getStartLine() ?? 1,
  message: violation.getMessage(),
}));
const missing = ENGINES.filter((name) => !rules.getEngineNames().includes(name));
const faults = [
  ...missing.map((name) => `the engine ${name} has no rules here, so it did not run`),
  ...errors,
  ...unexplained(findings, suppressions),
];
for (const name of rules.getEngineNames())
  process.stdout.write(`${name.padEnd(10)} ${String(rules.getRulesFor(name).length).padStart(3)} rules\n`);
process.stdout.write(`${findings.length} findings, ${suppressions.length} suppressions, report: ${REPORT}\n`);
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 1;
}
