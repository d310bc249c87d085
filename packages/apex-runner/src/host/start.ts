import { Worker } from "node:worker_threads";
import type { Caller } from "./caller.ts";
import { ApexFailure, NotCallable, NotCompiled, type ErrorBody } from "./failure.ts";
import type { Changes, HostOptions, PageAnswer } from "./host.ts";
import type { PageCall } from "./page-methods.ts";
import type { KeptRecord, NewRecord } from "./records.ts";
import type { RestAnswer, RestCall } from "./rest.ts";
import type { Plain } from "./values.ts";

export interface HostStart {
  /** source folders */
  roots: string[];
  namespace?: string | null;
  cache?: string | null;
  /** `counters` of the last `Changes` of an earlier host on the same records */
  counters?: Changes["counters"];
  /** everything that can be sent to another thread: no functions */
  options?: Omit<HostOptions, "clock" | "send" | "log" | "random" | "parseQuery">;
  /** address of `worker.ts` in built form; null or absent: from source, through a loader */
  worker?: string | null;
}

export type HostRequest =
  | { id: number; k: "call"; className: string; method: string; args: Plain[] }
  | { id: number; k: "page"; call: PageCall; caller: Caller | null; load: readonly KeptRecord[] }
  | { id: number; k: "insert"; records: readonly NewRecord[]; caller: Caller | null; load: readonly KeptRecord[] }
  | { id: number; k: "implements"; className: string; interfaceName: string }
  | { id: number; k: "rest"; call: RestCall };

/** What the thread answers, by kind of request. */
export interface HostResults {
  call: Plain;
  page: PageAnswer;
  insert: Changes;
  implements: boolean;
  rest: RestAnswer;
}

export type Failed =
  | { kind: "apex"; message: string; stackTrace: string; body: ErrorBody }
  | { kind: "not-callable" | "host"; message: string };

type Message =
  { ready: true } | { compileErrors: string[] } | { id: number; result: unknown } | { id: number; failed: Failed };

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
  #isRunning = true;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (m: Message) => this.#take(m));
    worker.on("error", (e) => this.#failAll(e));
    worker.on("exit", (code) => {
      this.#isRunning = false;
      this.#failAll(new Error(`the Apex thread ended with code ${code}`));
    });
  }

  /** False once the thread has died: every call is refused from then on. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  call(className: string, method: string, args: Plain[]): Promise<Plain> {
    return this.#ask<"call">({ k: "call", className, method, args });
  }

  /** Loads records that were changed elsewhere and calls a static method that components or pages may call. */
  page(call: PageCall, caller: Caller | null, load: readonly KeptRecord[] = []): Promise<PageAnswer> {
    return this.#ask<"page">({ k: "page", call, caller, load });
  }

  insert(records: readonly NewRecord[], caller: Caller | null, load: readonly KeptRecord[] = []): Promise<Changes> {
    return this.#ask<"insert">({ k: "insert", records, caller, load });
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
    this.#isRunning = false;
    await this.#worker.terminate();
    this.#failAll(new Error("the Apex host was closed"));
  }

  #ask<K extends keyof HostResults>(request: Asked<K>): Promise<HostResults[K]> {
    if (!this.#isRunning) return Promise.reject(new Error("the Apex thread has ended"));
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
    if ("failed" in m) waiting?.reject(errorOf(m.failed));
    else waiting?.resolve(m.result);
  }

  #failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf(failed: Failed): Error {
  if (failed.kind === "apex") return new ApexFailure(failed.message, failed.stackTrace, failed.body);
  return failed.kind === "not-callable" ? new NotCallable(failed.message) : new Error(failed.message);
}

/** Compiles a source tree on a new thread and waits until it can be called. @throws NotCompiled */
export async function startHost(start: HostStart): Promise<RunningHost> {
  const worker = newWorker(start);
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (m: Message) => {
      if ("compileErrors" in m) {
        void worker.terminate();
        reject(new NotCompiled(m.compileErrors));
      } else resolve();
    });
  });
  return new RunningHost(worker);
}

function newWorker({ worker, ...start }: HostStart): Worker {
  if (worker) return new Worker(new URL(worker), { execArgv: [], workerData: start });
  const workerData = { ...start, module: new URL("./worker.ts", import.meta.url).href };
  return new Worker(LOADER, { eval: true, execArgv: [], workerData });
}
