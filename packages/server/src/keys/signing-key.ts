import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { StartFault } from "../settings/start-fault.ts";
import type { Queryable } from "../store/database.ts";
import { makeCertificate } from "./make-certificate.ts";
import { seal, unseal } from "./sealed.ts";
import { findSigningKey } from "./sql/find-signing-key.ts";
import { insertSigningKey } from "./sql/insert-signing-key.ts";

/** The installation's key for Salesforce's voice API, with the certificate that goes into each contact center. */
export interface SigningKeyPair {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
  /** SHA-256 of the certificate, as `AB:CD:…`. */
  readonly fingerprint: string;
  readonly notBefore: number;
  readonly expiresAt: number;
}

const PURPOSE = "signing-key";

/**
 * Reads the key pair, or makes it at first start.
 * @throws StartFault `keys.wrong-secret-key` when PT_SECRET_KEY is not the one that sealed it
 */
export async function loadSigningKey(db: Queryable, secretKey: Buffer, now: number): Promise<SigningKeyPair> {
  const row = (await findSigningKey(db)) ?? (await makeSigningKey(db, secretKey, now));
  const pem = unseal(secretKey, PURPOSE, row.sealed_private_key);
  if (pem === null) throw new StartFault("keys.wrong-secret-key");
  return {
    privateKey: createPrivateKey(pem),
    certificate: row.certificate,
    fingerprint: new X509Certificate(row.certificate).fingerprint256,
    notBefore: row.not_before.getTime(),
    expiresAt: row.expires_at.getTime(),
  };
}

async function makeSigningKey(db: Queryable, secretKey: Buffer, now: number) {
  const made = await makeCertificate(now);
  await insertSigningKey(
    db,
    {
      certificate: made.certificate,
      sealed_private_key: seal(secretKey, PURPOSE, made.privateKey),
      not_before: new Date(made.notBefore),
      expires_at: new Date(made.expiresAt),
    },
    now,
  );
  const row = await findSigningKey(db);
  if (row === null) throw new Error("The signing key was stored and is not there.");
  return row;
}
