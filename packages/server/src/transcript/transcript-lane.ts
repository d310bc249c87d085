import type { VoiceApis } from "../salesforce/voice-apis.ts";
import type { Dependencies } from "../engine/dependencies.ts";
import { backOff, type Lane } from "../outbox/lane.ts";
import { deliverTranscripts } from "./deliver.ts";
import { claimTranscripts } from "./sql/claim-transcripts.ts";
import type { ClaimedTranscript } from "./sql/claim-transcripts.ts";
import { nextTranscriptDue } from "./sql/next-transcript-due.ts";
import { settleTranscript } from "./sql/settle-transcript.ts";

/** Requests under way at once, and calls that one of them takes (docs/facts, Create Transcripts in Bulk). */
const IN_FLIGHT = 8;
const CALLS_PER_REQUEST = 5;

/** What was said goes to Salesforce: per call in order, each at least once with its own id, until Salesforce has it. */
export function createTranscriptLane(deps: Dependencies, voiceApis: VoiceApis): Lane {
  const { database, bounds, now, log } = deps;
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();

  const attempt = async (batch: readonly ClaimedTranscript[]): Promise<void> => {
    try {
      await deliverTranscripts(deps, voiceApis, batch, stopping.signal);
    } catch (error) {
      log("error", "transcript.unexpected", { reason: (error as Error).message });
      for (const { tenant, callId, attempt: tries } of batch) {
        const dueAt = now() + backOff(bounds.backOffMs, tries);
        const nothing = { sent: 0, leftOut: 0, refused: 0, dueAt, code: "transcript.unexpected" };
        await settleTranscript(database, tenant, callId, nothing);
      }
    }
  };

  return {
    async round(wake) {
      const free = IN_FLIGHT - inFlight.size;
      // The next request that ends wakes us.
      if (free === 0) return null;
      const claimUntil = now() + bounds.transcriptAttemptMs + 1_000;
      const claimed = await claimTranscripts(database, now(), claimUntil, free * CALLS_PER_REQUEST, deps.reach());
      for (const batch of batches(claimed)) {
        const work: Promise<void> = attempt(batch)
          // The store itself failed: the claims run out and the calls are taken again.
          .catch((error: unknown) => log("error", "transcript.not-settled", { reason: (error as Error).message }))
          .finally(() => {
            inFlight.delete(work);
            wake();
          });
        inFlight.add(work);
      }
      return nextTranscriptDue(database, deps.reach());
    },
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
    },
  };
}

/** Calls of one contact center, as many as one request takes. */
function batches(claimed: readonly ClaimedTranscript[]): ClaimedTranscript[][] {
  const made: ClaimedTranscript[][] = [];
  for (const one of claimed) {
    const open = made.find((batch) => batch[0]?.tenant === one.tenant && batch.length < CALLS_PER_REQUEST);
    if (open === undefined) made.push([one]);
    else open.push(one);
  }
  return made;
}
