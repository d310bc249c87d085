import { randomUUID } from "node:crypto";
import type { CallMessage, MessageBody } from "@partner-telephony/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { connect, makeWorld } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";
import { TelephonyUnavailable } from "../telephony/telephony-system.ts";
import { sign } from "../webhook/signature.ts";

const bounds = { slowPollMs: 20, backOffMs: { first: 10, highest: 40 } };
const policy = { leaseMs: 3_600_000, offerMs: 3_600_000 };

describe.each<Kind>(["pglite", "postgresql"])("messages on %s", (kind) => {
  let fresh: FreshDatabase;
  let world: World;
  let agentId: string;
  let callId: string;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    world = await makeWorld(fresh.database, { bounds, policy });
    await world.engine.start();
    agentId = await world.addAgent({ username: `anna${randomUUID().slice(0, 8)}@example.com` });
    const arrived = await world.arrive();
    await connect(world, arrived);
    ({ callId } = arrived);
  });
  afterEach(() => world.stop());
  afterAll(() => fresh.remove());

  const says = (sentBy: CallMessage["sentBy"], body: CallMessage["body"], messageId: string = randomUUID()) =>
    world.engine.message(world.tenant, callId, {
      messageId,
      body,
      sentBy,
      agentId: sentBy === "agent" ? agentId : null,
      traceparent: null,
    });
  const told = async () => {
    const signals = (await world.engine.signalsAfter(world.tenant, agentId, 0, 500))!;
    expect(signals.map((one) => one.seq)).toEqual(signals.map((_, index) => index + 1));
    return signals.flatMap((one) => (one.type === "message" ? [one.message] : []));
  };
  const received = () => world.telephony.messages.map(({ message }) => message.body);
  const receivedAll = (count: number) => eventually(received, (all) => all.length >= count);

  it("of the telephony system reach every agent on the call in order, among the agent's other signals, without a gap", async () => {
    const bodies = ["one", { two: [2, null] }, 3];
    for (const body of bodies) expect(await says("telephonySystem", body)).toEqual({ repeated: false });
    expect((await told()).map((message) => message?.body)).toEqual(bodies);
    expect(received(), "nothing goes back to where it came from").toEqual([]);
  });

  it("of an agent reach the telephony system in order, and the agent's page, which thereby knows that they are stored", async () => {
    for (const body of ["one", "two", "three"]) await says("agent", body);
    expect(await receivedAll(3)).toEqual(["one", "two", "three"]);
    expect((await told()).map((message) => [message?.sentBy, message?.body])).toEqual([
      ["agent", "one"],
      ["agent", "two"],
      ["agent", "three"],
    ]);
  });

  it("that come twice have one effect, also at the same moment", async () => {
    const messageId = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => says("agent", "once", messageId)));
    expect(answers.filter((one) => "repeated" in one && !one.repeated)).toHaveLength(1);
    await receivedAll(1);
    expect(await told()).toHaveLength(1);
    expect(await world.engine.messages(world.tenant, callId)).toHaveLength(1);
  });

  it("wait in order while the telephony system is away, and go with the same id once it is back", async () => {
    const tried: string[] = [];
    let isAway = true;
    world.telephony.answerMessage = ({ messageId }: MessageBody) => {
      tried.push(messageId);
      if (isAway) throw new TelephonyUnavailable("telephony.unreachable", "away");
      return { accepted: true };
    };
    await says("agent", "one");
    await says("agent", "two");
    await eventually(
      () => tried.length,
      (count) => count >= 3,
    );
    expect(new Set(tried).size, "the second waits for the first").toBe(1);
    isAway = false;
    const taken = await eventually(
      () => [...new Set(tried)],
      (ids) => ids.length === 2,
    );
    const stored = await world.engine.messages(world.tenant, callId);
    expect(stored.map((one) => one.messageId)).toEqual(taken);
  });

  it("that the telephony system refuses are told to the agent as refused, and the next goes on", async () => {
    world.telephony.answerMessage = ({ body }: MessageBody) =>
      body === "bad" ? { accepted: false, code: "message.not-understood" } : { accepted: true };
    await says("agent", "bad");
    await says("agent", "good");
    await eventually(
      () => told(),
      (all) => all.length === 3,
    );
    const stored = await world.engine.messages(world.tenant, callId);
    expect(stored.map((one) => [one.body, one.refusedCode])).toEqual([
      ["bad", "message.not-understood"],
      ["good", null],
    ]);
  });

  it("are given up after their time, and the agent hears of it", async () => {
    await world.stop();
    const fast = { ...bounds, messageAwaitsMs: 0 };
    world = await makeWorld(fresh.database, { bounds: fast, policy });
    await world.engine.start();
    agentId = await world.addAgent({ username: `ben${randomUUID().slice(0, 8)}@example.com` });
    const arrived = await world.arrive();
    await connect(world, arrived);
    ({ callId } = arrived);
    await says("agent", "too late");
    const stored = await eventually(
      () => world.engine.messages(world.tenant, callId),
      ([one]) => one?.refusedCode !== null,
    );
    expect(stored[0]?.refusedCode).toBe("message.expired");
    expect(received()).toEqual([]);
  });

  it("of somebody who is not on the call are refused, as if there were none", async () => {
    const other = await world.addAgent({ username: `carl${randomUUID().slice(0, 8)}@example.com` });
    const message = { messageId: randomUUID(), body: "x", sentBy: "agent", agentId: other, traceparent: null } as const;
    expect(await world.engine.message(world.tenant, callId, message)).toEqual({ refused: "call.unknown" });
    expect(await told()).toEqual([]);
  });
});

describe("messages over HTTP", () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    await edge.agent("ada@example.com");
  });
  afterAll(() => edge.stop());

  const fromTelephony = (callId: string, body: unknown) => {
    const raw = JSON.stringify({ messageId: randomUUID(), body });
    const signature = sign(edge.server.secrets.webhook, Buffer.from(raw), edge.now());
    const headers = { "pt-signature": signature };
    return edge.ask("POST", `/v1/calls/${callId}/telephony-messages`, { raw, key: null, headers });
  };

  it("are taken up to 16,384 bytes of JSON and refused beyond with a sentence", async () => {
    const fact = edge.callArrived();
    await edge.fact(fact);
    expect((await fromTelephony(fact.callId, "x".repeat(16_382))).status).toBe(200);
    const refused = await fromTelephony(fact.callId, "x".repeat(16_383));
    expect([refused.status, refused.problem.code]).toEqual([413, "message.too-large"]);
    expect(refused.problem.detail).toContain("16,384 bytes");
    const umlauts = await fromTelephony(fact.callId, "ü".repeat(8_192));
    expect(umlauts.problem.code, "bytes, not characters").toBe("message.too-large");
  });

  it("are read by the operator and by nobody who is not on the call", async () => {
    const fact = edge.callArrived();
    await edge.fact(fact);
    await fromTelephony(fact.callId, { say: "hello" });
    const path = `/v1/calls/${fact.callId}/messages`;
    const seen = await edge.ask("GET", path, { bearer: edge.server.secrets.operator });
    expect(seen.body.messages).toMatchObject([
      { sentBy: "telephonySystem", body: { say: "hello" }, refusedCode: null },
    ]);
    const { bearer } = await edge.logIn("ada@example.com");
    expect((await edge.ask("GET", path, { bearer })).problem.code).toBe("call.unknown");
    const sent = await edge.ask("POST", path, { bearer, body: { messageId: randomUUID(), body: "x" } });
    expect(sent.problem.code).toBe("call.unknown");
  });
});
