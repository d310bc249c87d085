import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export async function listOpenCalls(db: Queryable, tenant: string): Promise<Call[]> {
  const rows = await db.query<{ snapshot: Call }>(
    "select snapshot from calls where tenant_id = $1 and phase <> 'ended' order by started_at, call_id",
    [tenant],
  );
  return rows.map((row) => row.snapshot);
}

/** Calls that are not over for this agent. */
export async function listCallsOfAgent(db: Queryable, tenant: string, agentId: string): Promise<Call[]> {
  const rows = await db.query<{ snapshot: Call }>(
    `select snapshot from calls
     where tenant_id = $1 and phase <> 'ended' and agent_ids @> array[$2::uuid] order by started_at, call_id`,
    [tenant, agentId],
  );
  return rows.map((row) => row.snapshot);
}
