import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface ContactCenterFound {
  readonly default_country: string | null;
}

export async function findContactCenter(db: Queryable, tenant: TenantId): Promise<ContactCenterFound | null> {
  const [row] = await db.query<ContactCenterFound>(`select default_country from contact_centers where tenant_id = $1`, [
    tenant,
  ]);
  return row ?? null;
}
