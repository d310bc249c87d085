import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { PemConverter, X509CertificateGenerator } from "@peculiar/x509";
import { z } from "zod";
import type { Org } from "../org/org.ts";
import type { OwnCertificate } from "../org/tables.ts";

const ALGORITHM = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2_048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const VALID_MS = 365 * 86_400_000;

/** Unique name in Certificate and Key Management. */
export const CertificateName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "must be a developer name: letters, digits, underscore");

/**
 * Setup, Certificate and Key Management, "Create Self-Signed Certificate": the key stays in the org, where Apex signs with it
 * (`Crypto.signWithCertificate`). A name that is there keeps what it has, as in an org.
 */
export async function createCertificate(
  org: Org,
  DeveloperName: string,
): Promise<{ certificate: string; isNew: boolean }> {
  const known = org.store.get("OwnCertificate", DeveloperName);
  if (known !== undefined) return { certificate: known.certificate, isNew: false };
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${DeveloperName}`,
    notBefore: new Date(org.now()),
    notAfter: new Date(org.now() + VALID_MS),
    signingAlgorithm: ALGORITHM,
    keys,
  });
  const privateKey = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  const record: OwnCertificate = {
    Id: DeveloperName,
    certificate: certificate.toString("pem"),
    privateKey: PemConverter.encode(privateKey, "PRIVATE KEY"),
  };
  org.store.write((write) => write.put("OwnCertificate", record));
  return { certificate: record.certificate, isNew: true };
}
