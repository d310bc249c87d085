import type { Deadline } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface DeadlineRow {
  readonly deadline: Deadline;
  /** Of the call or agent that it is about, when it was set. */
  readonly expectedVersion: number;
  readonly traceparent: string | null;
}

/** At most one for each key: a new one replaces the old one and whatever claim it had. */
export async function setDeadlines(tx: Queryable, tenant: string, deadlines: readonly DeadlineRow[]): Promise<void> {
  if (deadlines.length === 0) return;
  const rows = deadlines.map(({ deadline, expectedVersion, traceparent }) => ({
    key: deadline.key,
    call_id: "callId" in deadline ? deadline.callId : null,
    agent_id: "agentId" in deadline ? deadline.agentId : null,
    due_at: deadline.dueAt,
    deadline,
    expected_version: expectedVersion,
    traceparent,
  }));
  await tx.query(
    `insert into deadlines (tenant_id, key, call_id, agent_id, due_at, deadline, expected_version, traceparent)
     select $1, row.key, row.call_id, row.agent_id, to_timestamp(row.due_at / 1000.0), row.deadline, row.expected_version,
       row.traceparent
     from jsonb_to_recordset($2::jsonb)
       as row(key text, call_id uuid, agent_id uuid, due_at numeric, deadline jsonb, expected_version integer, traceparent text)
     on conflict (tenant_id, key) do update set call_id = excluded.call_id, agent_id = excluded.agent_id,
       due_at = excluded.due_at, deadline = excluded.deadline, expected_version = excluded.expected_version,
       traceparent = excluded.traceparent, claimed_until = null`,
    [tenant, JSON.stringify(rows)],
  );
}
