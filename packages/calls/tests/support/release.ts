import { readFileSync } from "node:fs";
import { join } from "node:path";

const described = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  readonly version: string;
};

/** The release that is being built: logs are recorded under it. */
export const release: string = described.version;
