/** Makes the generated parts of docs/call-life.md anew: `npx tsx packages/calls/tests/call-life/write.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { page } from "./page.ts";
import { renew } from "./diagrams.ts";

writeFileSync(page, renew(readFileSync(page, "utf8")));
