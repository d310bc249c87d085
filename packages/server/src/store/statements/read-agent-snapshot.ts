import type { Agent, Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface AgentSnapshot {
  readonly seq: number;
  readonly agent: Agent;
  readonly calls: Call[];
}

/** One statement, so one snapshot of the database: the calls hold everything up to `seq` and nothing after it. */
export async function readAgentSnapshot(db: Queryable, tenant: string, agentId: string): Promise<AgentSnapshot | null> {
  const rows = await db.query<{ last_seq: number; snapshot: Agent; calls: Call[] }>(
    `select last_seq, snapshot, coalesce((
       select jsonb_agg(calls.snapshot order by calls.started_at, calls.call_id) from calls
       where calls.tenant_id = $1 and calls.phase <> 'ended' and calls.agent_ids @> array[$2::uuid]
     ), '[]'::jsonb) as calls
     from agents where tenant_id = $1 and agent_id = $2`,
    [tenant, agentId],
  );
  const row = rows[0];
  return row === undefined ? null : { seq: row.last_seq, agent: row.snapshot, calls: row.calls };
}
