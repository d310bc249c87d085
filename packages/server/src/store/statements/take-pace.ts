import type { Queryable } from "../database.ts";

/**
 * Takes one of the `limit` requests that an org may make in this second, whichever process asks. False: none is left.
 * Source of the limit: docs/facts, Telephony Integration API, "Calls created per second per org".
 */
export async function takePace(db: Queryable, orgId: string, second: number, limit: number): Promise<boolean> {
  const rows = await db.query(
    `insert into voice_call_pace (org_id, second, taken) values ($1, $2, 1)
     on conflict (org_id, second) do update set taken = voice_call_pace.taken + 1 where voice_call_pace.taken < $3
     returning taken`,
    [orgId, second, limit],
  );
  return rows.length === 1;
}
