import type { Queryable } from "../database.ts";

/**
 * A console session says each second that it is there. That is no event: it changes the row and nothing else. Answers false when
 * the session does not hold the agent (any more).
 */
export async function renewLease(
  db: Queryable,
  tenant: string,
  agentId: string,
  held: { readonly sessionId: string; readonly epoch: number },
  expiresAt: number,
): Promise<boolean> {
  const rows = await db.query(
    `update agents set snapshot = jsonb_set(snapshot, '{lease,expiresAt}', to_jsonb($5::bigint))
     where tenant_id = $1 and agent_id = $2 and snapshot #>> '{lease,sessionId}' = $3
       and (snapshot #>> '{lease,epoch}')::bigint = $4
     returning agent_id`,
    [tenant, agentId, held.sessionId, held.epoch, expiresAt],
  );
  return rows.length === 1;
}
