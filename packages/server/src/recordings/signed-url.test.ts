import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeSignature, signUrl, type Signed } from "./signed-url.ts";

const secretKey = randomBytes(32);
const publicUrl = "https://telephony.example.com";
const now = 1_795_000_000_000;
const signed: Signed = {
  tenant: "00D000000000001:NorthwindSupport",
  callId: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
  expires: now / 1000 + 900,
};

function read(url: string): { signed: Signed; signature: string } {
  const { pathname, searchParams } = new URL(url);
  return {
    signed: {
      tenant: searchParams.get("tenant")!,
      callId: pathname.split("/").at(-1)!,
      expires: Number(searchParams.get("expires")),
    },
    signature: searchParams.get("signature")!,
  };
}

describe("a signed address of a recording", () => {
  const { signed: found, signature } = read(signUrl(secretKey, publicUrl, signed));

  it("is good until the second in which it expires, and not in it", () => {
    expect(found).toEqual(signed);
    expect(judgeSignature(secretKey, found, signature, signed.expires * 1000 - 1)).toBe("good");
    expect(judgeSignature(secretKey, found, signature, signed.expires * 1000)).toBe("expired");
  });

  it.each([
    ["another contact center's", { ...signed, tenant: "00D000000000001:Other" }],
    ["another call's", { ...signed, callId: "bbbbbbbb-aaaa-4aaa-8aaa-aaaaaaaaaaaa" }],
    ["a longer life's", { ...signed, expires: signed.expires + 1 }],
  ])("is not %s", (_whose, other) => {
    expect(judgeSignature(secretKey, other, signature, now)).toBe("forged");
  });

  it("of another installation, or made up, is worth nothing, and an old forgery is a forgery", () => {
    expect(judgeSignature(randomBytes(32), signed, signature, now)).toBe("forged");
    const old = { ...signed, expires: 1 };
    fc.assert(fc.property(fc.string(), (text) => judgeSignature(secretKey, old, text, now) === "forged"));
  });

  it("has at most 1,000 characters, whatever the installation is called", () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,79}$/);
    fc.assert(
      fc.property(name, fc.integer({ min: 0, max: 480 }), (center, length) => {
        const url = signUrl(secretKey, `https://x.example/${"p".repeat(length)}`, {
          ...signed,
          tenant: `00D000000000001:${center}`,
        });
        expect(url.length).toBeLessThanOrEqual(1_000);
        expect(read(url).signed.tenant).toBe(`00D000000000001:${center}`);
      }),
    );
  });
});
