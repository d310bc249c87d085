import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function queueExists(db: Queryable, tenant: TenantId, queueId: string): Promise<boolean> {
  const rows = await db.query(`select 1 as found from contact_center_queues where tenant_id = $1 and queue_id = $2`, [
    tenant,
    queueId,
  ]);
  return rows.length > 0;
}
