import type { ContactCenterBody } from "@partner-telephony/api";
import { type ContactCenterView } from "@partner-telephony/api";
import type { z } from "zod";
import { replacePhoneNumbers } from "../agent-settings/sql/replace-phone-numbers.ts";
import type { Database } from "../store/database.ts";
import { requireSafeUrl } from "./safe-url.ts";
import { putContactCenterRow } from "./sql/put-contact-center.ts";
import { replaceQueues } from "./sql/replace-queues.ts";
import { tenantIdOf } from "./tenant-id.ts";

/** @throws ProblemError `contact-center.insecure-url` */
export async function putContactCenter(
  db: Database,
  orgId: string,
  contactCenter: string,
  body: z.output<typeof ContactCenterBody>,
  now: number,
): Promise<z.output<typeof ContactCenterView>> {
  requireSafeUrl(body.scrtUrl);
  const tenant = tenantIdOf(orgId, contactCenter);
  return db.transaction(async (tx) => {
    const row = await putContactCenterRow(
      tx,
      {
        tenant_id: tenant,
        org_id: orgId,
        contact_center: contactCenter,
        display_name: body.displayName,
        scrt_url: body.scrtUrl,
        signer: body.signer,
        default_country: body.defaultCountry,
      },
      now,
    );
    await replaceQueues(tx, tenant, body.queues);
    await replacePhoneNumbers(tx, tenant, body.phoneNumbers);
    return { ...body, orgId, contactCenter, createdAt: row.created_at.getTime() };
  });
}
