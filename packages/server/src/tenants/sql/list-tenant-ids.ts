import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** At most `limit`, in the order of their creation. */
export async function listTenantIds(db: Queryable, limit: number): Promise<TenantId[]> {
  const rows = await db.query<{ tenant_id: TenantId }>(
    `select tenant_id from contact_centers order by created_at, tenant_id limit $1`,
    [limit],
  );
  return rows.map((row) => row.tenant_id);
}
