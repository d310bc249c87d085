import type { Queryable } from "../database.ts";

/**
 * Without a lock: whom a decision about these calls has to lock first. On a call, or where a leg of it goes, as `agentIdsOf` of
 * packages/calls says; the locked call has the last word.
 */
export async function listAgentIdsOfCalls(
  tx: Queryable,
  tenant: string,
  callIds: readonly string[],
): Promise<string[]> {
  if (callIds.length === 0) return [];
  const rows = await tx.query<{ agent_id: string }>(
    `select jsonb_object_keys(snapshot->'agents') as agent_id from calls
     where tenant_id = $1 and call_id = any($2::uuid[])
     union
     select leg.value #>> '{endpoint,agentId}' from calls, jsonb_each(snapshot->'legs') as leg
     where tenant_id = $1 and call_id = any($2::uuid[]) and leg.value #>> '{endpoint,kind}' = 'agent'`,
    [tenant, callIds],
  );
  return rows.map((row) => row.agent_id);
}
