import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function sessionIsOpen(db: Queryable, tenant: TenantId, sessionId: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 as open from sessions where tenant_id = $1 and session_id = $2 and ended_at is null`,
    [tenant, sessionId],
  );
  return rows.length > 0;
}
