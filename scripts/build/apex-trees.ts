import { parseSource, readSourceTree } from "@partner-telephony/apex-runner";
import { inRepository } from "../repository.ts";

/** Reads the package's Apex once, so that the stand-in org need not: the parser takes most of the time to start it. */
const source = readSourceTree([inRepository("force-app/main")]);
const { errors } = await parseSource(source, inRepository("packages/apex-runner/dist/trees"));
// A class that cannot be read is told when the stand-in compiles it; here it would keep everything else from starting.
for (const { path, line, message } of errors) process.stderr.write(`${path}:${line}: ${message}\n`);
