import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { makeWorld, online } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";

/** Guide, chapter 9, "Queued Callbacks". */
describe.each<Kind>(["pglite", "postgresql"])("a requested callback on %s", (kind) => {
  let fresh: FreshDatabase;
  let world: World;
  let now: number;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    now = Date.now();
    world = await makeWorld(fresh.database, { now: () => now, policy: { leaseMs: 600_000, offerMs: 600_000 } });
    await world.engine.start();
  });
  afterEach(() => world.stop());
  afterAll(() => fresh.remove());

  async function requested(more: { forAgentId?: string; previousCallId?: string; queueId?: string } = {}) {
    const ids = { callId: randomUUID(), legId: randomUUID(), partyId: randomUUID() };
    const { forAgentId = null, previousCallId = null, queueId = null } = more;
    const fact = { type: "callbackRequested", ...ids, forAgentId, previousCallId, queueId, at: now } as const;
    const party = { partyId: ids.partyId, raw: "+14155550123", e164: "+14155550123", name: "Grace" };
    const origin = { idempotencyKey: null, traceparent: null, factId: randomUUID() };
    await world.engine.fact(world.tenant, fact, origin, (tx) => world.engine.addParty(world.tenant, party, tx));
    return ids;
  }
  const offeredTo = async (callId: string): Promise<string> => {
    const call = await eventually(
      () => world.engine.call(world.tenant, callId),
      (view) => view?.agents.some(({ state }) => state === "offered") === true,
    );
    return call!.agents.find(({ state }) => state === "offered")!.agentId;
  };
  const says = (type: "accept" | "decline", callId: string, agentId: string) =>
    world.command({ type, callId, agentId, requestId: randomUUID() });

  it("is offered to an agent, names the call before it, and dials the customer once it is accepted", async () => {
    const agentId = await world.addAgent();
    const before = await world.arrive();
    await world.rings(before.callId);
    const { callId, legId } = await requested({ previousCallId: before.callId });
    await world.fact({
      type: "legEnded",
      callId: before.callId,
      legId: before.legId,
      requestId: null,
      reason: "abandoned",
    });
    expect(await offeredTo(callId)).toBe(agentId);
    const started = (await world.signals(agentId)).findLast(({ type }) => type === "call.started");
    expect(started).toMatchObject({
      call: { callId, callType: "Callback", firstVendorCallKey: legId, previousVendorCallKey: before.legId },
    });
    expect(world.telephony.of("ringAgent", callId), "no phone rings before").toEqual([]);
    await says("accept", callId, agentId);
    const dial = await world.telephony.asked("dial", callId);
    expect(dial).toMatchObject({ legId, to: { kind: "number", number: "+14155550123" } });
    expect(world.voiceApi.created.length, "Salesforce makes its record").toBe(1);
  });

  it.each([
    ["noAnswer", "MissedCallStatus"],
    ["busy", "FailedConnectCustomer"],
  ] as const)("of a customer who is not reached (%s) ends as %s", async (reason, agentStatus) => {
    const agentId = await world.addAgent();
    const { callId, legId } = await requested();
    await offeredTo(callId);
    await says("accept", callId, agentId);
    const { requestId, agentLegId } = await world.telephony.asked("dial", callId);
    await world.fact({ type: "legConnected", callId, legId: agentLegId, requestId: null });
    await world.fact({ type: "legRinging", callId, legId, requestId });
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason });
    const ended = (await world.signals(agentId)).find(({ type }) => type === "call.ended");
    expect(ended).toMatchObject({ reason: "error", agentStatus, notReached: reason, closeCallOnError: true });
    expect(await world.engine.agent(world.tenant, agentId)).toMatchObject({ routability: "available" });
  });

  it("for a certain agent waits for that one, and goes to another when that one declines", async () => {
    const [asked, other] = [await world.addAgent({ online: false }), await world.addAgent()];
    // The one who is asked for serves other queues.
    await fresh.database.query(
      "insert into queue_members (tenant_id, queue_id, agent_id) values ($1, 'members', $2::uuid)",
      [world.tenant, other],
    );
    const { callId } = await requested({ forAgentId: asked, queueId: "members" });
    const next = await requested();
    expect(await offeredTo(next.callId), "somebody else is free, and had the next one").toBe(other);
    expect((await world.engine.call(world.tenant, callId))?.phase).toBe("waiting");
    await world.fact({
      type: "legEnded",
      callId: next.callId,
      legId: next.legId,
      requestId: null,
      reason: "abandoned",
    });
    await world.command({ type: "takeLease", agentId: asked, sessionId: randomUUID() });
    await world.command({ type: "setPresence", agentId: asked, presence: online, side: "Salesforce", enqueue: false });
    expect(await offeredTo(callId)).toBe(asked);
    await says("decline", callId, asked);
    expect(await offeredTo(callId)).toBe(other);
  });
});
