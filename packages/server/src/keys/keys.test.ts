import { createPublicKey, randomBytes, sign, verify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../tests/support/fresh-database.ts";
import { makeCertificate } from "./make-certificate.ts";
import { keyedDigest, seal, unseal } from "./sealed.ts";
import { loadSigningKey } from "./signing-key.ts";

const NOW = Date.UTC(2026, 10, 22, 7, 0, 0, 123);

describe("the installation's signing key", () => {
  let fresh: FreshDatabase;
  const secretKey = randomBytes(32);
  beforeAll(async () => {
    fresh = await freshDatabase("pglite");
  });
  afterAll(() => fresh.remove());

  it("is RSA 2048 with a certificate signed by itself, for 365 days", async () => {
    const made = await makeCertificate(NOW);
    const certificate = new X509Certificate(made.certificate);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(365 * 86_400_000);
    expect(Date.parse(certificate.validFrom)).toBe(Math.floor(NOW / 1000) * 1000);
    expect(certificate.serialNumber).toMatch(/^01/);
    expect((await makeCertificate(NOW)).certificate).not.toBe(made.certificate);
  });

  it("is made once: servers that start together and later ones have the same", async () => {
    const [one, two] = await Promise.all([1, 2].map(() => loadSigningKey(fresh.database, secretKey, NOW)));
    const later = await loadSigningKey(fresh.database, secretKey, NOW + 1_000_000);
    expect([two?.fingerprint, later.fingerprint]).toEqual([one?.fingerprint, one?.fingerprint]);
    const signature = sign("sha256", Buffer.from("x"), later.privateKey);
    expect(verify("sha256", Buffer.from("x"), createPublicKey(later.certificate), signature)).toBe(true);
  });

  it("lies sealed, and another secret key says so and does not make a new one", async () => {
    const [row] = await fresh.database.query<{ sealed_private_key: string }>("select * from signing_keys");
    expect(row?.sealed_private_key).not.toContain("PRIVATE KEY");
    await expect(loadSigningKey(fresh.database, randomBytes(32), NOW)).rejects.toMatchObject({
      code: "keys.wrong-secret-key",
    });
  });
});

describe("sealing", () => {
  const key = randomBytes(32);

  it("opens with the same key for the same purpose only", () => {
    const sealed = seal(key, "a", "grün");
    expect(unseal(key, "a", sealed)).toBe("grün");
    expect(unseal(key, "b", sealed)).toBeNull();
    expect(unseal(randomBytes(32), "a", sealed)).toBeNull();
    expect(seal(key, "a", "grün"), "never the same twice").not.toBe(sealed);
  });

  it("notices any change", () => {
    const sealed = seal(key, "a", "text").split(".");
    for (const part of [1, 2, 3]) {
      const changed = sealed.map((text, index) =>
        index === part ? `${text[0] === "A" ? "B" : "A"}${text.slice(1)}` : text,
      );
      expect(unseal(key, "a", changed.join("."))).toBeNull();
    }
    expect(unseal(key, "a", "nonsense")).toBeNull();
    expect(
      unseal(key, "a", [sealed[0], sealed[1], sealed[2]?.slice(0, 6), sealed[3]].join(".")),
      "a short tag",
    ).toBeNull();
  });

  it("a digest depends on key and purpose", () => {
    expect(keyedDigest(key, "a", "x")).toEqual(keyedDigest(key, "a", "x"));
    expect(keyedDigest(key, "a", "x")).not.toEqual(keyedDigest(key, "b", "x"));
    expect(keyedDigest(key, "a", "x")).not.toEqual(keyedDigest(randomBytes(32), "a", "x"));
  });
});
