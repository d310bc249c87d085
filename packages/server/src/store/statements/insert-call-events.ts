import type { CallEvent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface CallEventRow {
  readonly callId: string;
  /** Of the call after this event. */
  readonly version: number;
  readonly event: CallEvent;
  readonly traceparent: string | null;
}

/** A version that exists fails the transaction. */
export async function insertCallEvents(tx: Queryable, tenant: string, events: readonly CallEventRow[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ callId, version, event, traceparent }) => ({
    call_id: callId,
    version,
    at: event.at,
    event,
    traceparent,
  }));
  await tx.query(
    `insert into call_events (tenant_id, call_id, version, at, type, v, event, traceparent)
     select $1, row.call_id, row.version, to_timestamp(row.at / 1000.0), row.event->>'type', (row.event->>'v')::smallint,
       row.event, row.traceparent
     from jsonb_to_recordset($2::jsonb) as row(call_id uuid, version integer, at numeric, event jsonb, traceparent text)`,
    [tenant, JSON.stringify(rows)],
  );
}
