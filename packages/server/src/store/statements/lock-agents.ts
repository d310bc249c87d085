import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface LockedAgent {
  readonly agent: Agent;
  readonly lastSeq: number;
}

/** In id order, so that two decisions never wait for each other. Unknown ids are left out. */
export async function lockAgents(
  tx: Queryable,
  tenant: string,
  agentIds: readonly string[],
): Promise<Map<string, LockedAgent>> {
  if (agentIds.length === 0) return new Map();
  const rows = await tx.query<{ agent_id: string; snapshot: Agent; last_seq: number }>(
    `select agent_id, snapshot, last_seq from agents
     where tenant_id = $1 and agent_id = any($2::uuid[]) order by agent_id for update`,
    [tenant, agentIds],
  );
  return new Map(rows.map((row) => [row.agent_id, { agent: row.snapshot, lastSeq: row.last_seq }]));
}
