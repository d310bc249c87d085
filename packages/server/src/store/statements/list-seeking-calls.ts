import type { Queryable } from "../database.ts";

export interface SeekingCall {
  readonly tenant: string;
  readonly callId: string;
  readonly traceparent: string | null;
}

/** Who waits longest comes first. So many of each tenant that one with a long queue does not keep the others waiting. */
export async function listSeekingCalls(db: Queryable, limit: number): Promise<SeekingCall[]> {
  const rows = await db.query<{ tenant_id: string; call_id: string; traceparent: string | null }>(
    `select tenant_id, call_id, traceparent from (
       select tenant_id, call_id, traceparent, seeks_agent_since,
         row_number() over (partition by tenant_id order by seeks_agent_since, call_id) as place
       from calls where seeks_agent_since is not null
     ) as seeking where place <= $1 order by seeks_agent_since, call_id`,
    [limit],
  );
  return rows.map((row) => ({ tenant: row.tenant_id, callId: row.call_id, traceparent: row.traceparent }));
}
