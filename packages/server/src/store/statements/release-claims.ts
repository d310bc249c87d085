import type { Queryable } from "../database.ts";

/** Only where one process has the store for itself: whoever claimed is dead, so nobody needs to wait for the claims to run out. */
export async function releaseClaims(db: Queryable): Promise<void> {
  await db.query("update outbox set claimed_until = null where claimed_until is not null");
  await db.query("update transcripts set claimed_until = null where claimed_until is not null");
  await db.query("update recordings set claimed_until = null where claimed_until is not null");
  await db.query("update call_messages set claimed_until = null where claimed_until is not null");
  await db.query("update deadlines set claimed_until = null where claimed_until is not null");
}
