import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG, type Ask } from "../../tests/support/edge.ts";
import { scopedBearer } from "../tenants/scoped-credential.ts";

const CURRENT = "/v1/contact-centers/current";
const OTHER = "00D000000000002";
const METADATA = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://northwind.example"/>`;

describe("what Setup asks of a contact center", () => {
  let edge: Edge;
  const scoped = (tenant = `${ORG}:${CENTER}`): Ask => ({
    bearer: scopedBearer(edge.server.secrets.management, tenant),
  });
  beforeAll(async () => {
    edge = await Edge.start({
      env: { PT_INTELLIGENCE_SERVICES: "acme:Acme insight:Category+Sentiment, acmeLite : Lite :Sentiment" },
    });
    await edge.center(ORG, CENTER, {
      phoneNumbers: ["+14155550100", "+493012345678", "+80012345678"],
      defaultCountry: "CH",
    });
    await edge.center(OTHER, "Elsewhere");
  });
  afterAll(() => edge.stop());

  const check = (orgId: string, ask: Ask) =>
    edge.ask("POST", "/v1/connection-checks", {
      ...ask,
      body: { orgId, contactCenterId: "04vAB0000000001", internalName: CENTER },
    });

  it("a credential belongs to the org that it was issued for, and to no other", async () => {
    expect(await check(ORG, scoped())).toMatchObject({ status: 200, body: { orgId: ORG } });
    expect((await check(OTHER, scoped())).problem).toMatchObject({ status: 403, code: "connection.other-org" });
    const whole = { bearer: edge.server.secrets.management };
    expect((await check(OTHER, whole)).status).toBe(200);
    expect((await check("00D000000000009", whole)).problem.code).toBe("connection.other-org");
  });

  it("a credential lists the contact centers that it covers, and does not learn of others", async () => {
    const own = await edge.ask("GET", "/v1/contact-centers", scoped());
    const northwind = { partnerContactCenterId: `${ORG}:${CENTER}`, displayName: "Northwind" };
    expect(own.body).toEqual({ contactCenters: [northwind] });
    const all = await edge.manage("GET", "/v1/contact-centers");
    expect(all.body.contactCenters).toHaveLength(2);
    expect((await edge.ask("GET", "/v1/contact-centers", scoped("00D000000000003:Gone"))).body.contactCenters).toEqual(
      [],
    );
  });

  it("the header chooses among contact centers that a credential covers, and opens no other", async () => {
    const queues = (ask: Ask, choice?: string) =>
      edge.ask("GET", `${CURRENT}/queues`, { ...ask, ...(choice ? { headers: { "pt-contact-center": choice } } : {}) });
    const whole = { bearer: edge.server.secrets.management };
    expect((await queues(whole)).problem).toMatchObject({ status: 409, code: "tenant.not-chosen" });
    expect((await queues(whole, `${OTHER}:Elsewhere`)).status).toBe(200);
    expect((await queues(whole, `${OTHER}:None`)).problem.code).toBe("contact-center.unknown");
    expect((await queues(scoped())).status).toBe(200);
    expect((await queues(scoped(), `${ORG}:${CENTER}`)).status).toBe(200);
    expect((await queues(scoped(), `${OTHER}:Elsewhere`)).problem).toMatchObject({
      status: 404,
      code: "contact-center.unknown",
    });
  });

  it("phone numbers have their country; one that belongs to none has the contact center's", async () => {
    const { body } = await edge.ask("GET", `${CURRENT}/phone-numbers`, scoped());
    expect(body.phoneNumbers).toEqual([
      { phoneNumberId: "+14155550100", phoneNumber: "+14155550100", countryCode: "US", type: null },
      { phoneNumberId: "+493012345678", phoneNumber: "+493012345678", countryCode: "DE", type: null },
      { phoneNumberId: "+80012345678", phoneNumber: "+80012345678", countryCode: "CH", type: null },
    ]);
    expect((await edge.ask("GET", `${CURRENT}/phone-numbers`, scoped(`${OTHER}:Elsewhere`))).body.phoneNumbers).toEqual(
      [],
    );
  });

  it("queues take groups, and intelligence services are those of the settings", async () => {
    const { body } = await edge.ask("GET", `${CURRENT}/telephony-features`, scoped());
    expect(body).toEqual({
      queueUserGrouping: true,
      intelligenceServices: [
        { service: "acme", label: "Acme insight", signalTypes: ["Category", "Sentiment"] },
        { service: "acmeLite", label: "Lite", signalTypes: ["Sentiment"] },
      ],
    });
  });

  it("a new org domain is where Salesforce is reached from then on; an unsafe one is refused", async () => {
    const put = (scrtUrl: string) =>
      edge.ask("PUT", `${CURRENT}/org-domain`, {
        ...scoped(),
        body: { orgDomain: "moved.my.salesforce.com", scrtUrl },
      });
    expect((await put("http://moved.example")).problem.code).toBe("contact-center.insecure-url");
    for (const _ of [1, 2]) expect((await put("https://moved.example")).status).toBe(204);
    const rows = await edge.server.db.query("select tenant_id, scrt_url, org_domain from contact_centers order by 1");
    expect(rows).toEqual([
      { tenant_id: `${ORG}:${CENTER}`, scrt_url: "https://moved.example", org_domain: "moved.my.salesforce.com" },
      expect.objectContaining({ tenant_id: `${OTHER}:Elsewhere`, org_domain: null }),
    ]);
  });

  it("Salesforce's SAML metadata is kept, the newest; what is none is refused", async () => {
    const put = (samlMetadata: string) =>
      edge.ask("PUT", `${CURRENT}/identity-provider`, { ...scoped(), body: { samlMetadata } });
    expect((await put("<html/>")).problem).toMatchObject({ status: 422, code: "identity-provider.malformed" });
    const withEntity = `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${METADATA}`;
    expect((await put(withEntity)).problem.code).toBe("identity-provider.malformed");
    expect((await put("x".repeat(200_001))).problem.code).toBe("body.invalid");
    expect((await put(METADATA.replace("northwind", "earlier"))).status).toBe(204);
    expect((await put(METADATA)).status).toBe(204);
    const rows = await edge.server.db.query("select saml_metadata from contact_centers order by tenant_id");
    expect(rows).toEqual([{ saml_metadata: METADATA }, { saml_metadata: null }]);
  });

  it("a server without SAML log-in says so, and one with it gives its addresses", async () => {
    const none = await edge.ask("GET", `${CURRENT}/single-sign-on`, scoped());
    expect(none.problem).toMatchObject({ status: 409, code: "single-sign-on.not-set" });
    const env = { PT_SSO_ACS_URL: "https://log-in.example/acs", PT_SSO_ENTITY_ID: "https://log-in.example" };
    const other = await Edge.start({ env });
    try {
      await other.center();
      expect((await other.manage("GET", `${CURRENT}/single-sign-on`)).body).toEqual({
        acsUrl: env.PT_SSO_ACS_URL,
        entityUrl: env.PT_SSO_ENTITY_ID,
        sloUrl: null,
        customAttributes: {},
      });
    } finally {
      await other.stop();
    }
  });
});

