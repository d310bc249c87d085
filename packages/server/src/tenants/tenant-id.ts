import type { TenantId } from "../engine/engine.ts";

/** `00D000000000001AAB` never occurs: org ids have 15 characters here, so the first colon ends the org id. */
export function tenantIdOf(orgId: string, contactCenter: string): TenantId {
  return `${orgId}:${contactCenter}`;
}

export function splitTenantId(tenant: TenantId): { orgId: string; contactCenter: string } {
  const colon = tenant.indexOf(":");
  return { orgId: tenant.slice(0, colon), contactCenter: tenant.slice(colon + 1) };
}
