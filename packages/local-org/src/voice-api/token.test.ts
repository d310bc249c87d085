import { createHmac, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  CENTER,
  centerXml,
  createBody,
  makeCertificate,
  ORG_ID,
  START,
  startPracticeOrg,
  type Answer,
  type PracticeOrg,
} from "../testing/practice-org.ts";

let org: PracticeOrg;
let call = 0;
beforeAll(async () => {
  org = await startPracticeOrg();
});
beforeEach(() => {
  org.clock.time = START;
});
afterAll(() => org.close());

const send = (authorization?: string): Promise<Answer> =>
  org.ask(
    "POST",
    "/telephony/v1/voiceCalls",
    createBody(`token-${(call += 1)}`),
    authorization === undefined ? {} : { authorization },
  );
const bearer = (token: string): Promise<Answer> => send(`Bearer ${token}`);
const seconds = (): number => Math.floor(org.clock.time / 1_000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const voiceCalls = async (): Promise<number> => (await org.ask("GET", "/console/records/VoiceCall")).body.totalSize;

describe("a token of the voice API", () => {
  it("signed with the contact center's key is taken", async () => {
    expect((await bearer(await org.sign())).status).toBe(200);
  });

  it("may carry the audience of the older text", async () => {
    expect((await bearer(await org.sign({ aud: "https://scrt.salesforce.com" }))).status).toBe(200);
  });

  it("that is missing is refused", async () => {
    expect(await send()).toMatchObject({ status: 401, body: { code: "token.missing" } });
    expect(await send("Basic YTpi")).toMatchObject({ status: 401, body: { code: "token.missing" } });
    expect(await bearer("abc")).toMatchObject({ status: 401, body: { code: "token.malformed" } });
  });

  it("signed with another key is refused and leaves no record", async () => {
    const before = await voiceCalls();
    const other = await makeCertificate();
    expect(await bearer(await org.sign({}, other.key))).toMatchObject({
      status: 401,
      body: { code: "token.signature" },
    });
    expect(await voiceCalls()).toBe(before);
  });

  it("with alg none is refused", async () => {
    const claims = { iss: ORG_ID, sub: CENTER, exp: seconds() + 100 };
    const answer = await bearer(`${encode({ alg: "none" })}.${encode(claims)}.`);
    expect(answer).toMatchObject({ status: 401, body: { code: "token.algorithm" } });
  });

  it("with HS256 over the public key is refused", async () => {
    const head = `${encode({ alg: "HS256" })}.${encode({ iss: ORG_ID, sub: CENTER, exp: seconds() + 100 })}`;
    const publicKey = new X509Certificate(org.certificate).publicKey.export({ type: "spki", format: "pem" });
    const signature = createHmac("sha256", publicKey).update(head).digest("base64url");
    expect(await bearer(`${head}.${signature}`)).toMatchObject({ status: 401, body: { code: "token.algorithm" } });
  });

  it.each([
    ["no iss", { iss: undefined }, "token.issuer"],
    ["another org's iss", { iss: "00DLo0000000002" }, "token.issuer"],
    ["the 18-character iss", { iss: "00DLo0000000001MAA" }, "token.issuer"],
    ["no sub", { sub: undefined }, "token.subject"],
    ["an unknown sub", { sub: "Nobody" }, "token.subject"],
    ["no exp", { exp: undefined }, "token.expired"],
    ["an exp in the past", { exp: START / 1_000 - 31 }, "token.expired"],
    ["an exp too far away", { exp: START / 1_000 + 180 + 31 }, "token.lifetime"],
    ["another audience", { aud: "https://login.salesforce.com" }, "token.audience"],
  ])("with %s is refused", async (_name, claims, code) => {
    expect(await bearer(await org.sign(claims))).toMatchObject({ status: 401, body: { code } });
  });

  it("is forgiven 30 seconds of clock difference on both ends, and no more", async () => {
    expect((await bearer(await org.sign({ exp: seconds() - 29 }))).status).toBe(200);
    expect((await bearer(await org.sign({ exp: seconds() + 210 }))).status).toBe(200);
  });

  it("with a jti works once; without one it may be used again", async () => {
    const once = await org.sign({ jti: "one" });
    expect((await bearer(once)).status).toBe(200);
    expect(await bearer(once)).toMatchObject({ status: 401, body: { code: "token.replayed" } });
    const often = await org.sign();
    expect((await bearer(often)).status).toBe(200);
    expect((await bearer(often)).status).toBe(200);
  });

  it("may live 24 hours and carry the long org id once those facts are set", async () => {
    await org.ask("PUT", "/stand-in/facts", { issuer18: "accepted", maxTokenLifetimeSeconds: 86_400 });
    expect((await bearer(await org.sign({ iss: "00DLo0000000001MAA", exp: seconds() + 86_000 }))).status).toBe(200);
    await org.ask("PUT", "/stand-in/facts", { issuer18: "refused", maxTokenLifetimeSeconds: 180 });
  });

  it("of the old key is refused as soon as a new certificate is imported", async () => {
    const renewed = await makeCertificate();
    await org.ask("POST", "/setup/contact-centers?replace=true", centerXml(renewed.certificate));
    expect(await bearer(await org.sign())).toMatchObject({ status: 401, body: { code: "token.signature" } });
    expect((await bearer(await org.sign({}, renewed.key))).status).toBe(200);
    await org.ask("POST", "/setup/contact-centers?replace=true", centerXml(org.certificate));
  });

  it("is refused when the certificate has expired since its import, unless the fact says otherwise", async () => {
    org.clock.time = START + 366 * 86_400_000;
    expect(await bearer(await org.sign())).toMatchObject({ status: 401, body: { code: "token.certificate-expired" } });
    await org.ask("PUT", "/stand-in/facts", { expiredCertificate: "accepted" });
    expect((await bearer(await org.sign())).status).toBe(200);
    await org.ask("PUT", "/stand-in/facts", { expiredCertificate: "refused" });
  });
});
