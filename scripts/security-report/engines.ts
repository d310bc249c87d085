import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRepository } from "../repository.ts";

/** Code Analyzer's core and every engine with a rule that Salesforce's command for the review selects. */
const PACKAGES = {
  "@salesforce/code-analyzer-core": "0.52.0",
  "@salesforce/code-analyzer-pmd-engine": "0.46.0",
  "@salesforce/code-analyzer-eslint-engine": "0.40.2",
  "@salesforce/code-analyzer-retirejs-engine": "0.32.0",
  "@salesforce/code-analyzer-regex-engine": "0.33.0",
  "@salesforce/code-analyzer-flow-engine": "0.22.0",
} as const;

/** Of the core, what is used here. */
export interface Core {
  readonly CodeAnalyzer: new (config: unknown) => CodeAnalyzer;
  readonly CodeAnalyzerConfig: { withDefaults(): unknown };
  readonly OutputFormat: { readonly HTML: string };
}
interface CodeAnalyzer {
  addEnginePlugin(plugin: unknown): Promise<void>;
  onEvent(type: "LogEvent", hear: (event: { logLevel: number; message: string }) => void): void;
  createWorkspace(paths: readonly string[]): Promise<unknown>;
  selectRules(selectors: readonly string[], options: { workspace: unknown }): Promise<Rules>;
  run(rules: Rules, options: { workspace: unknown }): Promise<Results>;
}
export interface Rules {
  getEngineNames(): string[];
  getRulesFor(engine: string): readonly unknown[];
}
export interface Results {
  getViolations(): readonly Violation[];
  toFormattedOutput(format: string): string;
}
interface Violation {
  getRule(): { getName(): string };
  getMessage(): string;
  getPrimaryLocation(): { getFile(): string | undefined; getStartLine(): number | undefined };
}

/** Installs them beside the repository's own packages; the second time they are there already. */
export async function installed(): Promise<{ core: Core; plugins: readonly unknown[] }> {
  const folder = inRepository("node_modules/.cache/code-analyzer");
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  await npm(["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", ...wanted]);
  const resolve = createRequire(join(folder, "main.js")).resolve;
  const load = async <T>(name: string) => (await import(pathToFileURL(resolve(name)).href)) as T;
  const engines = Object.keys(PACKAGES).filter((name) => name.endsWith("-engine"));
  for (const name of engines) await mend(resolve(name));
  return {
    core: await load<Core>("@salesforce/code-analyzer-core"),
    plugins: await Promise.all(
      engines.map(async (name) => (await load<{ createEnginePlugin(): unknown }>(name)).createEnginePlugin()),
    ),
  };
}

/** The newest flow engine is older than the core and lacks a method that the core calls to stop listening. */
async function mend(engine: string): Promise<void> {
  const api = createRequire(engine).resolve("@salesforce/code-analyzer-engine-api");
  const { Engine } = (await import(pathToFileURL(api).href)) as { Engine: { prototype: Record<string, unknown> } };
  Engine.prototype["removeEventListener"] ??= () => {};
}

function npm(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`npm ended with code ${String(code)}`))));
  });
}
