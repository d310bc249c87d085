import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface AvailableAgent {
  readonly agent: Agent;
  /** On the queue, by itself or by a group. Everybody serves a queue that has no members. */
  readonly servesQueue: boolean;
}

/** Longest available first. Whether each can really take a call is decided again under its lock. */
export async function listAvailableAgents(
  db: Queryable,
  tenant: string,
  queueId: string | null,
): Promise<AvailableAgent[]> {
  const rows = await db.query<{ snapshot: Agent; serves_queue: boolean }>(
    `with members as materialized (
       select agent_id from queue_members where tenant_id = $1 and queue_id = $2
       union
       select m.agent_id from queue_groups g
       join agent_group_members m on m.tenant_id = g.tenant_id and m.group_id = g.group_id
       where g.tenant_id = $1 and g.queue_id = $2
     )
     select snapshot, not exists (select from members) or agent_id in (select agent_id from members) as serves_queue
     from agents where tenant_id = $1 and routability = 'available'
     order by available_since, agent_id`,
    [tenant, queueId],
  );
  return rows.map((row) => ({ agent: row.snapshot, servesQueue: row.serves_queue }));
}
