import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function insertToken(
  tx: Queryable,
  tenant: TenantId,
  token: {
    readonly hash: Buffer;
    readonly sessionId: string;
    readonly kind: "bearer" | "refresh";
    readonly expiresAt: number;
  },
): Promise<void> {
  await tx.query(
    `insert into session_tokens (tenant_id, token_hash, session_id, kind, expires_at) values ($1, $2, $3, $4, $5)`,
    [tenant, token.hash, token.sessionId, token.kind, new Date(token.expiresAt)],
  );
}
