import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** A secret at rest: AES-256-GCM, `1.<iv>.<tag>.<ciphertext>` in base64url. `purpose` is bound in, so a value cannot be moved. */
export function seal(secretKey: Buffer, purpose: string, plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(secretKey), iv);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["1", iv.toString("base64url"), cipher.getAuthTag().toString("base64url"), sealed.toString("base64url")].join(
    ".",
  );
}

/** Null when it was sealed with another key or for another purpose, or was changed. */
export function unseal(secretKey: Buffer, purpose: string, text: string): string | null {
  const [version, iv, tag, sealed] = text.split(".");
  if (version !== "1" || iv === undefined || tag === undefined || sealed === undefined) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", sealingKey(secretKey), Buffer.from(iv, "base64url"), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return decipher.update(Buffer.from(sealed, "base64url"), undefined, "utf8") + decipher.final("utf8");
  } catch {
    // GCM says no more than "does not fit"; the caller names what could not be opened.
    return null;
  }
}

/** A fingerprint of something secret or personal that cannot be guessed back without the key. */
export function keyedDigest(secretKey: Buffer, purpose: string, text: string): Buffer {
  return createHmac("sha256", derive(secretKey, `digest:${purpose}`))
    .update(text)
    .digest();
}

function sealingKey(secretKey: Buffer): Buffer {
  return derive(secretKey, "seal");
}

function derive(secretKey: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secretKey, "partner-telephony", use, 32));
}
