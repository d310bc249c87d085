import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Queryable } from "../store/database.ts";
import { findContactCenter } from "./sql/find-contact-center.ts";
import { listTenantIds } from "./sql/list-tenant-ids.ts";

/**
 * Tenant of a credential that names none: the setting's, else the only one there is. Never a guess between two.
 * @throws ProblemError `tenant.not-chosen`
 */
export async function defaultTenant(db: Queryable, chosen: TenantId | null): Promise<TenantId> {
  if (chosen !== null && (await findContactCenter(db, chosen)) !== null) return chosen;
  const [only, second] = await listTenantIds(db, 2);
  if (chosen !== null || only === undefined || second !== undefined) throw new ProblemError("tenant.not-chosen");
  return only;
}
