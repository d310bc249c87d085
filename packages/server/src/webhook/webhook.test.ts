import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import { sign, TOLERANCE_MS, verifySignature } from "./signature.ts";

const SECRET = "a-secret-of-the-webhook-0123";
const codeOf = (work: () => unknown) => {
  try {
    work();
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe("a signature", () => {
  const body = Buffer.from('{"type":"legConnected"}');
  const at = 1_795_000_000_000;

  it("is the HMAC-SHA256 of time and raw body, as any telephony system can make it", () => {
    // Made with: printf '1795000000.{"type":"legConnected"}' | openssl dgst -sha256 -hmac a-secret-of-the-webhook-0123
    expect(sign(SECRET, body, at)).toMatch(/^t=1795000000,v1=[0-9a-f]{64}$/);
    expect(verifySignature(SECRET, sign(SECRET, body, at), body, at)).toEqual({ tenant: null });
  });

  it("belongs to one body, one key, one time and one tenant", () => {
    const good = sign(SECRET, body, at);
    expect(codeOf(() => verifySignature(SECRET, good, Buffer.from("{}"), at))).toBe("webhook.wrong-signature");
    expect(codeOf(() => verifySignature(`${SECRET}x`, good, body, at))).toBe("webhook.wrong-signature");
    expect(codeOf(() => verifySignature(SECRET, good.replace("t=1795000000", "t=1795000001"), body, at))).toBe(
      "webhook.wrong-signature",
    );
    const scoped = sign(SECRET, body, at, "00D000000000001:One");
    expect(verifySignature(SECRET, scoped, body, at)).toEqual({ tenant: "00D000000000001:One" });
    expect(codeOf(() => verifySignature(SECRET, scoped.replace(":One", ":Two"), body, at))).toBe(
      "webhook.wrong-signature",
    );
    expect(codeOf(() => verifySignature(SECRET, scoped.replace(/k=[^,]+,/, ""), body, at))).toBe(
      "webhook.wrong-signature",
    );
  });

  it("is good for five minutes on either side", () => {
    const good = sign(SECRET, body, at);
    expect(codeOf(() => verifySignature(SECRET, good, body, at + TOLERANCE_MS))).toBe("accepted");
    expect(codeOf(() => verifySignature(SECRET, good, body, at + TOLERANCE_MS + 1))).toBe("webhook.stale-signature");
    expect(codeOf(() => verifySignature(SECRET, good, body, at - TOLERANCE_MS - 1))).toBe("webhook.stale-signature");
  });

  it("of any other text is refused and never throws anything else", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(codeOf(() => verifySignature(SECRET, header, body, at))).toMatch(/^webhook\./);
      }),
    );
  });
});

