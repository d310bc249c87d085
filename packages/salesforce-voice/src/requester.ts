import { backOffMs } from "./back-off.ts";
import { errorFromAnswer, errorFromFailure, error } from "./classify.ts";
import type { VoiceApiError, VoiceApiErrorCode } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { retryRules, type Endpoint } from "./retry-rules.ts";
import type { Send } from "./send.ts";
import { withTimeLimit } from "./time-limit.ts";
import type { AttemptReport, RequestOptions } from "./voice-api.ts";

export interface Surroundings {
  readonly send: Send;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly onAttempt: (attempt: AttemptReport) => void;
}

export interface Asked<T> {
  readonly endpoint: Endpoint;
  /** Ids already encoded. */
  readonly path: string;
  readonly body: string;
  /** Reads a 2xx answer; throws a VoiceApiError when it is not the documented one. */
  readonly read: (answer: Answer) => T;
  /** For an endpoint whose refusals carry a meaning of their own; null leaves it to the status. */
  readonly readRefusal?: (answer: Answer) => VoiceApiError | null;
}

export type Requester = <T>(
  asked: Asked<T>,
  options?: RequestOptions,
) => Promise<{ readonly value: T; readonly attempts: number }>;

/** Failures that another attempt may mend. The rest is the caller's, the admin's or the key store's to mend. */
const transient: ReadonlySet<VoiceApiErrorCode> = new Set([
  "salesforce.unreachable",
  "salesforce.timeout",
  "salesforce.rate-limited",
  "salesforce.failed",
]);

/** Sends a request as its retry rule allows: within its deadline, repeated only where a double does no harm. */
export function requester(around: Surroundings): Requester {
  return async (asked, options = {}) => {
    const rule = retryRules[asked.endpoint];
    const deadlineAt = around.now() + (options.deadlineMs ?? rule.deadlineMs);
    const attemptTimeoutMs = options.attemptTimeoutMs ?? rule.attemptTimeoutMs;
    let mayHaveHappened = false;
    for (let attempt = 1; ; attempt += 1) {
      const limitMs = Math.min(attemptTimeoutMs, deadlineAt - around.now());
      if (limitMs <= 0)
        throw error("salesforce.timeout", { endpoint: asked.endpoint, attempts: attempt - 1, mayHaveHappened });
      const outcome = await oneAttempt(around, asked, options, attempt, limitMs);
      if (!("failure" in outcome)) return { value: outcome.value, attempts: attempt };
      const { failure } = outcome;
      // An earlier attempt may have had its effect although this one certainly had none.
      mayHaveHappened ||= failure.mayHaveHappened;
      const wait = Math.max(backOffMs(attempt, around.random), failure.retryAfterMs ?? 0);
      const again =
        transient.has(failure.code) &&
        attempt <= rule.retries &&
        (rule.repeatIsSafe || !mayHaveHappened) &&
        around.now() + wait < deadlineAt;
      if (!again) throw error(failure.code, { ...failure, attempts: attempt, mayHaveHappened });
      await waitBeforeRetry(around, options.signal, wait, () =>
        error("salesforce.aborted", { endpoint: asked.endpoint, attempts: attempt, mayHaveHappened }),
      );
    }
  };
}

type Outcome<T> = { readonly value: T } | { readonly failure: VoiceApiError };

async function oneAttempt<T>(
  around: Surroundings,
  asked: Asked<T>,
  options: RequestOptions,
  attempt: number,
  limitMs: number,
): Promise<Outcome<T>> {
  const startedAt = around.now();
  let onWire = false;
  let status: number | null = null;
  let outcome: Outcome<T>;
  try {
    const { endpoint, path, body } = asked;
    const { method } = retryRules[endpoint];
    const outgoing = { endpoint, method, path, body, traceparent: options.traceparent ?? null };
    const handedOver = (): void => void (onWire = true);
    const answer = await withTimeLimit(limitMs, around.sleep, options.signal, (signal) =>
      around.send(outgoing, signal, handedOver),
    );
    status = answer.status;
    outcome = { value: valueOf(around, asked, answer) };
  } catch (caught) {
    outcome = { failure: errorFromFailure(asked.endpoint, caught, onWire) };
  }
  const code = "failure" in outcome ? outcome.failure.code : null;
  around.onAttempt({ endpoint: asked.endpoint, attempt, status, code, durationMs: around.now() - startedAt });
  return outcome;
}

function valueOf<T>(around: Surroundings, asked: Asked<T>, answer: Answer): T {
  if (answer.status >= 200 && answer.status < 300) return asked.read(answer);
  throw asked.readRefusal?.(answer) ?? errorFromAnswer(asked.endpoint, answer, around.now());
}

async function waitBeforeRetry(
  around: Surroundings,
  signal: AbortSignal | undefined,
  ms: number,
  aborted: () => VoiceApiError,
): Promise<void> {
  try {
    await around.sleep(ms, signal ?? new AbortController().signal);
  } catch (failure) {
    if (signal?.aborted === true) throw aborted();
    throw failure;
  }
}
