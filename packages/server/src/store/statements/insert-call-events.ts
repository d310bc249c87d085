import type { CallEvent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** `firstVersion` is the version after the first event. A version that exists fails the transaction. */
export async function insertCallEvents(
  tx: Queryable,
  tenant: string,
  callId: string,
  firstVersion: number,
  events: readonly CallEvent[],
  traceparent: string | null,
): Promise<void> {
  const rows = events.map((event, index) => ({ version: firstVersion + index, at: event.at, event }));
  await tx.query(
    `insert into call_events (tenant_id, call_id, version, at, type, v, event, traceparent)
     select $1, $2, row.version, to_timestamp(row.at / 1000.0), row.event->>'type', (row.event->>'v')::smallint, row.event, $3
     from jsonb_to_recordset($4::jsonb) as row(version integer, at numeric, event jsonb)`,
    [tenant, callId, traceparent, JSON.stringify(rows)],
  );
}
