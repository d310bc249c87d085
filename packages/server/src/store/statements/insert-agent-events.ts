import type { AgentEvent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export async function insertAgentEvents(
  tx: Queryable,
  tenant: string,
  agentId: string,
  firstVersion: number,
  events: readonly AgentEvent[],
  traceparent: string | null,
): Promise<void> {
  const rows = events.map((event, index) => ({ version: firstVersion + index, at: event.at, event }));
  await tx.query(
    `insert into agent_events (tenant_id, agent_id, version, at, type, v, event, traceparent)
     select $1, $2, row.version, to_timestamp(row.at / 1000.0), row.event->>'type', (row.event->>'v')::smallint, row.event, $3
     from jsonb_to_recordset($4::jsonb) as row(version integer, at numeric, event jsonb)`,
    [tenant, agentId, traceparent, JSON.stringify(rows)],
  );
}
