import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";

/**
 * One secret per tenant without storing any: HMAC of the tenant id under the installation's credential. Who holds it can act for
 * this contact center only, and cannot work out the installation's. docs/credentials.md shows how to make one.
 */
export function tenantSecret(installation: string, tenant: TenantId): string {
  return createHmac("sha256", installation).update(`partner-telephony:${tenant}`).digest("hex");
}

/** As a bearer: `<tenant id>.<secret>`. */
export function scopedBearer(installation: string, tenant: TenantId): string {
  return `${tenant}.${tenantSecret(installation, tenant)}`;
}

/** Constant time, whatever the lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whose credential it is: the installation's (tenant null), one tenant's, or nobody's. */
export function readCredential(installation: string, bearer: string): { tenant: TenantId | null } | null {
  const dot = bearer.lastIndexOf(".");
  const tenant = dot > 0 ? bearer.slice(0, dot) : "";
  const scoped = sameSecret(bearer, scopedBearer(installation, tenant)) && dot > 0;
  const whole = sameSecret(bearer, installation);
  if (whole) return { tenant: null };
  return scoped ? { tenant } : null;
}
