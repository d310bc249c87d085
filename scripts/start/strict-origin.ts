import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  PemConverter,
  X509CertificateGenerator,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from "@peculiar/x509";

const DAY_MS = 86_400_000;

/** A certificate for the console's strict-origin host name, kept for as long as it is valid for another day. */
export async function makeConsoleCertificate(
  folder: string,
  host: string,
): Promise<{ certificatePath: string; keyPath: string }> {
  const certificatePath = join(folder, "certificate.pem");
  const keyPath = join(folder, "key.pem");
  const present = await readFile(certificatePath, "utf8").catch(() => null);
  if (present && new X509Certificate(present).notAfter.getTime() > Date.now() + DAY_MS)
    return { certificatePath, keyPath };

  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 90 * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: "dns", value: host },
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ],
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(certificatePath, certificate.toString("pem"));
  const key = PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  await writeFile(keyPath, key, { mode: 0o600 });
  return { certificatePath, keyPath };
}
