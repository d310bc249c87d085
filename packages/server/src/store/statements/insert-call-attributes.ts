import type { CallAttributes } from "@partner-telephony/api";
import type { Queryable } from "../database.ts";

/** Apart from the log, because a caller may have entered anything. The first ones of a call count. */
export async function insertCallAttributes(
  tx: Queryable,
  tenant: string,
  callId: string,
  attributes: CallAttributes,
): Promise<void> {
  await tx.query(
    `insert into call_attributes (tenant_id, call_id, attributes) values ($1, $2, $3::jsonb) on conflict do nothing`,
    [tenant, callId, JSON.stringify(attributes)],
  );
}
