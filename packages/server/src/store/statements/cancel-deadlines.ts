import type { Queryable } from "../database.ts";

export async function cancelDeadlines(tx: Queryable, tenant: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query("delete from deadlines where tenant_id = $1 and key = any($2::text[])", [tenant, keys]);
}
