import { createLog } from "./http/log.ts";
import { readSettings, unknownSettings } from "./settings/read-settings.ts";
import { StartFault } from "./settings/start-fault.ts";
import { startServer, type RunningServer } from "./start-server.ts";

/** Whoever stops us waits 5 s before it kills. */
const STOP_WITHIN_MS = 4_000;

/** A fault that somebody can mend is a sentence; only the unexpected shows its stack. */
function fail(error: unknown): void {
  const known = error instanceof StartFault;
  process.stderr.write(`${known ? `${error.code}: ${error.message}` : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = known ? error.exitCode : 1;
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    // A second Ctrl-C means now.
    if (stopping) process.exit(1);
    stopping = true;
    const late = setTimeout(() => {
      process.stderr.write("The server did not stop in time and is ended.\n");
      process.exit(1);
    }, STOP_WITHIN_MS);
    server
      .stop()
      .catch(fail)
      .finally(() => clearTimeout(late));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  const settings = readSettings(process.env);
  const log = createLog(settings.PT_LOG_LEVEL);
  for (const name of unknownSettings(process.env)) log.warn({ name }, "is no setting of the server");
  const server = await startServer(settings, { log });
  stopOnSignal(server);
  process.stdout.write(`Server ready at ${server.url}\n`);
} catch (error) {
  fail(error);
}
