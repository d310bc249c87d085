import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export interface LockedAgent {
  readonly agent: Agent;
  readonly lastSeq: number;
}

/**
 * Locks these agents and, as `agentIdsOf` of packages/calls names them, those of the calls: on it, or where a leg of it goes. The
 * calls are read without a lock, the locked call has the last word. In id order, so that two decisions never wait for each other.
 * Null: an agent whom this contact center does not know.
 */
export async function lockAgents(
  tx: Queryable,
  tenant: string,
  agentIds: readonly string[],
  callIds: readonly string[],
): Promise<Map<string, LockedAgent | null>> {
  if (agentIds.length + callIds.length === 0) return new Map();
  const rows = await tx.query<{ agent_id: string; snapshot: Agent | null; last_seq: number | null }>(
    `with asked as (
       select id as agent_id from unnest($2::uuid[]) as id
       union
       select jsonb_object_keys(snapshot->'agents')::uuid from calls where tenant_id = $1 and call_id = any($3::uuid[])
       union
       select (leg.value #>> '{endpoint,agentId}')::uuid from calls, jsonb_each(snapshot->'legs') as leg
       where tenant_id = $1 and call_id = any($3::uuid[]) and leg.value #>> '{endpoint,kind}' = 'agent'
     ), locked as (
       select agent_id, snapshot, last_seq from agents
       where tenant_id = $1 and agent_id in (select agent_id from asked) order by agent_id for update
     )
     select asked.agent_id, locked.snapshot, locked.last_seq from asked left join locked on locked.agent_id = asked.agent_id`,
    [tenant, agentIds, callIds],
  );
  return new Map(
    rows.map(({ agent_id, snapshot, last_seq }) => [
      agent_id,
      snapshot === null || last_seq === null ? null : { agent: snapshot, lastSeq: last_seq },
    ]),
  );
}
