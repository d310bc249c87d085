import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** In id order, so that two decisions never wait for each other. Unknown ids are left out. */
export async function lockCalls(tx: Queryable, tenant: string, callIds: readonly string[]): Promise<Map<string, Call>> {
  if (callIds.length === 0) return new Map();
  const rows = await tx.query<{ call_id: string; snapshot: Call }>(
    `select call_id, snapshot from calls
     where tenant_id = $1 and call_id = any($2::uuid[]) order by call_id for update`,
    [tenant, callIds],
  );
  return new Map(rows.map((row) => [row.call_id, row.snapshot]));
}
