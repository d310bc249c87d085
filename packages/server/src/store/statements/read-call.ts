import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** Without a lock: to learn which agents a decision has to lock first. */
export async function readCall(db: Queryable, tenant: string, callId: string): Promise<Call | null> {
  const rows = await db.query<{ snapshot: Call }>("select snapshot from calls where tenant_id = $1 and call_id = $2", [
    tenant,
    callId,
  ]);
  return rows[0]?.snapshot ?? null;
}
