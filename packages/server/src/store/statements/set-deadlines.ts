import type { Deadline } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** One for each key: a new one replaces the old one and whatever claim it had. */
export async function setDeadlines(
  tx: Queryable,
  tenant: string,
  deadlines: readonly { readonly deadline: Deadline; readonly expectedVersion: number }[],
  traceparent: string | null,
): Promise<void> {
  if (deadlines.length === 0) return;
  // The last one of a key counts: one statement may not touch a row twice.
  const byKey = new Map(deadlines.map((entry) => [entry.deadline.key, entry]));
  const rows = [...byKey.values()].map(({ deadline, expectedVersion }) => ({
    key: deadline.key,
    call_id: "callId" in deadline ? deadline.callId : null,
    agent_id: "agentId" in deadline ? deadline.agentId : null,
    due_at: deadline.dueAt,
    deadline,
    expected_version: expectedVersion,
  }));
  await tx.query(
    `insert into deadlines (tenant_id, key, call_id, agent_id, due_at, deadline, expected_version, traceparent)
     select $1, row.key, row.call_id, row.agent_id, to_timestamp(row.due_at / 1000.0), row.deadline, row.expected_version, $2
     from jsonb_to_recordset($3::jsonb)
       as row(key text, call_id uuid, agent_id uuid, due_at numeric, deadline jsonb, expected_version integer)
     on conflict (tenant_id, key) do update set call_id = excluded.call_id, agent_id = excluded.agent_id,
       due_at = excluded.due_at, deadline = excluded.deadline, expected_version = excluded.expected_version,
       traceparent = excluded.traceparent, claimed_until = null`,
    [tenant, traceparent, JSON.stringify(rows)],
  );
}
