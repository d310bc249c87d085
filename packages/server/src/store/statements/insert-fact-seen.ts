import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Answers false when the fact is known. Waits for a transaction that is just storing the same one. */
export async function insertFactSeen(tx: Queryable, tenant: string, factId: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    "insert into facts_seen (tenant_id, fact_id, at) values ($1, $2, $3) on conflict do nothing returning fact_id",
    [tenant, factId, sqlInstant(now)],
  );
  return rows.length === 1;
}
