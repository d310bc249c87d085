import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export async function unparkOutbox(db: Queryable, tenant: string, outboxId: number, now: number): Promise<boolean> {
  const rows = await db.query(
    `update outbox set parked_at = null, due_at = $3, attempts = 0, created_at = $3
     where tenant_id = $1 and outbox_id = $2 and parked_at is not null returning outbox_id`,
    [tenant, outboxId, sqlInstant(now)],
  );
  return rows.length === 1;
}
