import { createHmac, timingSafeEqual } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import { tenantSecret } from "../tenants/scoped-credential.ts";

/** Both clocks may differ, and a copied delivery must not stay good for long. */
export const TOLERANCE_MS = 5 * 60_000;

const SHAPE = /^t=(\d{1,12}),(?:k=([^,\s]{1,120}),)?v1=([0-9a-f]{64})$/;

/** `t=<epoch seconds>[,k=<tenant id>],v1=<hex HMAC-SHA256 of "<t>.<body>">` over the raw bytes, with the installation's or the tenant's key. */
export function sign(secret: string, body: Buffer, at: number, tenant: TenantId | null = null): string {
  const seconds = Math.floor(at / 1000);
  const key = tenant === null ? secret : tenantSecret(secret, tenant);
  return `t=${seconds},${tenant === null ? "" : `k=${tenant},`}v1=${mac(key, seconds, body).toString("hex")}`;
}

/**
 * Answers whose signature it is; null: the installation's own.
 * @throws ProblemError `webhook.signature-missing`, `webhook.wrong-signature`, `webhook.stale-signature`
 */
export function verifySignature(
  secret: string,
  header: string | string[] | undefined,
  body: Buffer,
  now: number,
): { readonly tenant: TenantId | null } {
  if (header === undefined || header === "") throw new ProblemError("webhook.signature-missing");
  const [, seconds, tenant, hex] = SHAPE.exec(String(header)) ?? [];
  if (seconds === undefined || hex === undefined) throw new ProblemError("webhook.wrong-signature");
  const key = tenant === undefined ? secret : tenantSecret(secret, tenant);
  if (!timingSafeEqual(mac(key, Number(seconds), body), Buffer.from(hex, "hex"))) {
    throw new ProblemError("webhook.wrong-signature");
  }
  // Only now: whether a time is stale is told to nobody who cannot sign.
  if (Math.abs(now - Number(seconds) * 1000) > TOLERANCE_MS) throw new ProblemError("webhook.stale-signature");
  return { tenant: tenant ?? null };
}

function mac(key: string, seconds: number, body: Buffer): Buffer {
  return createHmac("sha256", key).update(`${seconds}.`).update(body).digest();
}
