import type { IdentityProviderBody, OrgDomainBody, SingleSignOn } from "@partner-telephony/api";
import type { z } from "zod";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Settings } from "../settings/table.ts";
import type { Database } from "../store/database.ts";
import { requireSafeUrl } from "../tenants/safe-url.ts";
import { putOrgDomain, putSamlMetadata } from "./sql/put-org-addresses.ts";

/** The provider's SAML log-in, where it has one: PT_SSO_… . */
export type SingleSignOnSettings = Pick<Settings, "PT_SSO_ACS_URL" | "PT_SSO_ENTITY_ID" | "PT_SSO_SLO_URL">;

/**
 * From its next request on, what the server tells Salesforce goes to the new address.
 * @throws ProblemError `contact-center.insecure-url`
 */
export async function moveOrg(
  db: Database,
  tenant: TenantId,
  { orgDomain, scrtUrl }: z.output<typeof OrgDomainBody>,
  now: number,
): Promise<void> {
  requireSafeUrl(scrtUrl);
  await putOrgDomain(db, tenant, { orgDomain, scrtUrl }, now);
}

/**
 * Kept for the provider's SAML log-in, which is not ours. No document type: an XML reader could be made to fetch what it names.
 * @throws ProblemError `identity-provider.malformed`
 */
export async function putIdentityProvider(
  db: Database,
  tenant: TenantId,
  { samlMetadata }: z.output<typeof IdentityProviderBody>,
  now: number,
): Promise<void> {
  const isMetadata = /<(\w+:)?EntityDescriptor[\s>]/.test(samlMetadata) && !/<!DOCTYPE/i.test(samlMetadata);
  if (!isMetadata) throw new ProblemError("identity-provider.malformed");
  await putSamlMetadata(db, tenant, samlMetadata, now);
}

/** @throws ProblemError `single-sign-on.not-set`: an address that answers nothing would lock every agent out */
export function singleSignOn(settings: SingleSignOnSettings): z.output<typeof SingleSignOn> {
  const { PT_SSO_ACS_URL: acsUrl, PT_SSO_ENTITY_ID: entityUrl, PT_SSO_SLO_URL: sloUrl } = settings;
  if (acsUrl === null || entityUrl === null) throw new ProblemError("single-sign-on.not-set");
  return { acsUrl, entityUrl, sloUrl, customAttributes: {} };
}
