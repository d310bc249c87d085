import { Worker } from "node:worker_threads";
import { ApexFailure } from "./host.ts";
import type { HostOptions } from "./host.ts";
import type { RestAnswer, RestCall } from "./rest.ts";
import type { Plain } from "./values.ts";

export interface HostStart {
  /** source folders */
  roots: string[];
  namespace?: string | null;
  cache?: string | null;
  /** everything that can be sent to another thread: no functions */
  options?: Omit<HostOptions, "clock" | "send" | "log" | "random" | "parseQuery">;
}

export type HostRequest =
  | { id: number; k: "call"; className: string; method: string; args: Plain[] }
  | { id: number; k: "implements"; className: string; interfaceName: string }
  | { id: number; k: "rest"; call: RestCall };

/** What the thread answers, by kind of request. */
export interface HostResults {
  call: Plain;
  implements: boolean;
  rest: RestAnswer;
}

type Message =
  | { ready: true }
  | { compileErrors: string[] }
  | { id: number; result: unknown }
  | { id: number; failure: string; trace: string | null };

type Asked<K extends keyof HostResults> = Omit<Extract<HostRequest, { k: K }>, "id">;

/** Node 20 reads no TypeScript, and a thread does not inherit the loader of its parent. */
const LOADER = `
const { workerData } = require("node:worker_threads");
import("tsx/esm/api").then(({ tsImport }) => tsImport(workerData.module, workerData.module));
`;

/** A host on a thread of its own. Calls are answered one after the other. */
export class RunningHost {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: Error) => void }>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (m: Message) => this.#take(m));
    worker.on("error", (e) => this.#failAll(e));
    worker.on("exit", (code) => this.#failAll(new Error(`the Apex thread ended with code ${code}`)));
  }

  call(className: string, method: string, args: Plain[]): Promise<Plain> {
    return this.#ask<"call">({ k: "call", className, method, args });
  }

  implements(className: string, interfaceName: string): Promise<boolean> {
    return this.#ask<"implements">({ k: "implements", className, interfaceName });
  }

  async rest(call: RestCall): Promise<RestAnswer> {
    const answer = await this.#ask<"rest">({ k: "rest", call });
    return { ...answer, body: Buffer.from(answer.body) };
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    await this.#worker.terminate();
    this.#failAll(new Error("the Apex host was closed"));
  }

  #ask<K extends keyof HostResults>(request: Asked<K>): Promise<HostResults[K]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      // The thread answers an id with the result of its request; `worker.ts` is held to the same table.
      this.#waiting.set(id, { resolve: (v) => resolve(v as HostResults[K]), reject });
      this.#worker.postMessage({ ...request, id });
    });
  }

  #take(m: Message): void {
    if (!("id" in m)) return;
    const waiting = this.#waiting.get(m.id);
    this.#waiting.delete(m.id);
    if ("failure" in m) waiting?.reject(m.trace === null ? new Error(m.failure) : new ApexFailure(m.failure, m.trace));
    else waiting?.resolve(m.result);
  }

  #failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** Compiles a source tree on a new thread and waits until it can be called. @throws Error with every compile error */
export async function startHost(start: HostStart): Promise<RunningHost> {
  const worker = new Worker(LOADER, {
    eval: true,
    execArgv: [],
    workerData: { ...start, module: new URL("./worker.ts", import.meta.url).href },
  });
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (m: Message) => {
      if ("compileErrors" in m) {
        void worker.terminate();
        reject(new Error(`Apex does not compile:\n${m.compileErrors.join("\n")}`));
      } else resolve();
    });
  });
  return new RunningHost(worker);
}
