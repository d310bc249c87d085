import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

/** Taken by the telephony system, or refused for good. False: somebody has settled it before. */
export async function settleMessage(
  tx: Queryable,
  tenant: string,
  messageId: string,
  now: number,
  refusedCode: string | null,
): Promise<boolean> {
  const rows = await tx.query(
    `update call_messages set settled_at = $3, refused_code = $4, claimed_until = null
     where tenant_id = $1 and message_id = $2 and settled_at is null returning position`,
    [tenant, messageId, sqlInstant(now), refusedCode],
  );
  return rows.length > 0;
}
