import type { Deadline } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";

/** In the transaction of its fact. Answers false when it has been cancelled, replaced or dealt with since it was claimed. */
export async function takeDeadline(
  tx: Queryable,
  tenant: string,
  deadline: Deadline,
  expectedVersion: number,
): Promise<boolean> {
  const rows = await tx.query(
    `delete from deadlines where tenant_id = $1 and key = $2 and expected_version = $3
       and deadline->>'dueAt' = $4 returning key`,
    [tenant, deadline.key, expectedVersion, String(deadline.dueAt)],
  );
  return rows.length === 1;
}
