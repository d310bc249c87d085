import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";

const NUMBERS = ["+14155550101", "+14155550100"];
const QUEUES = [
  { queueId: "support", name: "Support" },
  { queueId: "sales", name: "Sales" },
];
const NOTHING = { callerId: null, queueId: null };
const SETTINGS = "/v1/agents/current/settings";

describe("what an agent has chosen for outbound calls", () => {
  let edge: Edge;
  let ada: { bearer: string; epoch: number; username: string };
  let bob: typeof ada;
  const pages: SocketClient[] = [];

  let entered = 0;
  /** An agent who has no call yet. */
  const enter = async (username = `agent${(entered += 1)}@example.com`): Promise<typeof ada> => {
    await edge.agent(username);
    const { bearer } = await edge.logIn(username);
    const page = await SocketClient.hello(edge.wsUrl, bearer);
    pages.push(page);
    const presence = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };
    const asking = { bearer, epoch: page.epoch };
    const body = { type: "setPresence", presence, enqueue: false };
    await edge.ask("POST", "/v1/agents/current/commands", { ...asking, body });
    return { ...asking, username };
  };

  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center(ORG, CENTER, { queues: QUEUES, phoneNumbers: NUMBERS });
    ada = await enter("ada@example.com");
    bob = await enter("bob@example.com");
  });
  beforeEach(() => edge.center(ORG, CENTER, { queues: QUEUES, phoneNumbers: NUMBERS }));
  afterAll(async () => {
    pages.forEach((page) => page.close());
    await edge.stop();
  });

  const read = (who: typeof ada) => edge.ask("GET", SETTINGS, { bearer: who.bearer });
  const save = (who: typeof ada, body: unknown) => edge.ask("PUT", SETTINGS, { bearer: who.bearer, body });
  const dial = async (who: typeof ada, number = "+14155550199") => {
    const [callId, agentLegId, legId] = [randomUUID(), randomUUID(), randomUUID()];
    const body = { callId, agentLegId, legId, to: { kind: "number", number } };
    const reply = await edge.ask("POST", "/v1/calls", { ...who, body });
    expect(reply.status, JSON.stringify(reply.body)).toBe(202);
    await edge.telephony.asked("dial", callId);
    return { callId, agentLegId, legId, asked: edge.telephony.of("dial", callId)[0] };
  };

  it("is nothing until something is saved, and may be any number and queue of the contact center", async () => {
    const reply = await read(bob);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      settings: NOTHING,
      callerIds: ["+14155550100", "+14155550101"],
      queues: [
        { queueId: "sales", name: "Sales" },
        { queueId: "support", name: "Support" },
      ],
    });
  });

  it("is kept for each agent, also for later sessions", async () => {
    const settings = { callerId: "+14155550101", queueId: "sales" };
    const saved = await save(ada, settings);
    expect([saved.status, saved.body.settings]).toEqual([200, settings]);
    const { bearer } = await edge.logIn(ada.username);
    expect((await read({ ...ada, bearer })).body.settings).toEqual(settings);
    expect((await read(bob)).body.settings).toEqual(NOTHING);
    expect((await save(ada, NOTHING)).body.settings).toEqual(NOTHING);
  });

  it("changes the next call that the agent dials: the far end sees the number, the call has the queue", async () => {
    const agent = await enter();
    await save(agent, { callerId: "+14155550101", queueId: "sales" });
    const { callId, asked } = await dial(agent);
    expect(asked).toMatchObject({ callerId: "+14155550101", to: { kind: "number", number: "+14155550199" } });
    const call = await edge.ask("GET", `/v1/calls/${callId}`, { bearer: agent.bearer });
    expect(call.body).toMatchObject({ queueId: "sales", queueName: "Sales", callType: "Outbound" });
    expect((await dial(bob)).asked).not.toHaveProperty("callerId");
  });

  it("stands on the record: from our number to the customer's", async () => {
    const agent = await enter();
    await save(agent, { callerId: "+14155550100", queueId: null });
    const { callId, agentLegId, legId } = await dial(agent, "+14155550198");
    const fact = { factId: "", callId, at: edge.now(), requestId: null };
    for (const [type, leg, more] of [
      ["legConnected", agentLegId, {}],
      ["legConnected", legId, {}],
      ["legEnded", legId, { reason: "hungUp" }],
      ["legEnded", agentLegId, { reason: "hungUp" }],
    ] as const) {
      const told = { ...fact, factId: randomUUID(), type, legId: leg, ...more } as Parameters<Edge["fact"]>[0];
      expect((await edge.fact(told)).status).toBe(200);
    }
    await edge.ask("POST", `/v1/calls/${callId}/commands`, { ...agent, body: { type: "wrapUp" } });
    const { body } = await eventually(
      () => edge.voiceApi.updated.find(({ id }) => id === legId) ?? { body: null },
      (found) => found.body !== null,
    );
    expect(body).toMatchObject({ fromNumber: "+14155550100", toNumber: "+14155550198" });
  });

  it.each([
    [{ callerId: "+14155550199", queueId: null }, 422, "settings.caller-id-unknown", "callerId"],
    [{ callerId: null, queueId: "elsewhere" }, 422, "queue.unknown", "queueId"],
    [{ callerId: "0415", queueId: null }, 400, "body.invalid", "callerId"],
    [{ callerId: null }, 400, "body.invalid", "queueId"],
    [{ ...NOTHING, agentId: randomUUID() }, 400, "body.invalid", "agentId"],
  ])("is refused when it is %j, and what was stored stays", async (body, status, code, path) => {
    const before = (await read(ada)).body.settings;
    const reply = await save(ada, body);
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(reply.problem.fields?.[0]?.path).toBe(path);
    expect((await read(ada)).body.settings).toEqual(before);
  });

  it("does not fail a call when the contact center no longer has it, and is shown as it was stored", async () => {
    const agent = await enter();
    await save(agent, { callerId: "+14155550101", queueId: "sales" });
    await edge.center(ORG, CENTER, { queues: [QUEUES[0]], phoneNumbers: ["+14155550100"] });
    const shown = await read(agent);
    expect(shown.body.settings).toEqual({ callerId: "+14155550101", queueId: "sales" });
    expect(shown.body.callerIds).toEqual(["+14155550100"]);
    const { callId, asked } = await dial(agent);
    expect(asked).not.toHaveProperty("callerId");
    expect((await edge.ask("GET", `/v1/calls/${callId}`, { bearer: agent.bearer })).body.queueId).toBeNull();
  });
});
