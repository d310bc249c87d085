/** The baseline of the Apex figures: the published parser alone over a folder of classes, nothing else done with the trees. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApexErrorListener, ApexParserFactory } from "@apexdevtools/apex-parser";

/** The files are ours and have no errors. */
class Silent extends ApexErrorListener {
  apexSyntaxError(): void {}
}

const folder = process.argv[2]!;
const started = performance.now();
for (const name of readdirSync(folder)) {
  const { parser } = ApexParserFactory.createLexerAndParser(readFileSync(join(folder, name), "utf8"), new Silent());
  parser.compilationUnit();
}
process.stdout.write(`parsed in ${(performance.now() - started).toFixed(0)} ms\n`);
