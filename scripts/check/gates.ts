import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inRepository } from "../repository.ts";
import { importFaults } from "./imports.ts";
import { lwcFault } from "./lwc-compile.ts";
import { loosePins } from "./pins.ts";

/** One static check of the repository; answers its faults as sentences. */
export interface Gate {
  readonly name: string;
  readonly promise: string;
  readonly run: () => Promise<string[]>;
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

async function filesUnder(folders: readonly string[], wanted: RegExp): Promise<string[]> {
  const skipped = new Set(["node_modules", "dist", "coverage"]);
  const walk = async (folder: string): Promise<string[]> => {
    const entries = await readdir(inRepository(folder), { withFileTypes: true });
    const found = await Promise.all(
      entries.map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(path);
        return wanted.test(path) ? [path] : [];
      }),
    );
    return found.flat();
  };
  return (await Promise.all(folders.map(walk))).flat();
}
