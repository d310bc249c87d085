import { spawn } from "node:child_process";
import { buildStale } from "../build/build.ts";
import { inRepository } from "../repository.ts";

/** `npm run test:faults`: PT_KILLS and PT_SEED choose how often and at which moments the server is killed. */
await buildStale((line) => process.stdout.write(`${line}\n`));
const child = spawn(inRepository("node_modules/.bin/playwright"), ["test", "-c", "playwright.faults.config.ts"], {
  cwd: inRepository(),
  stdio: "inherit",
});
child.once("close", (code) => (process.exitCode = code ?? 1));
