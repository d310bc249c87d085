import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface CenterListed {
  readonly tenant_id: TenantId;
  readonly display_name: string;
}

/** Those that a credential covers: the one, or with null all, by name. */
export function listCenters(db: Queryable, only: TenantId | null): Promise<CenterListed[]> {
  return db.query<CenterListed>(
    `select tenant_id, display_name from contact_centers where $1::text is null or tenant_id = $1
     order by lower(display_name), tenant_id limit 1000`,
    [only],
  );
}

/** Does the credential cover a contact center of this org? */
export async function coversOrg(db: Queryable, only: TenantId | null, orgId: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 as found from contact_centers where org_id = $2 and ($1::text is null or tenant_id = $1) limit 1`,
    [only, orgId],
  );
  return rows.length > 0;
}
