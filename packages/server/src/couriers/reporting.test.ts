import { randomUUID } from "node:crypto";
import type { TelephonyFact } from "@partner-telephony/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Edge, ORG } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { SocketClient, type FrameOf } from "../../tests/support/socket-client.ts";
import { sign } from "../webhook/signature.ts";

const AVAILABLE = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };
const created = { status: 201, body: '{"voiceCallId":"0LQ000000000001","errors":[]}' };
const taken = { status: 202, body: '{"status":"pending"}' };
const refused = (status: number, code: string, more: object = {}) => ({
  status,
  body: JSON.stringify({ code, detail: "A sentence.", ...more }),
});

/** As a page of the package does, without a browser and without Apex. */
class Page {
  readonly client: SocketClient;

  constructor(client: SocketClient) {
    this.client = client;
  }

  /** The n-th request for this page, the first being 1. */
  async asked(count: number): Promise<FrameOf<"courier.request">> {
    const frames = await eventually(
      () => this.client.of("courier.request"),
      (all) => all.length >= count,
    );
    return frames[count - 1]!;
  }

  answer(requestId: string, answer: { status: number; body: string | null }): void {
    this.client.say({ type: "courier.answer", requestId, ...answer });
  }
}

/** A server; each test has a contact center of its own there, whose org signs, with two agents. */
function served(createVoiceCallMs: number) {
  let edge: Edge;
  let center: string;
  let made = 0;
  const open: SocketClient[] = [];

  beforeAll(async () => {
    edge = await Edge.start({ policy: { createVoiceCallMs } });
  });
  beforeEach(async () => {
    center = `Support${++made}`;
    await addCenter(center, "ada", "bob");
  });
  afterEach(() => open.splice(0).forEach((client) => client.close()));
  afterAll(() => edge.stop());

  async function addCenter(name: string, ...agents: string[]): Promise<void> {
    await edge.center(ORG, name, { signer: "org" });
    for (const agent of agents) await edge.agent(`${agent}@example.com`, {}, ORG, name);
  }

  const tenant = () => `${ORG}:${center}`;

  function fact(body: TelephonyFact) {
    const raw = Buffer.from(JSON.stringify(body));
    return edge.fact(body, sign(edge.server.secrets.webhook, raw, edge.now(), tenant()));
  }

  async function hello(name: string, at = center): Promise<Page> {
    const session = await edge.logIn(`${name}@example.com`, ORG, at);
    const client = await SocketClient.hello(edge.wsUrl, session.bearer);
    open.push(client);
    const body = { type: "setPresence", presence: AVAILABLE, enqueue: false };
    const set = await edge.ask("POST", "/v1/agents/current/commands", {
      bearer: session.bearer,
      epoch: client.epoch,
      body,
    });
    expect(set.status).toBe(200);
    return new Page(client);
  }

  async function courier(name: string, at = center): Promise<Page> {
    const page = await hello(name, at);
    page.client.say({ type: "courier.ready" });
    return page;
  }

  async function arrive(): Promise<Extract<TelephonyFact, { type: "callArrived" }>> {
    const arrived = edge.callArrived() as Extract<TelephonyFact, { type: "callArrived" }>;
    expect((await fact(arrived)).status).toBe(200);
    return arrived;
  }

  const hangUp = ({ callId, legId }: { callId: string; legId: string }) =>
    fact({
      type: "legEnded",
      factId: randomUUID(),
      callId,
      legId,
      at: edge.now(),
      requestId: null,
      reason: "hungUp",
    });
  const voiceCallId = async (callId: string) => (await edge.server.engine.call(tenant(), callId))?.voiceCallId ?? null;
  const owed = () =>
    edge.server.db.query<{ type: string; attempts: number }>(
      "select type, attempts from outbox where tenant_id = $1 and lane = 'salesforce' order by outbox_id",
      [tenant()],
    );
  const nothingOwed = () => eventually(owed, (rows) => rows.length === 0);
  const rings = ({ callId }: { callId: string }) => edge.telephony.asked("ringAgent", callId);

  return { arrive, courier, hangUp, hello, nothingOwed, owed, rings, voiceCallId, addCenter, tenant, edge: () => edge };
}

