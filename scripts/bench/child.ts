import { spawn } from "node:child_process";
import { once } from "node:events";
import { inRepository } from "../repository.ts";

export interface Child {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts a TypeScript file as a process of its own and waits until it says where it is. @throws Error with what it printed */
export async function startChild(
  file: string,
  env: Readonly<Record<string, string>> = {},
  nodeFlags: readonly string[] = [],
): Promise<Child> {
  const child = spawn(process.execPath, [...nodeFlags, "--import", "tsx", inRepository(file)], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        printed += text.toString();
        const url = /ready at (\S+)/.exec(printed)?.[1];
        if (url !== undefined) resolve(url);
      });
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}:\n${printed}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  };
  return { url: await ready, pid: child.pid!, stop };
}
