import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { inRepository } from "../repository.ts";
import { lwcModules } from "../lwc-modules.ts";

/** One thing to build: the folders that it is made from and where it lands. */
export interface Target {
  readonly name: string;
  readonly sources: readonly string[];
  readonly out: string;
  readonly how:
    | { readonly kind: "process"; readonly entry: string }
    | { readonly kind: "page" }
    | { readonly kind: "script"; readonly script: string };
}

const shared = [
  "packages/api/src",
  "packages/calls/src",
  "config/vendor.json",
  "package-lock.json",
  "scripts/build",
  "scripts/pages",
];

/** Where the package's domains keep classes and triggers. */
function apexFolders(): string[] {
  const domains = readdirSync(inRepository("force-app/main"));
  const folders = domains.flatMap((domain) =>
    ["classes", "triggers"].map((kind) => `force-app/main/${domain}/${kind}`),
  );
  return folders.filter((folder) => existsSync(inRepository(folder)));
}

/** TypeScript of the package's Lightning web components, without tests and without what is emitted beside it. */
function componentSources(): string[] {
  return readdirSync(inRepository("force-app/main"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\/lwc\/[^/]+\/[^/]+\.ts$/.test(path))
    .map((path) => `force-app/main/${path}`);
}

/** Everything that `npm start` runs and that a deployment takes. A target is built again only when one of its sources has changed. */
export const targets: readonly Target[] = [
  {
    name: "server",
    sources: [...shared, "packages/server/src", "packages/salesforce-voice/src"],
    out: "packages/server/dist/process",
    how: { kind: "process", entry: "packages/server/src/main.ts" },
  },
  {
    name: "switch",
    sources: [...shared, "packages/switch/src"],
    out: "packages/switch/dist/process",
    how: { kind: "process", entry: "packages/switch/src/main.ts" },
  },
  {
    name: "pages host",
    sources: [...shared, "packages/simulator/src/host"],
    out: "packages/simulator/dist/process",
    how: { kind: "process", entry: "packages/simulator/src/host/main.ts" },
  },
  {
    name: "local org",
    sources: [...shared, "packages/local-org/src"],
    out: "packages/local-org/dist/process",
    how: { kind: "process", entry: "packages/local-org/src/main.ts" },
  },
  {
    name: "Apex host",
    sources: [...shared, "packages/apex-runner/src"],
    out: "packages/apex-runner/dist/process",
    how: { kind: "process", entry: "packages/apex-runner/src/host/worker.ts" },
  },
  {
    name: "package Apex",
    sources: ["package-lock.json", "scripts/build", "packages/apex-runner/src/parse", ...apexFolders()],
    out: "packages/apex-runner/dist/trees",
    how: { kind: "script", script: "scripts/build/apex-trees.ts" },
  },
  {
    name: "connector",
    sources: [...shared, "packages/connector/src", "packages/connector/build.ts"],
    out: "packages/connector/dist/local",
    how: { kind: "script", script: "packages/connector/build.ts" },
  },
  {
    name: "static resource",
    sources: [...shared, "packages/connector/src", "packages/connector/build.ts"],
    out: "force-app/main/connector-host/staticresources/PartnerTelephonyConnector",
    how: { kind: "script", script: "scripts/build/static-resource.ts" },
  },
  {
    name: "deployed components",
    sources: [
      "package-lock.json",
      "scripts/build",
      "force-app/tsconfig.json",
      "force-app/types",
      ...componentSources(),
    ],
    out: "force-app/main/desktop/lwc",
    how: { kind: "script", script: "scripts/build/deployed-components.ts" },
  },
  {
    name: "simulator",
    sources: [...shared, "packages/simulator/src/page"],
    out: "packages/simulator/dist/page",
    how: { kind: "page" },
  },
  {
    name: "console",
    sources: [...shared, "packages/local-org/src/console"],
    out: "packages/local-org/dist/console",
    how: { kind: "page" },
  },
  {
    name: "package components",
    sources: [
      ...shared,
      "scripts/lwc-modules.ts",
      "packages/local-org/src/lightning",
      ...lwcModules().map(({ path }) => dirname(path)),
      "force-app/main/provider/labels",
      "force-app/main/provider/translations",
      "force-app/main/provider/messageChannels",
    ],
    out: "packages/local-org/dist/console/package",
    how: { kind: "page" },
  },
];
