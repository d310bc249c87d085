import type { CallEvent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface StoredCallEvent {
  readonly version: number;
  readonly event: CallEvent;
  readonly traceparent: string | null;
}

export function listCallEvents(db: Queryable, tenant: string, callId: string): Promise<StoredCallEvent[]> {
  return db.query<StoredCallEvent>(
    "select version, event, traceparent from call_events where tenant_id = $1 and call_id = $2 order by version",
    [tenant, callId],
  );
}
