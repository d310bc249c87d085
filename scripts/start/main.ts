import { resolve } from "node:path";
import { buildStale } from "../build/build.ts";
import { inRepository } from "../repository.ts";
import { choosePorts } from "./ports.ts";
import { startProduct, STRICT_HOST, type Product } from "./product.ts";

/** `npm start [-- --strict-origin]`: builds what is stale, starts everything, prints what to open, ends with Ctrl-C. */
const PROCESSES = ["local-org", "server", "switch", "pages"] as const;
const say = (line: string) => process.stdout.write(`${line}\n`);
const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== "--strict-origin");
if (unknown.length > 0) fail(`Unknown option ${unknown.join(" ")}. There is one: npm start -- --strict-origin`, 2);
const strictOrigin = options.includes("--strict-origin");

// What is stored holds numbers and names: for the person who starts it alone, however the folder is copied later.
process.umask(0o077);

const giveUp = new AbortController();
const stopped = new Promise<void>((done) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      giveUp.abort(new Error("Stopped before everything was up."));
      done();
    });
  }
});

let product: Product;
try {
  const ports = await choosePorts(process.env);
  await buildStale(say);
  const startedAt = performance.now();
  say("Starting the stand-in org, the server, the switch and the pages …");
  product = await startProduct({
    folder: resolve(process.env["PT_HOME"] ?? inRepository(".partner-telephony")),
    ports,
    strictOrigin,
    say,
    signal: giveUp.signal,
    ...(process.env["DATABASE_URL"] ? { databaseUrl: process.env["DATABASE_URL"] } : {}),
  });
  welcome(product, (performance.now() - startedAt) / 1000);
} catch (error) {
  fail((error as Error).message, 1);
}

const died = Promise.race(PROCESSES.map((name) => product.running(name).ended.then(() => name)));
const dead = await Promise.race([stopped.then(() => null), died]);
if (dead !== null) {
  process.exitCode = 1;
  say(`The process "${dead}" has ended by itself. Its log: ${product.installation.folder}/logs/${dead}.log`);
}
say("\nStopping …");
await product.stop();

function welcome({ addresses, usernames, installation }: Product, seconds: number): void {
  say(`Ready in ${seconds.toFixed(1)} s.\n`);
  say(`  1. Open the console      ${addresses.console}`);
  say(`     log in to the phone   ${usernames[0]}   password ${installation.practicePassword}`);
  say(`     and set your status to Available for Voice.`);
  say(`  2. Open the simulator    ${addresses.simulator}`);
  say(`     and press "Inbound call". The phone rings in the console.\n`);
  if (strictOrigin) {
    say("  The console's host name is not in the DNS. Start a separate browser for it:");
    say(
      `  chromium --user-data-dir=$(mktemp -d) --host-resolver-rules="MAP ${STRICT_HOST} 127.0.0.1" --ignore-certificate-errors ${addresses.console}\n`,
    );
  }
  say("  Ctrl-C ends everything. What was stored stays in " + installation.folder);
}

function fail(sentence: string, code: number): never {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(code);
}
