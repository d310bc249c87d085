import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import lwcPlugin from "@lwc/rollup-plugin";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import replace from "@rollup/plugin-replace";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { rollup, type Plugin } from "rollup";
import { isExpected } from "./build-warnings.ts";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** One LWC page of ours, built to ES modules beside its static files. */
export interface Page {
  readonly name: string;
  /** Module that creates the root element. */
  readonly entry: string;
  /** Folders that hold `<namespace>/<component>/<component>.{ts,html,css}`. */
  readonly modules: readonly string[];
  /** Single modules by name, such as a stand-in for `lightning/messageService`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Salesforce's base components, where the page shows the package's own components. */
  readonly baseComponents: boolean;
  /** Addresses of modules that the browser loads from elsewhere. */
  readonly external?: readonly string[];
  /** Text of virtual modules by prefix, such as `@salesforce/label/`. */
  readonly scopedModules?: Readonly<Record<string, (rest: string) => string>>;
  /** The design system's stylesheet: `used` keeps only the classes that the page's own modules name. */
  readonly slds: "whole" | "used";
  /** Folder of files that go to `out` as they are, such as index.html. */
  readonly staticFiles?: string;
  readonly out: string;
}

/**
 * Types are stripped before LWC sees the file. `target: esnext` keeps decorators and class fields as they stand:
 * anything lower turns `@api` into a helper call, which the LWC compiler refuses (LWC1104).
 */
const stripTypes: Plugin = {
  name: "strip-types",
  async transform(code, id) {
    if (extname(id.split("?")[0]!) !== ".ts" || id.includes("/node_modules/")) return null;
    const result = await transform(code, {
      loader: "ts",
      target: "esnext",
      // The LWC compiler sees every file and has no private methods.
      supported: { "class-private-method": false },
      sourcefile: id,
      sourcemap: true,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true, verbatimModuleSyntax: true } },
    });
    return { code: result.code, map: result.map };
  },
};

const minify: Plugin = {
  name: "minify",
  async renderChunk(code) {
    return { code: (await transform(code, { minify: true, target: "es2023" })).code, map: null };
  },
};

const scoped = (modules: NonNullable<Page["scopedModules"]>): Plugin => {
  const prefixOf = (id: string) => Object.keys(modules).find((prefix) => id.startsWith(prefix));
  return {
    name: "scoped-modules",
    resolveId: (id) => (prefixOf(id) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith("\0")) return null;
      const prefix = prefixOf(id.slice(1));
      return prefix ? modules[prefix]!(id.slice(1 + prefix.length)) : null;
    },
  };
};

const toErrorOutput = (text: string): void => void process.stderr.write(`${text}\n`);

export async function buildPage(page: Page, warn = toErrorOutput): Promise<void> {
  const modules = [
    ...page.modules.map((dir) => ({ dir: resolve(repository, dir) })),
    ...Object.entries(page.aliases ?? {}).map(([name, path]) => ({ name, path: resolve(repository, path) })),
    ...(page.baseComponents ? [{ npm: "lightning-base-components" }] : []),
  ];
  const bundle = await rollup({
    input: resolve(repository, page.entry),
    external: [...(page.external ?? [])],
    makeAbsoluteExternalsRelative: false,
    plugins: [
      scoped(page.scopedModules ?? {}),
      stripTypes,
      replace({
        "process.env.NODE_ENV": JSON.stringify("production"),
        "import.meta.env.SSR": "false",
        preventAssignment: true,
      }),
      lwcPlugin({ rootDir: resolve(repository, dirname(page.entry)), enableDynamicComponents: true, modules }),
      nodeResolve({ extensions: [".ts", ".js", ".mjs"], browser: true }),
      minify,
    ],
    onwarn(warning) {
      if (!isExpected(warning)) warn(`${warning.id ?? page.name}: ${warning.message}`);
    },
  });
  await bundle.write({ dir: resolve(repository, page.out), format: "es", sourcemap: false });
  await bundle.close();
  await writeStylesheet(page);
  if (page.staticFiles)
    await cp(resolve(repository, page.staticFiles), resolve(repository, page.out), { recursive: true });
}

const BASE = "node_modules/lightning-base-components/src/lightning";
const SLDS = "node_modules/@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css";

async function writeStylesheet(page: Page): Promise<void> {
  const css = await readFile(resolve(repository, SLDS), "utf8");
  const out = resolve(repository, page.out, "slds.css");
  await mkdir(dirname(out), { recursive: true });
  if (page.slds === "whole") return writeFile(out, css);
  const folders = [dirname(page.entry), ...page.modules, ...Object.values(page.aliases ?? {}).map(dirname)];
  const content = folders.map((folder) => resolve(repository, folder, "**/*.{html,ts}"));
  // Base components bring their own styles but for the design system's blocks, which an org's page has.
  if (page.baseComponents) content.push(resolve(repository, `${BASE}/!(iconSvgTemplates*)/*.{html,js}`));
  const [purged] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    variables: true,
    defaultExtractor: (content) => content.match(/[A-Za-z0-9_-]+/g) ?? [],
  });
  await writeFile(out, purged!.css);
}
