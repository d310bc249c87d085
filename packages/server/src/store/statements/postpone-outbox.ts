import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Not delivered: again at `dueAt`. What was attempted is kept, so back-off goes on after a restart. */
export async function postponeOutbox(
  db: Queryable,
  tenant: string,
  outboxId: number,
  dueAt: number,
  code: string,
): Promise<void> {
  await db.query(
    "update outbox set due_at = $3, claimed_until = null, last_code = $4 where tenant_id = $1 and outbox_id = $2",
    [tenant, outboxId, sqlInstant(dueAt), code],
  );
}
