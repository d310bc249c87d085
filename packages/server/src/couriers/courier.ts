import { randomUUID } from "node:crypto";
import type { ServerFrame } from "@partner-telephony/api";
import { NotCarried, type PackageAnswer, type PackageRequest } from "@partner-telephony/salesforce-voice";

export type RequestFrame = Extract<ServerFrame, { type: "courier.request" }>;

interface UnderWay {
  readonly answered: (answer: PackageAnswer) => void;
  readonly lost: (reason: unknown) => void;
}

/** An agent's page that carries requests to the package's Apex. It is believed only for what it was asked and for as long as somebody waits. */
export class Courier {
  /** Its agent may not report, or its line to Apex is broken: the others are asked first until it has done one. */
  faulty = false;
  readonly #say: (frame: RequestFrame) => void;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(say: (frame: RequestFrame) => void) {
    this.#say = say;
  }

  get load(): number {
    return this.#underWay.size;
  }

  /** Rejects with `NotCarried`, or with the signal's reason. What comes back later counts for nothing. */
  async carry(request: PackageRequest, signal: AbortSignal): Promise<PackageAnswer> {
    signal.throwIfAborted();
    const requestId = randomUUID();
    try {
      return await new Promise<PackageAnswer>((answered, lost) => {
        this.#underWay.set(requestId, { answered, lost });
        signal.addEventListener("abort", () => lost(signal.reason), { once: true });
        this.#say({ type: "courier.request", requestId, ...request });
      });
    } finally {
      this.#underWay.delete(requestId);
    }
  }

  /** False: nobody waits for it (any more). */
  answer(requestId: string, answer: PackageAnswer): boolean {
    const asked = this.#underWay.get(requestId);
    if (asked === undefined) return false;
    // Apex says 403 for one thing only: this agent has no permission to report.
    this.faulty = answer.status === 403;
    asked.answered(answer);
    return true;
  }

  /** False: nobody waits for it (any more). */
  fail(requestId: string, code: string): boolean {
    const asked = this.#underWay.get(requestId);
    if (asked === undefined) return false;
    this.faulty = true;
    asked.lost(new NotCarried(code, true));
    return true;
  }

  /** The page has gone: whether Apex has done what it was asked is not known. */
  lose(): void {
    for (const { lost } of this.#underWay.values()) lost(new NotCarried("courier.gone", true));
  }
}
