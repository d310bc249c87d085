import type { Queryable } from "../database.ts";

export interface StoredContactCenter {
  readonly orgId: string;
  readonly contactCenter: string;
  readonly scrtUrl: string;
  readonly signer: "server" | "org";
}

export async function readContactCenter(db: Queryable, tenant: string): Promise<StoredContactCenter | null> {
  const rows = await db.query<{ org_id: string; contact_center: string; scrt_url: string; signer: "server" | "org" }>(
    "select org_id, contact_center, scrt_url, signer from contact_centers where tenant_id = $1",
    [tenant],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return { orgId: row.org_id, contactCenter: row.contact_center, scrtUrl: row.scrt_url, signer: row.signer };
}
