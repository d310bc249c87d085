import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { filesUnder } from "../check/source-files.ts";
import { inRepository } from "../repository.ts";

/** JavaScript of the package's Lightning web components, beside its TypeScript: this is what a deployment takes. Not committed. */
const emitted = await filesUnder(["force-app/main"], /\/lwc\/[^/]+\/[^/]+\.js$/);
// What has no TypeScript any more would be deployed all the same.
await Promise.all(emitted.map((path) => rm(inRepository(path))));
const tsc = spawn(inRepository("node_modules/.bin/tsc"), ["-p", inRepository("force-app/tsconfig.json")], {
  stdio: ["ignore", process.stderr, process.stderr],
});
const [code] = (await once(tsc, "exit")) as [number | null];
if (code !== 0) throw new Error("The package's Lightning web components do not compile; the faults are above.");
