import type { Queryable } from "../../store/database.ts";

/** Takes `count` of the utterances that an org may be sent in this second. False: so many are not left. */
export async function takeUtterancePace(
  db: Queryable,
  orgId: string,
  second: number,
  count: number,
  limit: number,
): Promise<boolean> {
  const rows = await db.query(
    `insert into utterance_pace (org_id, second, taken) values ($1, $2, $3)
     on conflict (org_id, second) do update set taken = utterance_pace.taken + excluded.taken
       where utterance_pace.taken + excluded.taken <= $4
     returning taken`,
    [orgId, second, count, limit],
  );
  return rows.length === 1;
}
