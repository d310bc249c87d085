import type { Queryable } from "../database.ts";

export async function readQueueNames(
  db: Queryable,
  tenant: string,
  queueIds: readonly string[],
): Promise<Map<string, string>> {
  if (queueIds.length === 0) return new Map();
  const rows = await db.query<{ queue_id: string; name: string }>(
    "select queue_id, name from contact_center_queues where tenant_id = $1 and queue_id = any($2::text[])",
    [tenant, queueIds],
  );
  return new Map(rows.map((row) => [row.queue_id, row.name]));
}
