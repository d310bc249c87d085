import type { OutgoingRequest, VoiceCallWrite } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export type OutboxItem = { readonly traceparent: string | null; readonly now: number } & (
  | { readonly lane: "telephony"; readonly item: OutgoingRequest }
  | { readonly lane: "salesforce"; readonly item: VoiceCallWrite }
);

/** Under the calls' locks, so that `outbox_id` orders the rows of one call as they were decided. */
export async function insertOutbox(tx: Queryable, tenant: string, items: readonly OutboxItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ lane, item, traceparent, now }, index) => ({
    index,
    lane,
    item,
    call_id: item.callId,
    type: "request" in item ? item.request.type : item.type,
    deadline_at: "deadlineAt" in item ? item.deadlineAt : null,
    traceparent,
    now,
  }));
  await tx.query(
    `insert into outbox (tenant_id, lane, call_id, type, item, traceparent, deadline_at, created_at, due_at)
     select $1, row.lane, row.call_id, row.type, row.item, row.traceparent, to_timestamp(row.deadline_at / 1000.0),
       to_timestamp(row.now / 1000.0), to_timestamp(row.now / 1000.0)
     from jsonb_to_recordset($2::jsonb)
       as row(index integer, lane text, call_id uuid, type text, item jsonb, deadline_at numeric, traceparent text, now numeric)
     order by row.index`,
    [tenant, JSON.stringify(rows)],
  );
}
