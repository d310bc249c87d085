import type { Queryable } from "../database.ts";

/** Delivered. Answers false when it is gone: another process, whose claim came after ours ran out, has settled it. */
export async function deleteOutbox(tx: Queryable, tenant: string, outboxId: number): Promise<boolean> {
  const rows = await tx.query("delete from outbox where tenant_id = $1 and outbox_id = $2 returning outbox_id", [
    tenant,
    outboxId,
  ]);
  return rows.length === 1;
}
