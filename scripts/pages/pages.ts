import type { Page } from "./build-page.ts";

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
    baseComponents: false,
    slds: "used",
    staticFiles: "packages/local-org/src/console/static",
    out: "packages/local-org/dist/console",
  },
];
