import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** A call as its row has it, instants in epoch milliseconds. */
export interface CallRow {
  readonly call: Call;
  /** Null: no agent is sought. */
  readonly seeksAgentSince: number | null;
  readonly openAgentIds: readonly string[];
  readonly traceparent: string | null;
  readonly now: number;
}

/** Answers false when another decision has made one of the calls in the meantime. */
export async function insertCalls(tx: Queryable, tenant: string, calls: readonly CallRow[]): Promise<boolean> {
  if (calls.length === 0) return true;
  const rows = await tx.query(
    `insert into calls
       (tenant_id, call_id, version, phase, snapshot, agent_ids, seeks_agent_since, traceparent, started_at, changed_at)
     select $1, (snapshot->>'callId')::uuid, (snapshot->>'version')::integer, snapshot->>'phase', snapshot, agent_ids,
       to_timestamp(since / 1000.0), traceparent, to_timestamp((snapshot->>'startedAt')::numeric / 1000.0), to_timestamp(now / 1000.0)
     from jsonb_to_recordset($2::jsonb)
       as row(snapshot jsonb, agent_ids uuid[], since numeric, traceparent text, now numeric)
     on conflict do nothing returning call_id`,
    [tenant, JSON.stringify(calls.map(jsonOf))],
  );
  return rows.length === calls.length;
}

const jsonOf = ({ call, seeksAgentSince, openAgentIds, traceparent, now }: CallRow) => ({
  snapshot: call,
  agent_ids: openAgentIds,
  since: seeksAgentSince,
  traceparent,
  now,
});
