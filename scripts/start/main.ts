import { buildStale } from "../build/build.ts";
import { choosePorts } from "./ports.ts";
import { runProduct } from "./run-product.ts";

/** `npm start [-- --strict-origin]`: builds what is stale, then runs everything until Ctrl-C. */
const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== "--strict-origin");
if (unknown.length > 0) fail(`Unknown option ${unknown.join(" ")}. There is one: npm start -- --strict-origin`, 2);

// What is stored holds numbers and names: for the person who starts it alone, however the folder is copied later.
process.umask(0o077);

const say = (line: string) => process.stdout.write(`${line}\n`);
try {
  const ports = await choosePorts(process.env);
  await buildStale(say);
  process.exitCode = await runProduct({ ports, strictOrigin: options.includes("--strict-origin"), say });
} catch (error) {
  fail((error as Error).message, 1);
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(code);
}
