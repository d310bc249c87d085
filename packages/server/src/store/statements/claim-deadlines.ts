import type { Deadline } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export interface ClaimedDeadline {
  readonly tenant: string;
  readonly deadline: Deadline;
  readonly expectedVersion: number;
  readonly traceparent: string | null;
}

interface Row {
  readonly tenant_id: string;
  readonly deadline: Deadline;
  readonly expected_version: number;
  readonly traceparent: string | null;
}

/**
 * Takes what is due for a while and lets go of the row at once: the decision locks agents and call before it deletes the row,
 * and whoever holds those may want to replace it.
 */
export async function claimDeadlines(
  db: Queryable,
  now: number,
  claimUntil: number,
  limit: number,
): Promise<ClaimedDeadline[]> {
  const rows = await db.query<Row>(
    `update deadlines set claimed_until = $2
     where (tenant_id, key) in (
       select tenant_id, key from deadlines
       where due_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by due_at limit $3 for update skip locked
     )
     returning tenant_id, deadline, expected_version, traceparent`,
    [sqlInstant(now), sqlInstant(claimUntil), limit],
  );
  return rows.map((row) => ({
    tenant: row.tenant_id,
    deadline: row.deadline,
    expectedVersion: row.expected_version,
    traceparent: row.traceparent,
  }));
}
