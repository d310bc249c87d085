import { lwcModules } from "../lwc-modules.ts";
import type { Page } from "./build-page.ts";
import { platformModules } from "./platform-modules.ts";

const components = lwcModules();

/** Every LWC page of ours. */
export const pages: readonly Page[] = [
  {
    name: "simulator",
    entry: "packages/simulator/src/page/index.ts",
    modules: ["packages/simulator/src/page/modules"],
    baseComponents: false,
    slds: "used",
    staticFiles: "packages/simulator/src/page/static",
    out: "packages/simulator/dist/page",
  },
  {
    name: "console",
    entry: "packages/local-org/src/console/index.ts",
    modules: ["packages/local-org/src/console/modules"],
    external: ["/package/index.js"],
    baseComponents: false,
    slds: "used",
    staticFiles: "packages/local-org/src/console/static",
    out: "packages/local-org/dist/console",
  },
  {
    // The package's own components, which the console loads beside its own (docs/lightning-components.md).
    name: "package components",
    entry: "packages/local-org/src/lightning/index.ts",
    modules: ["packages/local-org/src/lightning/modules"],
    aliases: Object.fromEntries(components.map(({ name, path }) => [name, path])),
    baseComponents: true,
    scopedModules: platformModules(components),
    slds: "used",
    out: "packages/local-org/dist/console/package",
  },
];
