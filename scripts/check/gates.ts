import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { inRepository } from "../repository.ts";
import { apexRuleFaults } from "./apex-rules.ts";
import { parseApex } from "./apex-syntax.ts";
import { apexTypeFaults, hasJava } from "./apex-types.ts";
import { capabilityFaults, implemented } from "./capabilities.ts";
import { analyze, unexplained } from "./code-analyzer.ts";
import { suppressions } from "./code-analyzer-suppressions.ts";
import { componentFaults } from "./component-files.ts";
import { importFaults } from "./imports.ts";
import { lwcFault } from "./lwc-compile.ts";
import { apiVersionFaults, brokenValueFaults, metadataFaults } from "./metadata.ts";
import { referenceFaults } from "./metadata-references.ts";
import { readMetadataTypes } from "./metadata-types.ts";
import { loosePins } from "./pins.ts";
import { filesUnder, sourcesUnder } from "./source-files.ts";
import { readVendor } from "../vendor/vendor.ts";

/** One static check of the repository; answers its faults as sentences. */
export interface Gate {
  readonly name: string;
  readonly promise: string;
  readonly run: () => Promise<string[] | Weakened>;
}

/** A gate that could do a part of its work only, and must say so aloud. */
export interface Weakened {
  readonly faults: string[];
  readonly weakened: string;
}

export const gates: readonly Gate[] = [
  {
    name: "format",
    promise: "every file is formatted, Apex and metadata included",
    run: tool("prettier", ["--check", "--log-level", "warn", "."]),
  },
  { name: "types", promise: "TypeScript is strictly typed", run: tool("tsc", ["-b", "--pretty", "false"]) },
  {
    name: "lwc-types",
    promise: "the package's LWCs and their tests are strictly typed",
    run: tool("tsc", ["-p", "force-app/tsconfig.test.json", "--pretty", "false"]),
  },
  { name: "lint", promise: "ESLint, with the LWC rules on LWC", run: tool("eslint", [".", "--max-warnings", "0"]) },
  { name: "imports", promise: "packages import only what the table allows", run: imports },
  { name: "lwc", promise: "every LWC file compiles as the platform compiles it", run: lwc },
  {
    name: "apex",
    promise: "Apex keeps our rules: documented, sharing and access mode stated, asserts say why",
    run: apexRules,
  },
  {
    name: "apex-compile",
    promise: "the package's Apex compiles against the same stubs that run it",
    run: apexCompiles,
  },
  { name: "apex-types", promise: "Apex fits the platform's and Salesforce Voice's signatures", run: apexTypes },
  { name: "metadata", promise: "metadata fits the published types, and its references lead somewhere", run: metadata },
  {
    name: "components",
    promise: "every file of the package belongs to a component, and docs/components.md lists them all",
    run: componentFaults,
  },
  {
    name: "code-analyzer",
    promise: "no finding of the security review's rules (AppExchange, Security) without an explanation",
    run: codeAnalyzer,
  },
  {
    name: "capabilities",
    promise: "a capability is declared if and only if its interface is implemented",
    run: capabilities,
  },
  { name: "vendor", promise: "everything that names the vendor follows from config/vendor.json", run: vendor },
  { name: "pins", promise: "every dependency is pinned exactly", run: pins },
];

function tool(name: string, args: readonly string[]): () => Promise<string[]> {
  return () => command(inRepository("node_modules/.bin", name), args);
}

/** Runs a command; a failing exit gives its output as one fault. */
function command(file: string, args: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: inRepository(), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve(code === 0 ? [] : [output.trim() || `${file} ended with code ${String(code)}`]),
    );
  });
}

async function imports(): Promise<string[]> {
  const files = await filesUnder(["packages", "force-app"], /\.ts$/);
  const faults = await Promise.all(
    files.map(async (path) => importFaults(path, await readFile(inRepository(path), "utf8"))),
  );
  return faults.flat().map(({ path, line, sentence }) => `${path}:${line} ${sentence}`);
}

