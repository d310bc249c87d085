import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import ts from "typescript";
import { inRepository } from "../repository.ts";

/** Salesforce's Code Analyzer runs PMD; its rules for the review and PMD's own rules on security, by language. */
export const ruleSets = [
  "sfca/rulesets/AppExchange_apex.xml",
  "sfca/rulesets/AppExchange_html.xml",
  "sfca/rulesets/AppExchange_javascript.xml",
  "sfca/rulesets/AppExchange_visualforce.xml",
  "sfca/rulesets/AppExchange_xml.xml",
  "category/apex/security.xml",
  "category/visualforce/security.xml",
] as const;

const languages: Readonly<Record<string, string>> = {
  ".cls": "apex",
  ".trigger": "apex",
  ".page": "visualforce",
  ".component": "visualforce",
  ".cmp": "html",
  ".html": "html",
  ".js": "ecmascript",
  ".ts": "ecmascript",
  ".xml": "xml",
};

export interface Finding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

interface Answer {
  readonly violations: readonly {
    readonly rule: string;
    readonly message: string;
    readonly codeLocation: { readonly file: string; readonly startLine: number };
  }[];
  readonly processingErrors: readonly { readonly file: string; readonly message: string }[];
}

/** Runs the rules over files by path. A file that PMD cannot read is a finding too. Needs Java. */
export async function analyze(sources: ReadonlyMap<string, string>): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "code-analyzer-"));
  try {
    const { violations, processingErrors } = await runPmd(folder, await copy(sources, folder));
    const pathOf = (file: string) => file.slice(join(folder, "sources").length + 1).replace(/\.ts\.js$/, ".ts");
    return [
      ...violations.map(({ rule, message, codeLocation }) => ({
        rule,
        path: pathOf(codeLocation.file),
        // Lines of lowered TypeScript are not those of its source.
        line: codeLocation.file.endsWith(".ts.js") ? 1 : codeLocation.startLine,
        message,
      })),
      ...processingErrors.map(({ file, message }) => ({ rule: "unreadable", path: pathOf(file), line: 1, message })),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns files by language */
async function copy(sources: ReadonlyMap<string, string>, folder: string): Promise<Map<string, string[]>> {
  const files = new Map<string, string[]>();
  for (const [path, text] of sources) {
    const language = languages[extname(path)];
    if (language === undefined) continue;
    const isTypeScript = path.endsWith(".ts");
    const target = join(folder, "sources", isTypeScript ? `${path}.js` : path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, isTypeScript ? lowered(text) : text);
    files.set(language, [...(files.get(language) ?? []), target]);
  }
  return files;
}

/** PMD reads JavaScript without types, modules and classes; what it cannot read it passes over in silence. */
const lowered = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.CommonJS,
      experimentalDecorators: true,
      ignoreDeprecations: "6.0",
    },
  }).outputText;

async function runPmd(folder: string, files: ReadonlyMap<string, string[]>): Promise<Answer> {
  const [ruleSet, input, output] = ["rules.xml", "input.json", "output.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const rules = ruleSets.map((ref) => `<rule ref="${ref}"/>`).join("");
  await writeFile(
    ruleSet,
    `<ruleset name="review" xmlns="http://pmd.sourceforge.net/ruleset/2.0.0"><description>review</description>${rules}</ruleset>`,
  );
  const perLanguage = [...files].map(([language, filesToScan]) => [language, { filesToScan }]);
  await writeFile(
    input,
    JSON.stringify({ ruleSetInputFile: ruleSet, runDataPerLanguage: Object.fromEntries(perLanguage) as object }),
  );
  const jars = inRepository("node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*");
  await java(["-cp", jars, "com.salesforce.sfca.pmdwrapper.PmdWrapper", "run", input, output]);
  return JSON.parse(await readFile(output, "utf8")) as Answer;
}

function java(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("java", args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`PMD ended with code ${String(code)}:\n${said}`)),
    );
  });
}

/** A finding that is none, and why. */
export interface Suppression {
  readonly rule: string;
  /** End of the path. */
  readonly path: string;
  readonly why: string;
}

/** What is neither mended nor explained; and explanations that explain nothing any more. */
export function unexplained(findings: readonly Finding[], suppressions: readonly Suppression[]): string[] {
  const fits = (finding: Finding, { rule, path }: Suppression) => finding.rule === rule && finding.path.endsWith(path);
  return [
    ...findings
      .filter((finding) => !suppressions.some((one) => fits(finding, one)))
      .map(({ rule, path, line, message }) => `${path}:${line} ${rule}: ${message.trim().replaceAll(/\s+/g, " ")}`),
    ...suppressions
      .filter((one) => !findings.some((finding) => fits(finding, one)))
      .map(({ rule, path }) => `scripts/check/code-analyzer-suppressions.ts: ${rule} is no longer found in ${path}`),
  ];
}
