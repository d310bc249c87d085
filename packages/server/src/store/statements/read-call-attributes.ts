import type { CallAttributes } from "@partner-telephony/api";
import type { Queryable } from "../database.ts";

/** Null: the call came with none. */
export async function readCallAttributes(
  db: Queryable,
  tenant: string,
  callId: string,
): Promise<CallAttributes | null> {
  const rows = await db.query<{ attributes: CallAttributes }>(
    "select attributes from call_attributes where tenant_id = $1 and call_id = $2",
    [tenant, callId],
  );
  return rows[0]?.attributes ?? null;
}
