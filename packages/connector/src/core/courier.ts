import type { ClientFrame, ServerFrame } from "@partner-telephony/api";
import { codeOf } from "./connector-error.ts";
import type { Log } from "./log.ts";

type RequestFrame = Extract<ServerFrame, { type: "courier.request" }>;
type AnswerFrame = Extract<ClientFrame, { type: "courier.answer" | "courier.failed" }>;
export type PackageRequest = Pick<RequestFrame, "method" | "path" | "body" | "traceparent">;

/** The package's Apex voice API, for a page that the org hosts (src/visualforce/remoting.ts). */
export interface PackageApex {
  /** @throws ConnectorError when there is no answer of Apex */
  carry(request: PackageRequest): Promise<{ readonly status: number; readonly body: string | null }>;
}

/** The server closes a line over which a larger frame comes (docs/errors.md). */
const LONGEST_FRAME_BYTES = 16_000;

/**
 * Where the org signs, this page carries the server's requests to Apex, each once: what to repeat is the server's to judge. They
 * hold callers' numbers and are forgotten with their answer.
 */
export class Courier {
  readonly #apex: PackageApex;
  readonly #log: Log;

  constructor(apex: PackageApex, log: Log) {
    this.#apex = apex;
    this.#log = log;
  }

  async carry({ requestId, method, path, body, traceparent }: RequestFrame): Promise<AnswerFrame> {
    try {
      const answer = await this.#apex.carry({ method, path, body, traceparent });
      const frame: AnswerFrame = { type: "courier.answer", requestId, ...answer };
      this.#log.info("courier.answer", { requestId, status: answer.status });
      return bytesOf(frame) > LONGEST_FRAME_BYTES ? this.#failed(requestId, "courier.answer-too-long") : frame;
    } catch (error) {
      return this.#failed(requestId, codeOf(error));
    }
  }

  #failed(requestId: string, code: string): AnswerFrame {
    this.#log.error("courier.failed", { requestId, reason: code });
    return { type: "courier.failed", requestId, code };
  }
}

const bytesOf = (frame: AnswerFrame): number => new TextEncoder().encode(JSON.stringify(frame)).length;
