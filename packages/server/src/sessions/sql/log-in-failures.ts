import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** Counts a try before it is checked, so that guesses sent at the same time all count; oldest of those that count. */
export async function insertFailure(
  db: Queryable,
  tenant: TenantId,
  subject: Buffer,
  failureId: string,
  now: number,
): Promise<void> {
  await db.query(`insert into log_in_failures (tenant_id, subject, at, failure_id) values ($1, $2, $3, $4)`, [
    tenant,
    subject,
    new Date(now),
    failureId,
  ]);
}

export async function countFailures(
  db: Queryable,
  tenant: TenantId,
  subject: Buffer,
  since: number,
): Promise<{ failures: number; oldest: Date | null }> {
  const [row] = await db.query<{ failures: number; oldest: Date | null }>(
    `select count(*)::int as failures, min(at) as oldest from log_in_failures
     where tenant_id = $1 and subject = $2 and at > $3`,
    [tenant, subject, new Date(since)],
  );
  return row ?? { failures: 0, oldest: null };
}

/** After a success: this try was none, and earlier ones of the same username are forgiven. */
export async function forgetFailures(
  db: Queryable,
  tenant: TenantId,
  subject: Buffer,
  failureId: string | null,
): Promise<void> {
  await db.query(
    `delete from log_in_failures where tenant_id = $1 and subject = $2 and ($3::uuid is null or failure_id = $3)`,
    [tenant, subject, failureId],
  );
}
