import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

export async function postponeMessage(db: Queryable, tenant: string, messageId: string, dueAt: number): Promise<void> {
  await db.query(
    "update call_messages set due_at = $3, claimed_until = null where tenant_id = $1 and message_id = $2",
    [tenant, messageId, sqlInstant(dueAt)],
  );
}