async function lwc(): Promise<string[]> {
  const inBundles = /(^force-app\/.*\/lwc\/|\/modules\/)[^_]*\.(ts|html|css)$/;
  const files = (await filesUnder(["packages", "force-app"], /\.(ts|html|css)$/)).filter(
    (path) => inBundles.test(path) && !path.endsWith(".d.ts") && !path.endsWith(".test.ts"),
  );
  const faults = await Promise.all(
    files.map(async (path) => ({ path, fault: lwcFault(path, await readFile(inRepository(path), "utf8")) })),
  );
  return faults.flatMap(({ path, fault }) => (fault === null ? [] : [`${path} ${fault}`]));
}

async function apexRules(): Promise<string[]> {
  const sources = await sourcesUnder(["force-app"], /\.cls$/);
  return [...sources].flatMap(([path, text]) => apexRuleFaults(text).map((fault) => `${path}:${fault}`));
}

/** Needs no Java, so it holds on every machine. */
function apexCompiles(): Promise<string[]> {
  const runner = inRepository("packages/apex-runner/src/cli.ts");
  return command(process.execPath, ["--import", "tsx", runner, "force-app/main", "--check"]);
}

async function apexTypes(): Promise<string[] | Weakened> {
  const { namespace } = await readVendor();
  if (await hasJava()) return apexTypeFaults([inRepository("force-app/main")], namespace);
  const sources = await sourcesUnder(["force-app"], /\.cls$/);
  return {
    faults: [...sources].flatMap(([path, text]) => parseApex(text).faults.map((fault) => `${path}:${fault}`)),
    weakened:
      "NO JAVA HERE: Apex was parsed, its types were NOT checked. Install a Java runtime (default-jre-headless)",
  };
}

async function metadata(): Promise<string[]> {
  const types = readMetadataTypes();
  const project = JSON.parse(await readFile(inRepository("sfdx-project.json"), "utf8")) as { sourceApiVersion: string };
  const sources = await sourcesUnder(
    ["force-app", "packages/connector/src/v3"],
    /(-meta\.xml|\.cls|\.ts|\.html|\.cmp|\.page|\/aura\/.*\.js)$/,
  );
  const files = [...sources].filter(([path]) => path.endsWith("-meta.xml"));
  return [
    ...files.flatMap(([path, text]) =>
      [
        ...metadataFaults(text, types),
        ...apiVersionFaults(text, project.sourceApiVersion),
        ...brokenValueFaults(text),
      ].map((fault) => `${path} ${fault}`),
    ),
    ...referenceFaults(sources),
  ];
}

async function codeAnalyzer(): Promise<string[] | Weakened> {
  if (!(await hasJava()))
    return {
      faults: [],
      weakened: "NO JAVA HERE: the security review's rules were NOT run. Install a Java runtime (default-jre-headless)",
    };
  const sources = await sourcesUnder(["force-app/main", "force-app/unpackaged"], /\.(cls|page|cmp|html|ts|js|xml)$/);
  // Emitted files and the built bundle are judged by their sources, tests are not deployed.
  const judged = [...sources].filter(
    ([path]) => !/\/__tests__\/|\.d\.ts$|\/lwc\/.*\.js$|\/staticresources\/[^/]+\//.test(path),
  );
  return unexplained(await analyze(new Map(judged)), suppressions);
}

async function capabilities(): Promise<string[]> {
  const vendor = await readVendor();
  const classes = [...new Set(vendor.vendors.flatMap(({ integrationClass }) => integrationClass ?? []))];
  if (classes.length === 0) return capabilityFaults(vendor.capabilities, []);
  const sources = await sourcesUnder(["force-app"], /\.cls$/);
  return classes.flatMap((name) => {
    const apex = [...sources].find(([path]) => path.endsWith(`/${name}.cls`))?.[1] ?? "";
    return capabilityFaults(vendor.capabilities, implemented(apex)).map((fault) => `${name}: ${fault}`);
  });
}

function vendor(): Promise<string[]> {
  return command(process.execPath, ["--import", "tsx", inRepository("scripts/vendor/apply.ts"), "--check"]);
}

async function pins(): Promise<string[]> {
  const manifests = ["package.json", ...(await filesUnder(["packages"], /\/package\.json$/))];
  const faults = await Promise.all(
    manifests.map(async (path) => ({
      path,
      loose: loosePins(JSON.parse(await readFile(inRepository(path), "utf8")) as object as Record<string, unknown>),
    })),
  );
  return faults.flatMap(({ path, loose }) => loose.map((pin) => `${path} ${pin} is not an exact version`));
}
