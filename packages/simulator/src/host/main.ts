import { readSettings } from "./settings.ts";
import { startHost, type Log } from "./start-host.ts";

const log: Log = (message, fields = {}) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), process: "pages", message, ...fields })}\n`);
};

/** Faults of settings and surroundings are sentences; only the unexpected shows its stack. */
function fail(error: unknown): void {
  const { code, message, port, stack } = error as NodeJS.ErrnoException & { port?: number };
  const taken = `Port ${port ?? ""} is taken. Stop the other program, or set PT_PAGES_PORT to a free port.`;
  process.stderr.write(`${code === "EADDRINUSE" ? taken : code ? message : (stack ?? String(error))}\n`);
  process.exitCode = 1;
}

try {
  const running = await startHost(readSettings(process.env), log);
  log("listening", { url: running.url });
  const stop = (): void => {
    log("stopping");
    running.stop().catch(fail);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  fail(error);
}
