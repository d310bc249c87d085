import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface Center {
  readonly signer: "server" | "org";
  readonly default_country: string | null;
}

/** `lock` keeps other changes out and lets rows that refer to the contact center in. */
export async function readCenter(db: Queryable, tenant: TenantId, lock = false): Promise<Center | null> {
  const [row] = await db.query<Center>(
    `select signer, default_country from contact_centers where tenant_id = $1 ${lock ? "for no key update" : ""}`,
    [tenant],
  );
  return row ?? null;
}
