import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/**
 * Answers those that are new. Waits for a transaction that is just storing one of them; in the order of their ids, so that two
 * such transactions never wait for each other.
 */
export async function insertFactsSeen(
  tx: Queryable,
  tenant: string,
  factIds: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (factIds.length === 0) return new Set();
  const rows = await tx.query<{ fact_id: string }>(
    `insert into facts_seen (tenant_id, fact_id, at) select $1, id, $3 from unnest($2::text[]) as id order by id
     on conflict do nothing returning fact_id`,
    [tenant, factIds, sqlInstant(now)],
  );
  return new Set(rows.map((row) => row.fact_id));
}