describe("a call of a contact center whose org signs", () => {
  // Given time, however busy the machine is.
  const { arrive, courier, hangUp, hello, nothingOwed, rings, voiceCallId, addCenter, tenant, edge } = served(10_000);

  it("has its record made by an agent's page before the call rings, and updated after its end", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    const create = await page.asked(1);
    expect(create).toMatchObject({ method: "POST", path: "/", traceparent: expect.any(String) });
    expect(JSON.parse(create.body!)).toMatchObject({ vendorCallKey: arrived.legId, initiationMethod: "Inbound" });
    expect(edge().telephony.of("ringAgent", arrived.callId), "it does not ring before").toEqual([]);
    page.answer(create.requestId, created);
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBe("0LQ000000000001");
    await hangUp(arrived);
    const clear = await page.asked(2);
    expect([clear.method, clear.path, clear.body]).toEqual(["PATCH", "/0LQ000000000001/clear-routing", null]);
    page.answer(clear.requestId, { status: 204, body: null });
    const last = await page.asked(3);
    expect([last.method, last.path]).toEqual(["PATCH", "/0LQ000000000001"]);
    page.answer(last.requestId, taken);
    await nothingOwed();
    expect(edge().voiceApi.created, "nothing goes by our own signature").toEqual([]);
  });

  it("asks another page when the first one goes while it carries", async () => {
    const first = await courier("ada");
    const arrived = await arrive();
    const create = await first.asked(1);
    const second = await courier("bob");
    first.client.close();
    const again = await second.asked(1);
    expect(again.body).toBe(create.body);
    second.answer(again.requestId, created);
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBe("0LQ000000000001");
  });

  it("rings without a record when the package refuses, and the log says why", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    page.answer((await page.asked(1)).requestId, refused(403, "caller.not-permitted"));
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBeNull();
    expect(edge().logged.some((line) => line.includes('"cause":"caller.not-permitted"'))).toBe(true);
  });

  it("owes the final update on while the package refuses it: an admin mends that", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    page.answer((await page.asked(1)).requestId, created);
    await rings(arrived);
    await hangUp(arrived);
    page.answer((await page.asked(2)).requestId, { status: 204, body: null });
    page.answer((await page.asked(3)).requestId, refused(409, "signer.incomplete"));
    page.answer((await page.asked(4)).requestId, taken);
    await nothingOwed();
  });

  it("tries again within the create's deadline when Salesforce limits it", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    page.answer((await page.asked(1)).requestId, refused(429, "salesforce.rate-limited"));
    page.answer((await page.asked(2)).requestId, created);
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBe("0LQ000000000001");
  });

  it("believes no page of another contact center", async () => {
    await addCenter("OtherSupport", "eve");
    const page = await courier("ada");
    const other = await courier("eve", "OtherSupport");
    const arrived = await arrive();
    const create = await page.asked(1);
    other.answer(create.requestId, { status: 201, body: '{"voiceCallId":"0LQ000000000666","errors":[]}' });
    await eventually(
      () => edge().logged,
      (lines) => lines.some((line) => line.includes("nobody waits for")),
    );
    page.answer(create.requestId, created);
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBe("0LQ000000000001");
    expect(other.client.of("courier.request")).toEqual([]);
  });

  it("closes a page that answers without having said that it carries", async () => {
    const page = await hello("ada");
    page.answer(randomUUID(), created);
    expect(await page.client.closing()).toMatchObject({ code: 4400, reason: "frame.not-expected" });
  });

  it("has what is said carried to the package, too", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    page.answer((await page.asked(1)).requestId, created);
    await rings(arrived);
    const [utteranceId, text, at] = [randomUUID(), "My router blinks.", edge().now()];
    const said = { utteranceId, legId: arrived.legId, text, startedAt: at, endedAt: at };
    await edge().server.engine.utterance(tenant(), arrived.callId, said);
    const message = await page.asked(2);
    expect([message.method, message.path]).toEqual(["POST", `/${arrived.legId}/messages`]);
    expect(JSON.parse(message.body!)).toMatchObject({ content: text, messageId: utteranceId });
    page.answer(message.requestId, { status: 202, body: '{"result":"Accepted"}' });
    await eventually(
      () => edge().server.db.query<{ sent: number }>("select sent from transcripts"),
      ([row]) => row?.sent === 1,
    );
  });
});

describe("a call of a contact center whose org signs, with little time for its record", () => {
  const { arrive, courier, hangUp, hello, nothingOwed, owed, rings, voiceCallId, edge } = served(500);

  it("rings without a record where no page can report, and tells the whole of it once one can", async () => {
    await hello("ada");
    const arrived = await arrive();
    await rings(arrived);
    expect(await voiceCallId(arrived.callId)).toBeNull();
    await hangUp(arrived);
    await eventually(owed, (rows) => rows.some(({ type }) => type === "updateVoiceCall"));
    const page = await courier("bob");
    const clear = await page.asked(1);
    page.answer(clear.requestId, refused(404, "salesforce.not-found"));
    const update = await page.asked(2);
    expect(update.path).toBe(`/${arrived.legId}`);
    expect(JSON.parse(update.body!)).toMatchObject({
      initiationMethod: "INBOUND",
      fromNumber: "+14155550123",
      toNumber: "+14155550100",
    });
    page.answer(update.requestId, taken);
    await nothingOwed();
  });

  it("waits for a page without wearing out what it owes", async () => {
    await hello("ada");
    const arrived = await arrive();
    await rings(arrived);
    await hangUp(arrived);
    const waiting = await eventually(owed, (rows) => rows.length === 2);
    // Longer than the slow poll: a row that were taken would have been by now.
    const since = Date.now();
    await eventually(
      () => Date.now() - since,
      (ms) => ms > 1_500,
    );
    expect(await owed()).toEqual(waiting);
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);
  });

  it("rings in time when the page does not answer, and an answer that comes later makes nothing of it", async () => {
    const page = await courier("ada");
    const arrived = await arrive();
    const create = await page.asked(1);
    await rings(arrived);
    page.answer(create.requestId, created);
    await eventually(
      () => edge().logged,
      (lines) => lines.some((line) => line.includes("nobody waits for")),
    );
    expect(await voiceCallId(arrived.callId)).toBeNull();
    expect(page.client.closed, "a late page is no faulty one").toBeNull();
  });
});
