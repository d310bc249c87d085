import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CENTER, START, centerXml, startPracticeOrg, type PracticeOrg } from "../testing/practice-org.ts";

const PACKAGE = fileURLToPath(new URL("../../../../force-app/main", import.meta.url));
const STARTS_WITHIN_MS = 180_000;
const CERTIFICATE = "VoiceApiSigning";
const definition = {
  users: [
    {
      username: "ada@northwind.example",
      name: "Ada Agent",
      role: "agent",
      permissionSets: ["PartnerTelephonyAgent"],
    },
    { username: "ben@northwind.example", name: "Ben Agent", role: "agent" },
  ],
  namedCredentials: [{ name: "SalesforceVoice" }],
  records: [
    {
      object: "PartnerTelephonyConfig__c",
      fields: {
        ContactCenterName__c: CENTER,
        Signer__c: "org",
        CertificateName__c: CERTIFICATE,
        VoiceApiCredential__c: "SalesforceVoice",
      },
    },
  ],
};
const callOf = (vendorCallKey: string) => ({
  vendorCallKey,
  to: "+18005550100",
  from: "+14155550101",
  initiationMethod: "Inbound",
  startTime: new Date(START).toISOString(),
  participants: [{ participantKey: "+14155550101", type: "END_USER" }],
});

describe("a Visualforce page where the org signs", () => {
  let org: PracticeOrg;
  let certificate: string;
  const remote = (calls: object | object[], user = org.ada) =>
    org.ask("POST", `/apexremote?user=${encodeURIComponent(user)}`, calls);
  const carry = (tid: number, body: object, method = "POST") => ({
    action: "VoiceCallCourier",
    method: "carry",
    data: [method, "", JSON.stringify(body), null],
    type: "rpc",
    tid,
    ctx: { csrf: "x", vid: "066", ns: "", ver: 67 },
  });
  beforeAll(async () => {
    org = await startPracticeOrg({ apexFolder: PACKAGE, definition });
  }, STARTS_WITHIN_MS);
  afterAll(() => org.close());

  it(
    "is told that the org's certificate is missing, and needs nothing but the certificate then",
    async () => {
      const { body } = await remote(carry(1, callOf("leg-0")));
      expect([body[0].result.status, JSON.parse(body[0].result.body).code]).toEqual([409, "salesforce.signing-failed"]);
      const made = await org.ask("PUT", `/setup/certificates/${CERTIFICATE}`);
      certificate = made.body.certificate;
      expect((await org.ask("PUT", `/setup/certificates/${CERTIFICATE}`)).body).toEqual(made.body);
      await org.ask("POST", "/setup/contact-centers?replace=true", centerXml(certificate));
      expect((await remote(carry(2, callOf("leg-0")))).body[0].result.status).toBe(201);
    },
    STARTS_WITHIN_MS,
  );

  it(
    "has the package's Apex report a call: signed with the org's certificate, taken by the voice API",
    async () => {
      const { status, body } = await remote(carry(7, callOf("leg-1")));
      expect(status).toBe(200);
      expect(body, JSON.stringify(body)).toMatchObject([
        { statusCode: 200, type: "rpc", tid: 7, ref: false, action: "VoiceCallCourier", method: "carry" },
      ]);
      expect(body[0].result.status, JSON.stringify(body)).toBe(201);
      const { records } = (await org.ask("GET", "/console/records/VoiceCall")).body;
      expect(records[0]).toMatchObject({ VendorCallKey: "leg-1", FromPhoneNumber: "+14155550101" });
      expect(JSON.parse(body[0].result.body).voiceCallId).toContain(records[0].Id.slice(0, 15));
    },
    STARTS_WITHIN_MS,
  );

  it("names the class with the package's namespace as well", async () => {
    const { body } = await remote({ ...carry(3, callOf("leg-5")), action: "acme.VoiceCallCourier" });
    expect(body[0]).toMatchObject({ type: "rpc", result: { status: 201 } });
  });

  it("is refused by the package for an agent without its permission set", async () => {
    const { body } = await remote(carry(1, callOf("leg-2")), org.ben);
    expect([body[0].statusCode, body[0].result.status]).toEqual([200, 403]);
    expect(JSON.parse(body[0].result.body).code).toBe("caller.not-permitted");
  });

  it("gets an answer for each call of one request, in their order, and exceptions among them", async () => {
    const none = { action: "VoiceCallCourier", method: "carry", data: ["POST"], type: "rpc", tid: 2 };
    const { status, body } = await remote([carry(1, callOf("leg-3")), none, { ...none, action: "Gone", tid: 3 }]);
    expect(status).toBe(200);
    expect(body.map((one: { tid: number; type: string }) => [one.tid, one.type])).toEqual([
      [1, "rpc"],
      [2, "exception"],
      [3, "exception"],
    ]);
    expect(body[2]).toMatchObject({ statusCode: 400, message: expect.stringContaining("Gone"), data: null });
  });

  it("names its user, and calls of another shape are refused", async () => {
    expect((await remote(carry(1, {}), "nobody")).body.code).toBe("user.not-found");
    expect((await org.ask("POST", "/apexremote", carry(1, {}))).body.code).toBe("request.malformed");
    expect((await remote({ action: "A" })).body.code).toBe("request.malformed");
  });
});

it("a stand-in without Apex says so to a Visualforce page", async () => {
  const org = await startPracticeOrg({ empty: true });
  const call = { action: "VoiceCallCourier", method: "carry", data: [], type: "rpc", tid: 1 };
  const { status, body } = await org.ask("POST", `/apexremote?user=${org.ada}`, call);
  await org.close();
  expect([status, body.code]).toEqual([501, "apex.not-hosted"]);
});
