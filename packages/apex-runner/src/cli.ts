import { parseArguments } from "./test-runner/arguments.ts";
import { runOnce } from "./test-runner/command.ts";
import { watch } from "./test-runner/watch.ts";

const options = parseArguments(process.argv.slice(2));
if (typeof options === "string") {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
} else if (options.help) {
  process.stdout.write(options.help);
} else if (options.watch) {
  await watch(options);
} else {
  process.exitCode = await runOnce(options);
}
