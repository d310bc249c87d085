import { timingSafeEqual } from "node:crypto";
import { keyedDigest } from "../keys/sealed.ts";

/** What a signed address is good for, and until when (epoch seconds). */
export interface Signed {
  readonly tenant: string;
  readonly callId: string;
  readonly expires: number;
}

export const recordingPath = (callId: string): string => `/v1/recordings/${callId}`;

const signatureOf = (secretKey: Buffer, { tenant, callId, expires }: Signed): string =>
  keyedDigest(secretKey, "recording-url", `${tenant}\n${callId}\n${expires}`).toString("base64url");

/**
 * An address that plays one recording of one contact center until it expires; nothing else can be reached with it. The key
 * comes from PT_SECRET_KEY, so every server of one database honours it, and a new PT_SECRET_KEY ends all of them.
 */
export function signUrl(secretKey: Buffer, publicUrl: string, signed: Signed): string {
  const query = new URLSearchParams({
    tenant: signed.tenant,
    expires: String(signed.expires),
    signature: signatureOf(secretKey, signed),
  });
  return `${publicUrl}${recordingPath(signed.callId)}?${query.toString()}`;
}

/** The signature is looked at first: whoever changes the expiry hears that it is forged, not that it is old. */
export function judgeSignature(
  secretKey: Buffer,
  signed: Signed,
  signature: string,
  now: number,
): "good" | "forged" | "expired" {
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(secretKey, signed))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
  return now < signed.expires * 1000 ? "good" : "expired";
}
