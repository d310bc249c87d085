import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inRepository } from "../repository.ts";
import { keepRunning, type GaveUp } from "./keep-running.ts";
import { processNames, startProduct, STRICT_HOST, type Product, type ProductOptions } from "./product.ts";

type RunOptions = Pick<ProductOptions, "ports" | "strictOrigin" | "say">;

/**
 * Starts everything, says what to open and starts again what ends by itself, until a person stops it or nothing helps.
 * Answers the exit code. Fails when it does not start.
 */
export async function runProduct(options: RunOptions): Promise<number> {
  const { say } = options;
  const stop = new AbortController();
  const stopped = new Promise<null>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => {
        stop.abort(new Error("Stopped before everything was up."));
        done(null);
      });
  });
  const startedAt = performance.now();
  say("Starting the stand-in org, the server, the switch and the pages …");
  const product = await startProduct({
    ...options,
    folder: resolve(process.env["PT_HOME"] ?? inRepository(".partner-telephony")),
    signal: stop.signal,
    ...(process.env["DATABASE_URL"] ? { databaseUrl: process.env["DATABASE_URL"] } : {}),
  });
  say(welcome(product, options, (performance.now() - startedAt) / 1000));
  const gaveUp = await Promise.race([stopped, ...keepAllRunning(product, say, stop.signal)]);
  if (gaveUp !== null) say(gaveUp.sentence);
  say("\nStopping …");
  stop.abort();
  await product.stop();
  return gaveUp?.exitCode ?? 0;
}

function keepAllRunning(product: Product, say: RunOptions["say"], signal: AbortSignal): Promise<GaveUp>[] {
  return processNames.map(async (name) => {
    const { sentence, exitCode } = await keepRunning({
      name,
      ended: () => product.running(name).ended,
      restart: () => product.restart(name),
      say,
      signal,
      now: () => performance.now(),
      // Whoever stops everything does not wait for it.
      pause: (ms) => pause(ms, undefined, { signal }).catch(() => {}),
    });
    return { exitCode, sentence: `${sentence}\nIts whole log: ${product.installation.folder}/logs/${name}.log` };
  });
}

function welcome(
  { addresses, usernames, installation }: Product,
  { strictOrigin }: RunOptions,
  seconds: number,
): string {
  const browser = `chromium --user-data-dir=$(mktemp -d) --host-resolver-rules="MAP ${STRICT_HOST} 127.0.0.1" --ignore-certificate-errors ${addresses.console}`;
  return [
    `Ready in ${seconds.toFixed(1)} s.\n`,
    `  1. Open the console      ${addresses.console}`,
    `     log in to the phone   ${usernames[0]}   password ${installation.practicePassword}`,
    `     and set your status to Available for Voice.`,
    `  2. Open the simulator    ${addresses.simulator}`,
    `     and press "Inbound call". The phone rings in the console.\n`,
    ...(strictOrigin
      ? ["  The console's host name is not in the DNS. Start a separate browser for it:", `  ${browser}\n`]
      : []),
    `  Ctrl-C ends everything. What was stored stays in ${installation.folder}`,
  ].join("\n");
}
