import type { Dependencies } from "../engine/dependencies.ts";
import { backOff, type Lane } from "../outbox/lane.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { TelephonyUnavailable, type TelephonySystem } from "../telephony/telephony-system.ts";
import { fetchRecording, IncompleteRecording } from "./fetch-recording.ts";
import { claimRecordings, nextRecordingDue, type ClaimedRecording } from "./sql/claim-recordings.ts";
import { giveUpRecording, markRecordingStored, postponeRecording } from "./sql/settle-recording.ts";

/** Files are large and nobody waits for them at the phone: few at once. */
const IN_FLIGHT = 4;

/** Fetches what the telephony system has offered, each until it is stored whole or has failed for too long. */
export function createRecordingLane(deps: Dependencies, telephony: TelephonySystem): Lane {
  const { database, bounds, now, log } = deps;
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();

  const attempt = async (claimed: ClaimedRecording): Promise<void> => {
    const { tenant, callId } = claimed;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(bounds.recordingAttemptMs)]);
    try {
      await fetchRecording(database, telephony, claimed, signal);
      await markRecordingStored(database, tenant, callId);
      log("info", "recording.stored", { callId, bytes: claimed.bytes });
    } catch (error) {
      await failed(deps, claimed, codeOf(error, signal));
    }
  };

  return {
    async round(wake) {
      const free = IN_FLIGHT - inFlight.size;
      // The next one that ends wakes us.
      if (free === 0) return null;
      const claimed = await claimRecordings(database, now(), now() + bounds.recordingAttemptMs + 1_000, free);
      for (const one of claimed) {
        const work: Promise<void> = attempt(one)
          // The store itself failed: the claim runs out and the recording is taken again.
          .catch((error: unknown) => log("error", "recording.not-settled", { reason: (error as Error).message }))
          .finally(() => {
            inFlight.delete(work);
            wake();
          });
        inFlight.add(work);
      }
      return nextRecordingDue(database);
    },
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
    },
  };
}

function codeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "telephony.timeout";
  return error instanceof TelephonyUnavailable || error instanceof IncompleteRecording
    ? error.code
    : "recording.unexpected";
}

async function failed(deps: Dependencies, claimed: ClaimedRecording, code: string): Promise<void> {
  const { database, bounds, now, log } = deps;
  const { tenant, callId, recordingId, attempt, createdAt } = claimed;
  log("warn", code, { callId, attempt });
  if (now() - createdAt < bounds.parkAfterMs) {
    return postponeRecording(database, tenant, callId, now() + backOff(bounds.backOffMs, attempt), code);
  }
  log("error", "recording.not-fetched", { callId, code });
  await database.transaction(async (tx) => {
    await giveUpRecording(tx, tenant, callId, code);
    const entry = { callId, agentId: null, code: "recording.not-fetched", detail: { recordingId, code }, at: now() };
    await insertReconcileEntries(tx, tenant, [entry]);
  });
}
