import { blankPersonalData } from "./blank-personal-data.ts";
import { retryAfterMs } from "./back-off.ts";
import type { Answer } from "./exchange.ts";
import { AnswerTooLong } from "./exchange.ts";
import { SalesforceVoiceError, type VoiceApiError, type VoiceApiErrorCode } from "./errors.ts";
import type { Endpoint } from "./retry-rules.ts";
import { Stopped } from "./time-limit.ts";

/** Raised by whoever signs, so that a key store's failure is not taken for Salesforce's. */
export class SigningFailed extends Error {
  readonly causeCode: string | null;
  constructor(failure: unknown) {
    super("signing failed");
    this.causeCode = codeOf(failure);
  }
}

/** Failures in which nothing can have reached Salesforce: there was no connection yet. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*|ERR_TLS_.*|ERR_SSL_.*)$/;

/** What an answer that is no success means. Bodies and codes of most are not documented, so the status decides. */
export function errorFromAnswer(endpoint: Endpoint, answer: Answer, now: number): VoiceApiError {
  const code = codeForStatus(answer.status);
  return error(code, {
    endpoint,
    status: answer.status,
    // A server that failed may have failed after it did what it was asked.
    mayHaveHappened: code === "salesforce.failed",
    retryAfterMs: retryAfterMs(answer.retryAfter, now),
    detail: detailOf(answer.body),
  });
}

function codeForStatus(status: number): VoiceApiErrorCode {
  if (status >= 500) return "salesforce.failed";
  switch (status) {
    case 401:
      return "salesforce.unauthorized";
    case 403:
      return "salesforce.forbidden";
    case 404:
      return "salesforce.not-found";
    case 429:
      return "salesforce.rate-limited";
    default:
      return "salesforce.refused";
  }
}

/** What a failure below us means. `onWire` tells whether the request had been handed to the network. */
export function errorFromFailure(endpoint: Endpoint, failure: unknown, onWire: boolean): VoiceApiError {
  if (failure instanceof SalesforceVoiceError) return failure as VoiceApiError;
  if (failure instanceof Stopped) {
    const code = failure.by === "caller" ? "salesforce.aborted" : "salesforce.timeout";
    return error(code, { endpoint, mayHaveHappened: onWire });
  }
  if (failure instanceof SigningFailed) {
    return error("salesforce.signing-failed", { endpoint, causeCode: failure.causeCode });
  }
  if (failure instanceof AnswerTooLong)
    return error("salesforce.malformed-answer", { endpoint, mayHaveHappened: true });
  const causeCode = codeOf(failure);
  const mayHaveHappened = causeCode === null || !neverSent.test(causeCode);
  return error("salesforce.unreachable", { endpoint, causeCode, mayHaveHappened });
}

/** The words of an error answer, wherever they are; there is no documented error body. */
export function detailOf(body: unknown): string | null {
  const words = wordsOf(body);
  return words === null || words.trim() === "" ? null : blankPersonalData(words);
}

function wordsOf(body: unknown): string | null {
  if (typeof body === "string") return body;
  if (Array.isArray(body)) {
    const all = body.map(wordsOf).filter((words) => words !== null);
    return all.length === 0 ? null : all.join("; ");
  }
  if (typeof body !== "object" || body === null) return null;
  const { message, errors, errorCode, error: inner } = body as Record<string, unknown>;
  const found = [errorCode, message, inner, errors].map(wordsOf).filter((words) => words !== null && words !== "");
  return found.length === 0 ? null : found.join(": ");
}

/** Only a code, never a message: messages of key stores and sockets may quote what they were given. */
function codeOf(failure: unknown): string | null {
  const code = (failure as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{0,59}$/.test(code) ? code : null;
}

export function error<Code extends VoiceApiErrorCode>(
  code: Code,
  given: ConstructorParameters<typeof SalesforceVoiceError>[1],
): VoiceApiError {
  return new SalesforceVoiceError(code, given) as VoiceApiError;
}
