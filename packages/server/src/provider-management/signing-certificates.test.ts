import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createVoiceApi, type VoiceApi } from "@partner-telephony/salesforce-voice";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG } from "../../tests/support/edge.ts";
import { makeCertificate } from "../keys/make-certificate.ts";
import { loadSigningKey } from "../keys/signing-key.ts";
import { SigningKeys } from "../keys/signing-keys.ts";
import { withSigningKeys } from "../keys/with-signing-keys.ts";
import { scopedBearer } from "../tenants/scoped-credential.ts";

const PATH = "/v1/contact-centers/current/signing-certificates";
const HERE = `${ORG}:${CENTER}`;

describe("a new signing certificate", () => {
  let edge: Edge;
  let salesforce: Server;
  /** What Salesforce verifies tokens with, as Setup has stored it. */
  let certificate = "";
  let requests: number[] = [];
  beforeAll(async () => {
    edge = await Edge.start();
    salesforce = createServer((request, response) => {
      const token = (request.headers.authorization ?? "").replace("Bearer ", "");
      const [header, claims, signature = ""] = token.split(".");
      const signed = Buffer.from(`${header}.${claims}`);
      const good = verify("sha256", signed, createPublicKey(certificate), Buffer.from(signature, "base64url"));
      requests.push(good ? 200 : 401);
      response.writeHead(good ? 200 : 401, { "content-type": "application/json" });
      response.end("{}");
    });
    await new Promise<void>((resolve) => salesforce.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(async () => {
    await edge.center();
    await edge.center("00D000000000002", "OrgSigns", { signer: "org" });
    await edge.server.db.query("delete from contact_center_signing_keys");
    certificate = (await edge.manage("GET", "/v1/signing-certificate")).body.certificate as string;
    requests = [];
  });
  afterAll(async () => {
    salesforce.closeAllConnections();
    await new Promise((resolve) => salesforce.close(resolve));
    await edge.stop();
  });

  const renew = (key?: string, tenant = HERE) =>
    edge.ask("POST", PATH, {
      bearer: scopedBearer(edge.server.secrets.management, tenant),
      body: {},
      ...(key === undefined ? {} : { key }),
    });
  /** A server's client: the one that is running, or one that was started anew. */
  const connect = async (): Promise<VoiceApi> => {
    const { db, secrets } = edge.server;
    const installation = (await loadSigningKey(db, secrets.secretKey, edge.now())).privateKey;
    const keys = new SigningKeys(db, HERE, { installation, secretKey: secrets.secretKey }, edge.now);
    const origin = `http://127.0.0.1:${(salesforce.address() as AddressInfo).port}`;
    const api = createVoiceApi({
      origin,
      orgId: ORG,
      contactCenterName: CENTER,
      signingKey: () => keys.signingKey(),
      providerName: "Partner Telephony",
    });
    return withSigningKeys(api, keys);
  };
  const ask = (api: VoiceApi) => api.clearRouting("0LQ000000000001");

  it("has a key pair of its own, which nobody has seen before", async () => {
    const [one, two] = [await renew(), await renew()];
    expect(one.status).toBe(201);
    expect(Object.keys(one.body).sort()).toEqual(["certificate", "expiresAt"]);
    const read = new X509Certificate(one.body.certificate as string);
    expect(Date.parse(read.validTo)).toBe(one.body.expiresAt);
    expect(new Set([certificate, one.body.certificate, two.body.certificate]).size).toBe(3);
    const [row] = await edge.server.db.query<{ sealed_private_key: string }>(
      "select sealed_private_key from contact_center_signing_keys",
    );
    expect(row?.sealed_private_key).not.toContain("PRIVATE KEY");
  });

  it("is answered again to a repeated request", async () => {
    const key = "5a0b9d0e-7a47-4a9f-8d52-0a7d1f3f9c21";
    expect((await renew(key)).body).toEqual((await renew(key)).body);
    expect(await edge.server.db.query("select 1 from contact_center_signing_keys")).toHaveLength(1);
  });

  it("is not made where the org's own certificate signs", async () => {
    const reply = await renew(undefined, "00D000000000002:OrgSigns");
    expect(reply.problem).toMatchObject({ status: 409, code: "signer.org" });
    expect(await edge.server.db.query("select 1 from contact_center_signing_keys")).toEqual([]);
  });

  it("is not signed with until Salesforce has taken it, and then at once, without a request lost", async () => {
    const api = await connect();
    await ask(api);
    const renewed = await renew();
    api.forgetToken();
    await ask(api);
    expect(requests).toEqual([200, 200]);
    certificate = renewed.body.certificate as string;
    await Promise.all([ask(api), ask(api), ask(api)]);
    expect(requests.filter((status) => status === 200)).toHaveLength(5);
    requests = [];
    const restarted = await connect();
    await ask(restarted);
    expect(requests, "the key that Salesforce has taken is kept").toEqual([200]);
    await Promise.all([api.close(), restarted.close()]);
  });

  it("is found among several, when answers were lost and Salesforce has taken an earlier one", async () => {
    const api = await connect();
    const [earlier] = [await renew(), await renew(), await renew()];
    certificate = earlier.body.certificate as string;
    await ask(api);
    expect(requests.at(-1)).toBe(200);
    requests = [];
    await ask(api);
    expect(requests).toEqual([200]);
    await api.close();
  });

  it("of one contact center is not another's, and one that nobody has is refused as before", async () => {
    const renewed = await renew(undefined, HERE);
    certificate = (await makeCertificate(edge.now())).certificate;
    const api = await connect();
    await expect(ask(api)).rejects.toMatchObject({ code: "salesforce.unauthorized" });
    expect(requests.every((status) => status === 401)).toBe(true);
    certificate = renewed.body.certificate as string;
    await ask(api);
    await api.close();
  });
});
