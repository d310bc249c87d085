import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

export async function lockCall(tx: Queryable, tenant: string, callId: string): Promise<Call | null> {
  const rows = await tx.query<{ snapshot: Call }>(
    "select snapshot from calls where tenant_id = $1 and call_id = $2 for update",
    [tenant, callId],
  );
  return rows[0]?.snapshot ?? null;
}
