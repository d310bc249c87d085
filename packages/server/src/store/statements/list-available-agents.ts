import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** Longest available first. Whether each can really take a call is decided again under its lock. */
export async function listAvailableAgents(db: Queryable, tenant: string): Promise<Agent[]> {
  const rows = await db.query<{ snapshot: Agent }>(
    `select snapshot from agents where tenant_id = $1 and routability = 'available'
     order by available_since, agent_id`,
    [tenant],
  );
  return rows.map((row) => row.snapshot);
}
