import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export async function insertDigits(
  tx: Queryable,
  tenant: string,
  { digitsId, digits }: { readonly digitsId: string; readonly digits: string },
  now: number,
): Promise<void> {
  await tx.query(
    "insert into digits (tenant_id, digits_id, digits, created_at) values ($1, $2, $3, $4) on conflict do nothing",
    [tenant, digitsId, digits, sqlInstant(now)],
  );
}

export async function readDigits(db: Queryable, tenant: string, digitsId: string): Promise<string | null> {
  const rows = await db.query<{ digits: string }>("select digits from digits where tenant_id = $1 and digits_id = $2", [
    tenant,
    digitsId,
  ]);
  return rows[0]?.digits ?? null;
}

/** They may be a card number: forgotten as soon as the telephony system has them or will never have them. */
export async function deleteDigits(tx: Queryable, tenant: string, digitsId: string): Promise<void> {
  await tx.query("delete from digits where tenant_id = $1 and digits_id = $2", [tenant, digitsId]);
}
