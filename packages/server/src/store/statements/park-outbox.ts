import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Kept and shown, but out of the way of the rows after it. */
export async function parkOutbox(
  db: Queryable,
  tenant: string,
  outboxId: number,
  now: number,
  code: string,
): Promise<void> {
  await db.query(
    "update outbox set parked_at = $3, claimed_until = null, last_code = $4 where tenant_id = $1 and outbox_id = $2",
    [tenant, outboxId, sqlInstant(now), code],
  );
}
