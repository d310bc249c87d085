import { copyFile, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** `local` accepts the console on a laptop (src/local-origin.ts); `production` and Visualforce do not contain that file. */
export type ConnectorBuild = "local" | "production";

/**
 * Builds both pages to `<out>/connector/` and `<out>/login/`; default out: `dist/<kind>`.
 * @returns the folder to serve at the root of the pages' host, beside a `/settings.json`
 */
export async function buildConnector(kind: ConnectorBuild, out = join(here, "dist", kind)): Promise<string> {
  const from = (path: string) => join(here, "src", path);
  await rm(out, { recursive: true, force: true });
  await build({
    entryPoints: [
      { in: from("page.ts"), out: "connector/connector" },
      { in: from("timer-worker.ts"), out: "connector/timer-worker" },
      { in: from("login/page.ts"), out: "login/login" },
    ],
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    define: { PT_LOCAL: String(kind === "local") },
    logLevel: "warning",
  });
  await mkdir(join(out, "login"), { recursive: true });
  await copyFile(from("index.html"), join(out, "connector/index.html"));
  await copyFile(from("login/index.html"), join(out, "login/index.html"));
  await copyFile(from("login/login.css"), join(out, "login/login.css"));
  return out;
}

/**
 * Builds what the package's Visualforce pages load, as one folder that becomes a static resource: classic scripts, because
 * `apex:includeScript` knows no modules, and settings beside them.
 * @returns names of the npm packages whose code is in it
 */
export async function buildVisualforce(out: string, settings: { readonly serverUrl: string }): Promise<string[]> {
  const from = (path: string) => join(here, "src", path);
  await rm(out, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [
      { in: from("visualforce/connector.ts"), out: "connector" },
      { in: from("visualforce/login.ts"), out: "login" },
      { in: from("timer-worker.ts"), out: "timer-worker" },
    ],
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    platform: "browser",
    define: { PT_LOCAL: "false" },
    logLevel: "warning",
    metafile: true,
  });
  await copyFile(from("login/login.css"), join(out, "login.css"));
  await writeFile(join(out, "settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
  const inside = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(inside.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))];
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const kind of ["local", "production"] as const) {
    const out = await buildConnector(kind);
    for (const file of ["connector/connector.js", "login/login.js"])
      process.stdout.write(`${kind} ${file}: ${((await stat(join(out, file))).size / 1024).toFixed(1)} kB\n`);
  }
}
