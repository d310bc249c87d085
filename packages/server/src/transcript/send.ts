import { isVoiceApiError } from "@partner-telephony/salesforce-voice";
import type {
  BulkTranscriptMessage,
  RequestOptions,
  TranscriptOutcome,
  VoiceApi,
} from "@partner-telephony/salesforce-voice";

export interface Sent {
  readonly outcomes: ReadonlyMap<string, TranscriptOutcome>;
  /** Why not all went; null: no limit and no outage. */
  readonly code: string | null;
  readonly retryAfterMs: number;
}

/** One message by the simple request, a backlog by the one that takes five of each of five calls. By messageId. */
export async function sendMessages(
  api: VoiceApi,
  messages: readonly BulkTranscriptMessage[],
  options: RequestOptions,
): Promise<Sent> {
  const [only] = messages;
  if (messages.length === 1 && only !== undefined) return sendOne(api, only, options);
  const { results, stoppedBy } = await api.createTranscripts(messages, options);
  return {
    outcomes: new Map(results.map(({ messageId, outcome }) => [messageId, outcome])),
    code: stoppedBy?.code ?? null,
    retryAfterMs: stoppedBy?.retryAfterMs ?? 0,
  };
}

async function sendOne(
  api: VoiceApi,
  { vendorCallKey, ...message }: BulkTranscriptMessage,
  options: RequestOptions,
): Promise<Sent> {
  const having = (outcome: TranscriptOutcome) => new Map([[message.messageId, outcome]]);
  try {
    await api.createTranscript(vendorCallKey, message, options);
    return { outcomes: having("accepted"), code: null, retryAfterMs: 0 };
  } catch (error) {
    if (!isVoiceApiError(error)) throw error;
    return { outcomes: having(outcomeOf(error)), code: error.code, retryAfterMs: error.retryAfterMs ?? 0 };
  }
}

const refusals: ReadonlySet<string> = new Set([
  "salesforce.refused",
  "salesforce.not-found",
  "salesforce.invalid-body",
]);

function outcomeOf({ code, status }: { readonly code: string; readonly status: number | null }): TranscriptOutcome {
  if (refusals.has(code)) return status === 409 ? "paused" : "refused";
  return code === "salesforce.rate-limited" ? "rate-limited" : "unknown";
}
