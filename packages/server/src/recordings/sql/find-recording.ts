import type { Queryable } from "../../store/database.ts";

export interface StoredRecording {
  readonly state: "offered" | "stored" | "none";
  readonly mediaType: string;
  readonly bytes: number;
  readonly durationMs: number;
}

interface Row {
  readonly state: StoredRecording["state"];
  readonly media_type: string | null;
  readonly bytes: number | null;
  readonly duration_ms: number | null;
}

/** What the telephony system has offered of this call; null: nothing so far. */
export async function findRecording(db: Queryable, tenant: string, callId: string): Promise<StoredRecording | null> {
  const [row] = await db.query<Row>(
    "select state, media_type, bytes, duration_ms from recordings where tenant_id = $1 and call_id = $2",
    [tenant, callId],
  );
  if (row === undefined) return null;
  const { state, media_type: mediaType, bytes, duration_ms: durationMs } = row;
  return { state, mediaType: mediaType ?? "", bytes: bytes ?? 0, durationMs: durationMs ?? 0 };
}

/** The call that a VoiceCall of this key belongs to. */
export async function findCallOfKey(db: Queryable, tenant: string, vendorCallKey: string): Promise<string | null> {
  const [row] = await db.query<{ call_id: string }>(
    `select call_id from call_events
     where tenant_id = $1 and type = 'legAdded' and event ->> 'vendorCallKey' = $2 limit 1`,
    [tenant, vendorCallKey],
  );
  return row?.call_id ?? null;
}

/** What is told of a call before its recording is offered; null: there is no such call. */
export async function readRecordedCall(
  db: Queryable,
  tenant: string,
  callId: string,
): Promise<{ readonly endedAt: number | null; readonly wasRecorded: boolean } | null> {
  const [row] = await db.query<{ ended_at: number | null; was_recorded: boolean }>(
    `select (snapshot ->> 'endedAt')::bigint as ended_at, exists (
       select from call_events e
       where e.tenant_id = c.tenant_id and e.call_id = c.call_id and e.type = 'recordingStarted') as was_recorded
     from calls c where c.tenant_id = $1 and c.call_id = $2`,
    [tenant, callId],
  );
  return row === undefined ? null : { endedAt: row.ended_at, wasRecorded: row.was_recorded };
}
