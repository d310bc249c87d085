import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** The first use counts: it starts the leeway. */
export async function useToken(tx: Queryable, tenant: TenantId, hash: Buffer, now: number): Promise<void> {
  await tx.query(
    `update session_tokens set used_at = $3 where tenant_id = $1 and token_hash = $2 and used_at is null`,
    [tenant, hash, new Date(now)],
  );
}
