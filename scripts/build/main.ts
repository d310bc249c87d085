import { buildStale } from "./build.ts";

const built = await buildStale((line) => process.stdout.write(`${line}\n`));
process.stdout.write(built.length === 0 ? "Everything is built already.\n" : `Built: ${built.join(", ")}.\n`);
