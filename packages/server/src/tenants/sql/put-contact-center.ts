import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface ContactCenterRow {
  readonly tenant_id: TenantId;
  readonly org_id: string;
  readonly contact_center: string;
  readonly display_name: string;
  readonly scrt_url: string;
  readonly signer: "server" | "org";
  readonly default_country: string | null;
}

export async function putContactCenterRow(
  tx: Queryable,
  row: ContactCenterRow,
  now: number,
): Promise<{ created_at: Date }> {
  const [stored] = await tx.query<{ created_at: Date }>(
    `insert into contact_centers
       (tenant_id, org_id, contact_center, display_name, scrt_url, signer, default_country, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     on conflict (tenant_id) do update set display_name = excluded.display_name, scrt_url = excluded.scrt_url,
       signer = excluded.signer, default_country = excluded.default_country, changed_at = excluded.changed_at
     returning created_at`,
    [
      row.tenant_id,
      row.org_id,
      row.contact_center,
      row.display_name,
      row.scrt_url,
      row.signer,
      row.default_country,
      new Date(now),
    ],
  );
  if (stored === undefined) throw new Error("An upsert returned no row.");
  return stored;
}