describe("telephony facts", () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await Edge.start();
  });
  afterAll(() => edge.stop());

  it("are not taken while there is no contact center to take them for", async () => {
    const reply = await edge.fact(edge.callArrived());
    expect([reply.status, reply.problem.code]).toEqual([409, "tenant.not-chosen"]);
    await edge.center();
  });

  const callOf = (callId: string) => edge.ask("GET", `/v1/calls/${callId}`, { bearer: edge.server.secrets.operator });

  const callerOf = async (callId: string) =>
    (await callOf(callId)).body.participants.find(
      (one: { participantType: string }) => one.participantType === "Initial_Caller",
    );

  it("make a call, its number in E.164 with the raw text's name beside", async () => {
    const fact = edge.callArrived({ from: "+1 (415) 555-0123" });
    expect((await edge.fact(fact)).body).toEqual({ factId: (fact as { factId: string }).factId, repeated: false });
    expect(await callerOf(fact.callId)).toMatchObject({ phoneNumber: "+14155550123", name: "Grace Caller" });
  });

  it("a number that is none is kept as it came: a fact is never refused", async () => {
    const fact = edge.callArrived({ from: "anonymous" });
    expect((await edge.fact(fact)).status).toBe(200);
    expect((await callerOf(fact.callId)).phoneNumber).toBe("anonymous");
  });

  it("a requested callback is a call of its own, for the agent who is named by whatever spelling, else for anybody", async () => {
    const agentId = await edge.agent("ada@northwind.example");
    const asked = async (agent: string | null) => {
      const ids = { factId: randomUUID(), callId: randomUUID(), legId: randomUUID(), at: edge.now() };
      const words = { to: "+1 (415) 555-0123", customerName: "Grace Caller", queueId: null, previousCallId: null };
      expect((await edge.fact({ type: "callbackRequested", ...ids, ...words, agent })).status).toBe(200);
      const { body } = await callOf(ids.callId);
      const [started] = await edge.server.db.query<{ event: { forAgentId?: string } }>(
        "select event from call_events where call_id = $1 and type = 'callStarted'",
        [ids.callId],
      );
      expect(body).toMatchObject({ callType: "Callback", phase: "waiting", previousVendorCallKey: null });
      expect(await callerOf(ids.callId)).toMatchObject({ phoneNumber: "+14155550123", name: "Grace Caller" });
      return started!.event.forAgentId ?? null;
    };
    expect(await asked("Ada@Northwind.example")).toBe(agentId);
    expect(await asked("nobody@northwind.example")).toBeNull();
    expect(await asked(null)).toBeNull();
  });

  it("a delivery that comes twice has one effect", async () => {
    const fact = edge.callArrived();
    await edge.fact(fact);
    const count = async () =>
      (await edge.server.db.query("select 1 from parties")).length +
      (await edge.server.db.query("select 1 from call_events where call_id = $1 and type = 'legAdded'", [fact.callId]))
        .length;
    const before = await count();
    expect((await edge.fact(fact)).body.repeated).toBe(true);
    expect(await count(), "no second leg, no second party").toBe(before);
  });

  it("a delivery with a wrong, an old or no signature has no effect", async () => {
    const fact = edge.callArrived();
    const raw = Buffer.from(JSON.stringify(fact));
    const { webhook } = edge.server.secrets;
    const attempts = [
      [sign("another-secret-altogether", raw, edge.now()), "webhook.wrong-signature"],
      [sign(webhook, Buffer.from("{}"), edge.now()), "webhook.wrong-signature"],
      [sign(webhook, raw, edge.now() - 400_000), "webhook.stale-signature"],
      ["", "webhook.signature-missing"],
    ] as const;
    for (const [signature, code] of attempts) {
      const reply = await edge.fact(fact, signature);
      expect([reply.status, reply.problem.code]).toEqual([401, code]);
      expect(reply.headers["www-authenticate"]).toBe("PT-Signature");
    }
    expect((await callOf(fact.callId)).status).toBe(404);
  });

  it("one about an unknown call is kept for reconciliation and is no failure", async () => {
    const reply = await edge.fact({
      type: "legConnected",
      factId: randomUUID(),
      callId: randomUUID(),
      at: edge.now(),
      requestId: null,
      legId: randomUUID(),
    });
    expect([reply.status, reply.body.repeated]).toEqual([200, false]);
    const entries = await edge.server.db.query("select code from reconcile_entries");
    expect(entries.length).toBeGreaterThan(0);
  });

  it("a tenant's own key reaches that tenant only", async () => {
    const tenant = await edge.center("00D000000000002", "Elsewhere");
    const fact = edge.callArrived();
    const raw = Buffer.from(JSON.stringify(fact));
    const reply = await edge.fact(fact, sign(edge.server.secrets.webhook, raw, edge.now(), tenant));
    expect(reply.status).toBe(200);
    const rows = await edge.server.db.query<{ tenant_id: string }>("select tenant_id from calls where call_id = $1", [
      fact.callId,
    ]);
    expect(rows.map((row) => row.tenant_id)).toEqual([tenant]);
    const unscoped = await edge.fact(edge.callArrived());
    expect(unscoped.problem.code, "two contact centers and none chosen").toBe("tenant.not-chosen");
  });
});
