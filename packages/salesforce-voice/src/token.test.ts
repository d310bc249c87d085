import { generateKeyPairSync } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { manualClock } from "./testing/manual-clock.ts";
import { privateKey, publicKey } from "./testing/stub-org.ts";
import { shortOrgId, tokenSource } from "./token.ts";

const issuer = "00Dxx0000001gPL";
const subject = "Fabrikam_Voice";

function source(signingKey = async () => privateKey, clock = manualClock()) {
  let signed = 0;
  const counted = async () => {
    signed += 1;
    return signingKey();
  };
  return { clock, signed: () => signed, token: tokenSource({ issuer, subject, signingKey: counted, now: clock.now }) };
}

describe("the token Salesforce gets", () => {
  it("is RS256, names org and contact center, lives 170 s, and carries neither jti nor aud", async () => {
    const { clock, token } = source();
    const jwt = await token.get();
    const { payload } = await jwtVerify(jwt, publicKey, { currentDate: new Date(clock.now()) });
    const issuedAt = clock.now() / 1_000;
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: "RS256", typ: "JWT" });
    expect(payload).toEqual({ iss: issuer, sub: subject, iat: issuedAt, exp: issuedAt + 170 });
  });

  it("is kept until its last 30 s begin and then renewed", async () => {
    const { clock, token, signed } = source();
    const first = await token.get();
    clock.advance(139_999);
    expect(await token.get()).toBe(first);
    clock.advance(1);
    expect(await token.get()).not.toBe(first);
    expect(signed()).toBe(2);
  });

  it("is signed once for a hundred calls that ring at once", async () => {
    const { token, signed } = source();
    const tokens = await Promise.all(Array.from({ length: 100 }, () => token.get()));
    expect(new Set(tokens).size).toBe(1);
    expect(signed()).toBe(1);
  });

  it("is signed anew after a failure: a key store that was down once does not stay down", async () => {
    let broken = true;
    const { token } = source(async () => {
      if (broken) throw new Error("key store down");
      return privateKey;
    });
    await expect(token.get()).rejects.toThrow("key store down");
    broken = false;
    await expect(token.get()).resolves.toMatch(/^ey/);
  });

  it("is signed with the new key once the old token is forgotten, even in the middle of signing", async () => {
    const next = generateKeyPairSync("rsa", { modulusLength: 2048 });
    let giveOldKey: (key: typeof privateKey) => void = () => undefined;
    const oldKey = new Promise<typeof privateKey>((resolve) => (giveOldKey = resolve));
    const keys = [oldKey, Promise.resolve(next.privateKey)];
    const { clock, token, signed } = source(() => keys.shift() ?? oldKey);
    const underWay = token.get();
    token.forget();
    const fresh = await token.get();
    giveOldKey(privateKey);
    const currentDate = new Date(clock.now());
    await expect(jwtVerify(await underWay, publicKey, { currentDate })).resolves.toBeDefined();
    // The late signature of the old key must not take the new one's place.
    expect(await token.get()).toBe(fresh);
    await expect(jwtVerify(fresh, next.publicKey, { currentDate })).resolves.toBeDefined();
    expect(signed()).toBe(2);
  });

  it("is renewed when the clock was set back, for Salesforce would see one from the future", async () => {
    const { clock, token, signed } = source();
    await token.get();
    clock.advance(-3_600_000);
    await token.get();
    expect(signed()).toBe(2);
  });
});

describe("the org id", () => {
  it("goes out with 15 characters, whichever form is given", () => {
    expect(shortOrgId("00Dxx0000001gPLEAY")).toBe("00Dxx0000001gPL");
    expect(shortOrgId("00Dxx0000001gPL")).toBe("00Dxx0000001gPL");
  });

  it.each(["", "00Dxx0000001gP", "00Dxx0000001gPLE", "005xx0000001gPL", "00Dxx0000001g-L"])("refuses %j", (given) => {
    expect(() => shortOrgId(given)).toThrow(TypeError);
  });
});
