import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build as esbuild, type Plugin } from "esbuild";
import { buildPage } from "../pages/build-page.ts";
import { pages } from "../pages/pages.ts";
import { inRepository } from "../repository.ts";
import { fingerprint } from "./fingerprint.ts";
import { targets, type Target } from "./targets.ts";

/** Builds what is stale, says what it builds, answers the names built. */
export async function buildStale(say: (line: string) => void): Promise<string[]> {
  const built: string[] = [];
  if (await nothingIsBuilt()) say("Building everything (once, under a minute) …");
  for (const target of targets) {
    const stamp = stampOf(target);
    const now = await fingerprint(target.sources);
    if ((await readFile(stamp, "utf8").catch(() => "")) === now) continue;
    say(`Building the ${target.name} …`);
    await buildTarget(target);
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, now);
    built.push(target.name);
  }
  return built;
}

const stampOf = ({ name, out }: Target): string =>
  inRepository(dirname(out), `.${name.replaceAll(" ", "-")}.fingerprint`);

async function nothingIsBuilt(): Promise<boolean> {
  const present = await Promise.all(targets.map((target) => stat(stampOf(target)).catch(() => null)));
  return present.every((stamp) => stamp === null);
}

async function buildTarget(target: Target): Promise<void> {
  switch (target.how.kind) {
    case "process":
      return bundleProcess(target.how.entry, target.out);
    case "page":
      return buildPage(pages.find((page) => page.name === target.name)!);
    case "script":
      return runScript(target.how.script);
  }
}

/** Our own packages are bundled, everything from npm is loaded as installed. */
const onlyOurs: Plugin = {
  name: "only-ours",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, (args) =>
      args.kind === "entry-point" || args.path.startsWith("@partner-telephony/")
        ? null
        : { path: args.path, external: true },
    );
  },
};

async function bundleProcess(entry: string, out: string): Promise<void> {
  await esbuild({
    entryPoints: [inRepository(entry)],
    outfile: inRepository(out, "main.js"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    loader: { ".sql": "text" },
    plugins: [onlyOurs],
    logLevel: "warning",
  });
}

async function runScript(script: string): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", inRepository(script)], {
    cwd: inRepository(),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with code ${String(code)}; its message is above.`);
}