describe("recording URLs for Salesforce", () => {
  const started: Edge[] = [];
  afterAll(() => Promise.all(started.map((edge) => edge.stop())));

  /** A call that has ended, with its recording fetched from a telephony system. */
  async function recorded(edge: Edge, name = CENTER, orgId = ORG): Promise<string> {
    await edge.center(orgId, name);
    const [callId, legId] = [randomUUID(), randomUUID()];
    const tenant = `${orgId}:${name}`;
    await edge.server.db.query(
      `insert into calls (tenant_id, call_id, version, phase, snapshot, agent_ids, started_at, changed_at)
       values ($1, $2, 1, 'ended', '{"endedAt": 1}', '{}', now(), now())`,
      [tenant, callId],
    );
    const event = JSON.stringify({ type: "legAdded", vendorCallKey: legId });
    await edge.server.db.query(
      `insert into call_events (tenant_id, call_id, version, at, type, v, event) values ($1, $2, 1, now(), 'legAdded', 1, $3::jsonb)`,
      [tenant, callId, event],
    );
    await edge.server.db.query(
      `insert into recordings (tenant_id, call_id, recording_id, state, media_type, bytes, duration_ms, created_at, due_at)
       values ($1, $2, $3, 'stored', 'audio/wav', 1, 1000, now(), now())`,
      [tenant, callId, randomUUID()],
    );
    return legId;
  }
  const start = async (env: Record<string, string>) => {
    const edge = await Edge.start({ env });
    started.push(edge);
    return edge;
  };
  const sign = (edge: Edge, keys: readonly string[], tenant = `${ORG}:${CENTER}`) =>
    edge.ask("POST", `${CURRENT}/recording-urls`, {
      bearer: scopedBearer(edge.server.secrets.management, tenant),
      body: { vendorCallKeys: keys },
    });

  it("are good for five minutes at least, one for each key asked, and none for another contact center's", async () => {
    const edge = await start({ PT_PUBLIC_URL: "https://telephony.example", PT_RECORDING_URL_SECONDS: "60" });
    const key = await recorded(edge);
    await edge.center("00D000000000002", "Elsewhere");
    const { status, body } = await sign(edge, ["nobody", key, key]);
    expect(status).toBe(200);
    expect(body.recordings.map(({ vendorCallKey }: { vendorCallKey: string }) => vendorCallKey)).toEqual([
      "nobody",
      key,
      key,
    ]);
    expect(body.recordings[0]).toEqual({ vendorCallKey: "nobody", state: "none", url: null, expiresInMinutes: null });
    expect(body.recordings[1]).toMatchObject({ state: "ready", expiresInMinutes: 5 });
    const url = new URL(body.recordings[1].url);
    expect(url.origin).toBe("https://telephony.example");
    expect(Number(url.searchParams.get("expires")) * 1000 - edge.now()).toBeGreaterThanOrEqual(299_000);
    const other = await sign(edge, [key], "00D000000000002:Elsewhere");
    expect(other.body.recordings[0].state).toBe("none");
    expect((await sign(edge, [])).problem.code).toBe("body.invalid");
    expect(
      (
        await sign(
          edge,
          Array.from({ length: 501 }, () => key),
        )
      ).problem.code,
    ).toBe("body.invalid");
    expect(
      (
        await sign(
          edge,
          Array.from({ length: 500 }, () => randomUUID()),
        )
      ).body.recordings,
    ).toHaveLength(500);
  });

  it("are refused where the server has no https address, and keys without recording are answered", async () => {
    const edge = await start({});
    const key = await recorded(edge);
    expect((await sign(edge, [key])).problem).toMatchObject({ status: 409, code: "recording.insecure-address" });
    expect((await sign(edge, ["nobody"])).body.recordings[0].state).toBe("none");
  });
});
