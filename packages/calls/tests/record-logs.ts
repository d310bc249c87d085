/**
 * Writes the logs of this release once: `npx tsx packages/calls/tests/record-logs.ts`. A folder that exists is left
 * alone: what a release has written is never changed afterwards.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordings } from "./support/recordings.ts";
import { release } from "./support/release.ts";

const folder = join(import.meta.dirname, "logs", release);
if (existsSync(folder)) throw new Error(`${folder} exists: raise the version in package.json first.`);
mkdirSync(folder, { recursive: true });
for (const [name, record] of Object.entries(recordings)) {
  const { callLog, agentLogs, situation } = record();
  const recorded = { call: callLog, agents: agentLogs, folded: situation };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
}
