import { realPorts, startSwitch } from "./practice-switch.ts";
import { readSettings } from "./settings.ts";

function log(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), process: "switch", message, ...fields })}\n`);
}

/** Faults of settings and surroundings are sentences; only the unexpected shows its stack. */
function fail(error: unknown): void {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  const text =
    code === "EADDRINUSE"
      ? `Port ${port ?? ""} is taken. Stop the other program, or set PT_SWITCH_PORT to a free port.`
      : code
        ? message
        : ((error as Error).stack ?? String(error));
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

try {
  const settings = readSettings(process.env);
  const running = await startSwitch(settings, {
    ...realPorts,
    log,
    onFailure: (error) => {
      fail(error);
      process.exit(1);
    },
  });
  log("listening", { url: running.url, dataDir: settings.dataDir, serverUrl: settings.serverUrl });
  const stop = (): void => {
    log("stopping");
    running.stop().catch(fail);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  fail(error);
}
