import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Database, Queryable } from "../store/database.ts";
import { defaultTenant } from "../tenants/default-tenant.ts";
import { readCenter, type Center } from "./sql/read-center.ts";

/**
 * The contact center that Setup is about. `choice` (header `pt-contact-center`) chooses among those that the credential covers;
 * one that it does not cover is as unknown as one that is not there.
 * @throws ProblemError `contact-center.unknown`, `tenant.not-chosen`
 */
export async function chosenCenter(
  deps: { readonly db: Database; readonly defaultTenant: TenantId | null },
  asker: { readonly tenant: TenantId | null },
  choice: string | null,
): Promise<TenantId> {
  if (asker.tenant !== null && choice !== null && choice !== asker.tenant)
    throw new ProblemError("contact-center.unknown");
  const tenant = asker.tenant ?? choice ?? (await defaultTenant(deps.db, deps.defaultTenant));
  if ((await readCenter(deps.db, tenant)) === null) throw new ProblemError("contact-center.unknown");
  return tenant;
}

/** Until the transaction ends no other change of Setup to this contact center happens; calls go on. */
export async function lockCenter(tx: Queryable, tenant: TenantId): Promise<Center> {
  const center = await readCenter(tx, tenant, true);
  if (center === null) throw new ProblemError("contact-center.unknown");
  return center;
}
