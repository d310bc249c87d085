import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { IncomingResponse, OutgoingRequest } from "../runtime/organization.ts";
import { raise } from "../runtime/exceptions.ts";

/** Apex waits for an answer on its own thread, so the request is made on another one. Plain JavaScript: it needs no loader. */
const SENDER = `
const { workerData } = require("node:worker_threads");
const { port, signal } = workerData;
port.on("message", async (request) => {
  let answer;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? undefined,
      redirect: "manual",
      signal: AbortSignal.timeout(request.timeout),
    });
    const body = Buffer.from(await response.arrayBuffer());
    answer = { status: response.status, statusText: response.statusText, headers: [...response.headers], body };
  } catch (e) {
    answer = { failure: e.name === "TimeoutError" ? "Read timed out" : String(e.cause?.message ?? e.message) };
  }
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
`;

type Answer = (Omit<IncomingResponse, "body"> & { body: Uint8Array }) | { failure: string };

/** Sends one request after the other and blocks until each is answered. Call `close` to let the process end. */
export class SynchronousHttp {
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #port: MessagePort;
  readonly #worker: Worker;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(SENDER, {
      eval: true,
      execArgv: [],
      workerData: { port: port2, signal: this.#signal },
      transferList: [port2],
    });
    this.#worker.unref();
    this.#port.unref();
  }

  /** @throws System.CalloutException when there is no answer */
  send(request: OutgoingRequest): IncomingResponse {
    Atomics.store(this.#signal, 0, 0);
    this.#port.postMessage(request);
    const outcome = Atomics.wait(this.#signal, 0, 0, request.timeout + 5000);
    if (outcome === "timed-out") raise("System.CalloutException", "Read timed out");
    const answer = receiveMessageOnPort(this.#port)!.message as Answer;
    if ("failure" in answer) raise("System.CalloutException", answer.failure);
    return { ...answer, body: Buffer.from(answer.body) };
  }

  async close(): Promise<void> {
    this.#port.close();
    await this.#worker.terminate();
  }
}
