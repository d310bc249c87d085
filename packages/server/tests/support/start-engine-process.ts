import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Location } from "../../src/store/open-database.ts";

export interface EngineProcess {
  readonly pid: number;
  readonly ready: boolean;
  readonly code: string | null;
  readonly message: string | null;
  /** SIGKILL: no handler runs, nothing is tidied up. */
  kill(): Promise<void>;
}

export async function startEngineProcess(location: Location, telephonyUrl: string): Promise<EngineProcess> {
  const file = fileURLToPath(new URL("./engine-process.ts", import.meta.url));
  const child = fork(file, [JSON.stringify({ location, telephonyUrl })], { execArgv: ["--import", "tsx"] });
  const [said] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([status]) => [{ ready: false, code: null, message: `It ended with ${status}.` }]),
  ])) as [{ ready: boolean; code?: string; message?: string }];
  return {
    pid: child.pid!,
    ready: said.ready,
    code: said.code ?? null,
    message: said.message ?? null,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
