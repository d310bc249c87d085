import type { Told } from "../calls/told.ts";
import { backOffMs } from "./back-off.ts";
import type { Attempt, PostFact } from "./post-fact.ts";

export interface Parked {
  readonly factId: string;
  readonly callId: string;
  readonly type: Told["type"];
  readonly status: number;
  readonly code: string | null;
}

export interface DeliveryPorts {
  readonly post: PostFact;
  /** Resolves after so many milliseconds, or at once when stopped. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly onDelivered: (factId: string) => Promise<void>;
  readonly onParked: (parked: Parked) => Promise<void>;
  /** The ending of a fact could not be kept: the fact is sent again after a restart. */
  readonly onFailure: (error: unknown) => void;
  /** A try that failed and will be repeated. */
  readonly onRetry: (fact: Told, attempt: Attempt, tries: number) => void;
}

/** Sends facts: per call one at a time and in order, calls beside each other, each until the server has it. */
export interface Delivery {
  readonly send: (facts: readonly Told[], traceparent: string) => void;
  /** Number of facts that the server does not have yet. */
  readonly waiting: () => number;
  readonly stop: () => Promise<void>;
}

interface Queued {
  readonly fact: Told;
  readonly traceparent: string;
}

export function startDelivery(ports: DeliveryPorts): Delivery {
  const queues = new Map<string, Queued[]>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function runCall(callId: string, queue: Queued[]): Promise<void> {
    while (queue.length > 0 && !stopping.signal.aborted) {
      if (await deliver(queue[0]!, ports, stopping.signal)) queue.shift();
    }
    if (queue.length === 0) queues.delete(callId);
  }

  function start(callId: string, queue: Queued[]): void {
    const run = runCall(callId, queue)
      .catch(ports.onFailure)
      .finally(() => running.delete(run));
    running.add(run);
  }

  return {
    send(facts, traceparent) {
      for (const fact of facts) {
        const queue = queues.get(fact.callId);
        if (queue) queue.push({ fact, traceparent });
        else {
          const fresh = [{ fact, traceparent }];
          queues.set(fact.callId, fresh);
          start(fact.callId, fresh);
        }
      }
    },
    waiting: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/**
 * A server that is gone has nothing to protect and a caller hears it ring: it is tried each second. One that answers
 * unwell is given time. What a person has to mend takes longer, and nobody is asked ten times a minute meanwhile.
 */
const LONGEST_MS = { gone: 1_000, unwell: 10_000, repairable: 60_000 };

/** True once the fact is settled: stored by the server, or parked. False only when stopped. */
async function deliver({ fact, traceparent }: Queued, ports: DeliveryPorts, signal: AbortSignal): Promise<boolean> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    const attempt = await ports.post(fact, traceparent, signal).catch((): Attempt => ({ status: null, code: null }));
    if (attempt.status === 200) {
      await ports.onDelivered(fact.factId);
      return true;
    }
    if (isHopeless(attempt)) {
      const { factId, callId, type } = fact;
      await ports.onParked({ factId, callId, type, status: attempt.status, code: attempt.code });
      return true;
    }
    if (signal.aborted) return false;
    ports.onRetry(fact, attempt, tries);
    await ports.wait(backOffMs(tries, LONGEST_MS[troubleOf(attempt)], ports.random), signal);
  }
  return false;
}

/** A wrong secret or clock, a wrong address, a contact center not set up yet: nothing is wrong with the fact, and a person mends it. */
const REPAIRABLE: readonly (number | null)[] = [401, 403, 404, 409];
/** The server looked for what the fact is about, and it is not there. */
const UNKNOWN = /^(call|leg)\.unknown$/;

export const isRepairable = ({ status, code }: Attempt): boolean =>
  REPAIRABLE.includes(status) && !UNKNOWN.test(code ?? "");

const troubleOf = (attempt: Attempt): keyof typeof LONGEST_MS =>
  attempt.status === null ? "gone" : isRepairable(attempt) ? "repairable" : "unwell";

/** The server has understood it and does not want it: sending the same again cannot help. */
function isHopeless(attempt: Attempt): attempt is Attempt & { readonly status: number } {
  const { status } = attempt;
  return status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429 && !isRepairable(attempt);
}
