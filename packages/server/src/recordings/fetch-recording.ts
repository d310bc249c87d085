import type { Queryable } from "../store/database.ts";
import { TelephonyUnavailable, type TelephonySystem } from "../telephony/telephony-system.ts";
import type { ClaimedRecording } from "./sql/claim-recordings.ts";
import { PART_BYTES, putPart } from "./sql/recording-parts.ts";

/** Fewer or more bytes than were offered: the file is not what was promised. */
export class IncompleteRecording extends Error {
  override readonly name = "IncompleteRecording";
  readonly code = "recording.incomplete";
}

/**
 * The whole file, part by part and never in memory at once. Not one transaction: it would hold the embedded database for as long
 * as the download takes. Parts are seen by nobody before the recording is marked as stored.
 * @throws {TelephonyUnavailable} {IncompleteRecording}
 */
export async function fetchRecording(
  db: Queryable,
  telephony: TelephonySystem,
  { tenant, callId, recordingId, bytes, traceparent }: ClaimedRecording,
  signal: AbortSignal,
): Promise<void> {
  if (telephony.recording === undefined) {
    throw new TelephonyUnavailable("telephony.no-recordings", "The telephony system's adapter fetches no recordings.");
  }
  let waiting: Buffer = Buffer.alloc(0);
  let [part, total] = [0, 0];
  for await (const chunk of await telephony.recording(recordingId, { traceparent, signal })) {
    total += chunk.length;
    if (total > bytes) throw new IncompleteRecording();
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= PART_BYTES) {
      await putPart(db, tenant, callId, part++, waiting.subarray(0, PART_BYTES));
      waiting = waiting.subarray(PART_BYTES);
    }
  }
  if (total !== bytes) throw new IncompleteRecording();
  if (waiting.length > 0) await putPart(db, tenant, callId, part, waiting);
}
