import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export async function putOrgDomain(
  db: Queryable,
  tenant: TenantId,
  { orgDomain, scrtUrl }: { readonly orgDomain: string; readonly scrtUrl: string },
  now: number,
): Promise<void> {
  await db.query("update contact_centers set org_domain = $2, scrt_url = $3, changed_at = $4 where tenant_id = $1", [
    tenant,
    orgDomain,
    scrtUrl,
    new Date(now),
  ]);
}

export async function putSamlMetadata(db: Queryable, tenant: TenantId, metadata: string, now: number): Promise<void> {
  await db.query("update contact_centers set saml_metadata = $2, changed_at = $3 where tenant_id = $1", [
    tenant,
    metadata,
    new Date(now),
  ]);
}
