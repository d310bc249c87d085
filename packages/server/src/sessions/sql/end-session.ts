import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function endSession(
  db: Queryable,
  tenant: TenantId,
  sessionId: string,
  reason: "logged-out" | "refresh-reused",
  now: number,
): Promise<void> {
  await db.query(
    `update sessions set ended_at = $3, end_reason = $4
     where tenant_id = $1 and session_id = $2 and ended_at is null`,
    [tenant, sessionId, new Date(now), reason],
  );
}
