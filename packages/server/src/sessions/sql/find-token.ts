import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface TokenFound {
  readonly tenant_id: TenantId;
  readonly session_id: string;
  readonly agent_id: AgentId;
  readonly username: string;
  readonly display_name: string;
  readonly supervisor: boolean;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly ended_at: Date | null;
}

/** `lock`: nobody else rotates this token until the transaction ends. */
export async function findToken(
  db: Queryable,
  kind: "bearer" | "refresh",
  hash: Buffer,
  lock = false,
): Promise<TokenFound | null> {
  const [row] = await db.query<TokenFound>(
    `select t.tenant_id, t.session_id, s.agent_id, p.username, p.display_name, p.supervisor,
            t.expires_at, t.used_at, s.ended_at
     from session_tokens t
     join sessions s on s.tenant_id = t.tenant_id and s.session_id = t.session_id
     join agent_profiles p on p.tenant_id = s.tenant_id and p.agent_id = s.agent_id
     where t.token_hash = $1 and t.kind = $2 ${lock ? "for update of t, s" : ""}`,
    [hash, kind],
  );
  return row ?? null;
}
