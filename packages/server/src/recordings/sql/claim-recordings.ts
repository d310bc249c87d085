import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export interface ClaimedRecording {
  readonly tenant: string;
  readonly callId: string;
  readonly recordingId: string;
  readonly bytes: number;
  readonly traceparent: string | null;
  /** This one included. */
  readonly attempt: number;
  readonly createdAt: number;
}

interface Row {
  readonly tenant_id: string;
  readonly call_id: string;
  readonly recording_id: string;
  readonly bytes: number;
  readonly traceparent: string | null;
  readonly attempts: number;
  readonly created_at: Date;
}

/** Recordings to be fetched now, none that another process has taken. The claim ends by itself at `claimUntil`. */
export async function claimRecordings(
  db: Queryable,
  now: number,
  claimUntil: number,
  limit: number,
): Promise<ClaimedRecording[]> {
  const rows = await db.query<Row>(
    `update recordings set claimed_until = $2, attempts = attempts + 1
     where (tenant_id, call_id) in (
       select tenant_id, call_id from recordings
       where state = 'offered' and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by due_at limit $3
       for update skip locked
     )
     returning tenant_id, call_id, recording_id, bytes, traceparent, attempts, created_at`,
    [sqlInstant(now), sqlInstant(claimUntil), limit],
  );
  return rows.map((row) => ({
    tenant: row.tenant_id,
    callId: row.call_id,
    recordingId: row.recording_id,
    bytes: row.bytes,
    traceparent: row.traceparent,
    attempt: row.attempts,
    createdAt: row.created_at.getTime(),
  }));
}

/** When the next one can be fetched; null: none waits. */
export async function nextRecordingDue(db: Queryable): Promise<number | null> {
  const rows = await db.query<{ at: Date | null }>(
    "select min(greatest(due_at, coalesce(claimed_until, due_at))) as at from recordings where state = 'offered'",
  );
  return rows[0]?.at?.getTime() ?? null;
}
