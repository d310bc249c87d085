import type { BulkTranscriptMessage, TranscriptOutcome, TranscriptResult, TranscriptsAnswer } from "./bodies.ts";
import { detailOf, error } from "./classify.ts";
import { isVoiceApiError, type VoiceApiError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { isObject } from "./fields.ts";
import { transcriptFaults } from "./outgoing.ts";
import { grouped, splitTranscripts } from "./split-transcripts.ts";

interface Verdict {
  readonly outcome: TranscriptOutcome;
  readonly detail: string | null;
}

/** Sends one request of at most 5 × 5 messages and gives a verdict by vendorCallKey; a call not named has none. */
export type SendBulk = (
  messages: readonly BulkTranscriptMessage[],
) => Promise<ReadonlyMap<string, Verdict> | "accepted">;

const repeatable: ReadonlySet<TranscriptOutcome> = new Set(["rate-limited", "unknown", "not-sent"]);
const notSent: Verdict = { outcome: "not-sent", detail: null };

/**
 * Sends messages request by request and accounts for every one of them. A failure that is not about the messages (limit,
 * outage, token, abort) ends the batch; a refusal is narrowed down until only the refused messages are left out.
 */
export async function sendTranscripts(
  messages: readonly BulkTranscriptMessage[],
  send: SendBulk,
): Promise<TranscriptsAnswer> {
  const verdicts = new Map<BulkTranscriptMessage, Verdict>();
  for (const message of messages) {
    const [fault] = bulkFaults(message);
    if (fault !== undefined) verdicts.set(message, { outcome: "refused", detail: fault });
  }
  const waiting = splitTranscripts(messages.filter((message) => !verdicts.has(message)));
  let requests = 0;
  let stoppedBy: VoiceApiError | null = null;
  for (let next = waiting.shift(); next !== undefined && stoppedBy === null; next = waiting.shift()) {
    requests += 1;
    try {
      const answer = await send(next);
      for (const message of next) verdicts.set(message, verdictFor(message, answer));
    } catch (failure) {
      if (!isVoiceApiError(failure)) throw failure;
      if (!isRefusal(failure)) stoppedBy = failure;
      const parts = isRefusal(failure) ? narrowed(next) : [];
      waiting.unshift(...parts);
      if (parts.length === 0) for (const message of next) verdicts.set(message, verdictOf(failure));
    }
  }
  const results = messages.map((message) => resultOf(message, verdicts.get(message) ?? notSent));
  return { results, requests, stoppedBy };
}

function resultOf(message: BulkTranscriptMessage, { outcome, detail }: Verdict): TranscriptResult {
  const { vendorCallKey, messageId } = message;
  return { vendorCallKey, messageId, outcome, detail, retryable: repeatable.has(outcome) };
}

function bulkFaults(message: BulkTranscriptMessage): string[] {
  const { vendorCallKey, ...rest } = message;
  const keyFault = typeof vendorCallKey === "string" && vendorCallKey !== "" ? [] : ["vendorCallKey is missing"];
  return [...keyFault, ...transcriptFaults(rest).map(({ field, reason }) => `${field} ${reason}`)];
}

function verdictFor(message: BulkTranscriptMessage, answer: Awaited<ReturnType<SendBulk>>): Verdict {
  if (answer === "accepted") return { outcome: "accepted", detail: null };
  // A call that a mixed answer leaves out may or may not have been taken: the same messageId is sent again.
  return answer.get(message.vendorCallKey) ?? { outcome: "unknown", detail: null };
}

/** A refusal is about what was sent: one bad call must not take the others with it. */
function isRefusal(failure: VoiceApiError): boolean {
  return failure.code === "salesforce.refused" || failure.code === "salesforce.not-found";
}

/** Call by call, then half by half; nothing when a single message is left. */
function narrowed(messages: readonly BulkTranscriptMessage[]): BulkTranscriptMessage[][] {
  if (messages.length < 2) return [];
  const calls = grouped(messages, (message) => message.vendorCallKey);
  if (calls.length > 1) return calls;
  const middle = Math.ceil(messages.length / 2);
  return [messages.slice(0, middle), messages.slice(middle)];
}

function verdictOf(failure: VoiceApiError): Verdict {
  const { detail } = failure;
  if (failure.code === "salesforce.rate-limited") return { outcome: "rate-limited", detail };
  if (isRefusal(failure)) return { outcome: failure.status === 409 ? "paused" : "refused", detail };
  return { outcome: failure.mayHaveHappened ? "unknown" : "not-sent", detail };
}

/**
 * A 2xx answer: all accepted, or (207) a status for each call. Limited entries come as 400 with RESOURCE_EXHAUSTED in their
 * message. Source: ServiceCloudVoiceLambdas, release CC21, contactLensProcessor.
 */
export function readBulkAnswer(answer: Answer): ReadonlyMap<string, Verdict> | "accepted" {
  if (answer.status !== 207) return "accepted";
  const wrapper = isObject(answer.body) ? answer.body.errorResponse : undefined;
  const entries = isObject(wrapper) ? wrapper.errorResponseEntries : undefined;
  if (!Array.isArray(entries)) {
    throw error("salesforce.malformed-answer", { endpoint: "createTranscripts", status: 207, mayHaveHappened: true });
  }
  const verdicts = new Map<string, Verdict>();
  for (const entry of entries.filter(isObject)) {
    const key = String(entry.vendorCallKey);
    // Named twice, with and without a fault: the fault counts.
    if (verdicts.get(key)?.outcome === "accepted" || !verdicts.has(key)) verdicts.set(key, entryVerdict(entry));
  }
  return verdicts;
}

function entryVerdict(entry: Record<string, unknown>): Verdict {
  const detail = detailOf(entry.message);
  const status = Number(entry.status);
  if (status >= 200 && status < 300) return { outcome: "accepted", detail: null };
  if (status === 409) return { outcome: "paused", detail };
  const limited = status === 429 || (typeof entry.message === "string" && entry.message.includes("RESOURCE_EXHAUSTED"));
  if (limited) return { outcome: "rate-limited", detail };
  return { outcome: status >= 400 && status < 500 ? "refused" : "unknown", detail };
}
