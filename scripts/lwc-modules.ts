import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { inRepository } from "./repository.ts";

/** A Lightning web component of the package: `c/messageBridge` and the path of its module in the repository. */
export interface LwcModule {
  readonly name: string;
  readonly path: string;
}

/** The package's Lightning web components, as they lie in `force-app/main/<domain>/lwc/<name>/<name>.ts`, sorted by name. */
export function lwcModules(): LwcModule[] {
  const files = readdirSync(inRepository("force-app/main"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /(^|\/)lwc\/([^/]+)\/\2\.ts$/.test(file))
    .map((file) => ({ name: `c/${basename(dirname(file))}`, path: `force-app/main/${file}` }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
