import type { Queryable } from "../database.ts";
import type { AgentEventRow } from "./write-decisions.ts";

/** A version that exists fails the transaction. */
export async function insertAgentEvents(
  tx: Queryable,
  tenant: string,
  events: readonly AgentEventRow[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ agentId, version, event, traceparent }) => ({
    agent_id: agentId,
    version,
    at: event.at,
    event,
    traceparent,
  }));
  await tx.query(
    `insert into agent_events (tenant_id, agent_id, version, at, type, v, event, traceparent)
     select $1, row.agent_id, row.version, to_timestamp(row.at / 1000.0), row.event->>'type', (row.event->>'v')::smallint,
       row.event, row.traceparent
     from jsonb_to_recordset($2::jsonb) as row(agent_id uuid, version integer, at numeric, event jsonb, traceparent text)`,
    [tenant, JSON.stringify(rows)],
  );
}
