import type { RecordingBody } from "@partner-telephony/api";
import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export interface NewRecording {
  readonly callId: string;
  readonly offer: RecordingBody;
  /** Why an offered recording counts as none; null: nothing is wrong with it. */
  readonly refused: string | null;
  readonly traceparent: string | null;
  readonly now: number;
}

/** The id of the call's recording: the given one, or the one that it had already. A call has one recording. */
export async function insertRecording(
  tx: Queryable,
  tenant: string,
  { callId, offer, refused, traceparent, now }: NewRecording,
): Promise<{ readonly recordingId: string; readonly inserted: boolean }> {
  const file = offer.state === "ready" ? offer : null;
  const inserted = await tx.query(
    `insert into recordings (tenant_id, call_id, recording_id, state, media_type, bytes, started_at, duration_ms,
       traceparent, created_at, due_at, last_code)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)
     on conflict do nothing returning call_id`,
    [
      tenant,
      callId,
      offer.recordingId,
      file !== null && refused === null ? "offered" : "none",
      file?.mediaType ?? null,
      file?.bytes ?? null,
      file === null ? null : sqlInstant(file.startedAt),
      file?.durationMs ?? null,
      traceparent,
      sqlInstant(now),
      refused,
    ],
  );
  if (inserted.length > 0) return { recordingId: offer.recordingId, inserted: true };
  const [known] = await tx.query<{ recording_id: string }>(
    "select recording_id from recordings where tenant_id = $1 and call_id = $2",
    [tenant, callId],
  );
  if (known === undefined) throw new Error(`The recording of call ${callId} was taken and is not there.`);
  return { recordingId: known.recording_id, inserted: false };
}
