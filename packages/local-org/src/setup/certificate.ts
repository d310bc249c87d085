import { X509Certificate } from "node:crypto";

export type CertificateResult = { pem: string } | { reason: string };

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/** Reads the one RSA certificate of a contact center: X.509, 2,048 bits or more, valid at `now`. Indented PEM is fine. */
export function readCertificate(text: string, now: number): CertificateResult {
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.some((block) => block[1]?.includes("PRIVATE KEY"))) {
    return { reason: "holds a private key. Make a new key pair, and paste only the certificate" };
  }
  if (blocks.length !== 1 || blocks[0]?.[1] !== "CERTIFICATE") {
    return { reason: "is not one PEM certificate (-----BEGIN CERTIFICATE----- … -----END CERTIFICATE-----)" };
  }
  const body = (blocks[0][2] ?? "").replace(/\s+/g, "");
  const pem = `-----BEGIN CERTIFICATE-----\n${body.replace(/(.{64})/g, "$1\n").trimEnd()}\n-----END CERTIFICATE-----\n`;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return { reason: "is not a readable X.509 certificate" };
  }
  const reason = refusalOf(certificate, now);
  return reason === null ? { pem } : { reason };
}

function refusalOf(certificate: X509Certificate, now: number): string | null {
  let key;
  try {
    key = certificate.publicKey;
  } catch {
    return "has a key that cannot be read";
  }
  if (key.asymmetricKeyType !== "rsa") return `has a ${key.asymmetricKeyType ?? "unknown"} key; RSA is needed`;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2_048) return `has a key of ${bits} bits; 2048 or more are needed`;
  if (now > Date.parse(certificate.validTo)) return `has expired (valid to ${certificate.validTo})`;
  if (now < Date.parse(certificate.validFrom)) return `is not valid yet (valid from ${certificate.validFrom})`;
  return null;
}
