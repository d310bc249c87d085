import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** The list as given becomes the list as stored. */
export async function replacePhoneNumbers(tx: Queryable, tenant: TenantId, numbers: readonly string[]): Promise<void> {
  await tx.query(
    `with gone as (
       delete from contact_center_phone_numbers where tenant_id = $1 and phone_number <> all($2::text[])
     )
     insert into contact_center_phone_numbers (tenant_id, phone_number)
     select $1, given from unnest($2::text[]) as given on conflict do nothing`,
    [tenant, numbers],
  );
}
