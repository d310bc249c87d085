import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

const DAYS = 365;
const DAY_MS = 86_400_000;

export interface KeyPairMade {
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** X.509, PEM. */
  readonly certificate: string;
  readonly notBefore: number;
  readonly expiresAt: number;
}

/**
 * RSA 2048, self-signed with SHA-256, 365 days: the recipe of the guide, chapter 3, "Generate a Self-Signed Certificate".
 * The name carries a random part, so that two installations never look alike in Salesforce.
 */
export async function makeCertificate(now: number): Promise<KeyPairMade> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  // X.509 counts whole seconds.
  const notBefore = Math.floor(now / 1000) * 1000;
  // `never`: the library's types want the DOM's Crypto, which is the same object in Node.
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      // A leading zero bit keeps the serial number positive (RFC 5280, 4.1.2.2).
      serialNumber: `01${randomBytes(15).toString("hex")}`,
      name: `CN=Partner Telephony ${randomBytes(4).toString("hex")}`,
      notBefore: new Date(notBefore),
      notAfter: new Date(notBefore + DAYS * DAY_MS),
      signingAlgorithm: algorithm,
      keys: keys as never,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ],
    },
    webcrypto as never,
  );
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    privateKey: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
    certificate: certificate.toString("pem"),
    notBefore,
    expiresAt: notBefore + DAYS * DAY_MS,
  };
}
