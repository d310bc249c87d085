import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Deadlines of leases that were renewed since they were set are due when the renewed lease ends, not now. */
export async function postponeLeases(db: Queryable, now: number): Promise<void> {
  await db.query(
    `update deadlines set due_at = to_timestamp(renewed.expires_at / 1000.0),
       deadline = jsonb_set(deadline, '{dueAt}', to_jsonb(renewed.expires_at)), claimed_until = null
     from (
       select due.tenant_id, due.key, (agents.snapshot #>> '{lease,expiresAt}')::bigint as expires_at
       from deadlines as due join agents on agents.tenant_id = due.tenant_id and agents.agent_id = due.agent_id
       where due.due_at <= $1 and due.call_id is null and (agents.snapshot #>> '{lease,expiresAt}')::bigint > $2
       for update of due skip locked
     ) as renewed
     where deadlines.tenant_id = renewed.tenant_id and deadlines.key = renewed.key`,
    [sqlInstant(now), now],
  );
}
