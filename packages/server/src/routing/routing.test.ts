import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { makeWorld, online } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";

describe.each<Kind>(["pglite", "postgresql"])("routing on %s", (kind) => {
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

  const decline = (callId: string, agentId: string) =>
    world.command({ type: "decline", callId, agentId, requestId: randomUUID() });

  it("rings at the agent who has been available longest", async () => {
    const first = await world.addAgent();
    now += 1_000;
    await world.addAgent();
    const { callId } = await world.arrive();
    expect((await world.rings(callId)).agentId).toBe(first);
  });

  it("rings at members of the call's queue only, by themselves or by a group, and at anybody when it has none", async () => {
    const [outsider, member, inGroup] = [await world.addAgent(), await world.addAgent(), await world.addAgent()];
    const { database } = fresh;
    const put = (sql: string, ...values: string[]) => database.query(sql, [world.tenant, ...values]);
    await put("insert into queue_members (tenant_id, queue_id, agent_id) values ($1, $2, $3::uuid)", "members", member);
    await put("insert into queue_groups (tenant_id, queue_id, group_id) values ($1, 'by-group', 'group')");
    await put(
      "insert into agent_group_members (tenant_id, group_id, agent_id) values ($1, 'group', $2::uuid)",
      inGroup,
    );
    const rings = async (queueId: string) => (await world.rings((await world.arrive({ queueId })).callId)).agentId;
    expect(await rings("members")).toBe(member);
    expect(await rings("by-group")).toBe(inGroup);
    expect(await rings("nobody-s-own")).toBe(outsider);
  });

  it("brings who waits longest to the agent who becomes available", async () => {
    const earlier = await world.arrive();
    now += 1_000;
    const later = await world.arrive();
    const agentId = await world.addAgent();
    expect((await world.rings(earlier.callId)).agentId).toBe(agentId);
    expect(world.telephony.of("ringAgent", later.callId)).toEqual([]);
  });

  it("offers a declined call to an agent who has not had it, and to the first again only after a pause", async () => {
    const first = await world.addAgent();
    const { callId } = await world.arrive();
    await world.rings(callId);
    await decline(callId, first);
    now += 1_000;
    expect(world.telephony.of("ringAgent", callId)).toHaveLength(1);
    const second = await world.addAgent();
    expect((await world.rings(callId, 2)).agentId).toBe(second);
    await decline(callId, second);
    now += 10_000;
    const again = await world.rings(callId, 3);
    expect([first, second]).toContain(again.agentId);
  });

  it("gives a call that rings at an agent who goes offline to another agent at once", async () => {
    const first = await world.addAgent();
    const { callId } = await world.arrive();
    await world.rings(callId);
    const offline = { statusId: "0", statusName: "Offline", hasChannels: false, isOffline: true };
    await world.command({ type: "setPresence", agentId: first, presence: offline, side: "Salesforce", enqueue: false });
    expect(await world.engine.agent(world.tenant, first)).toMatchObject({
      routability: "offline",
      offeredCallId: null,
    });
    now += 1_000;
    const second = await world.addAgent();
    expect((await world.rings(callId, 2)).agentId).toBe(second);
    await eventually(
      () => world.telephony.of("hangUp", callId),
      (asked) => asked.length === 1,
    );
  });

  it("rings at nobody who is offline, or whose console session has gone silent", async () => {
    await world.addAgent({ online: false });
    const silent = await world.addAgent();
    now += 601_000;
    await eventually(
      () => world.engine.agent(world.tenant, silent),
      (agent) => agent?.reachable === false,
    );
    const { callId } = await world.arrive();
    await eventually(
      () => world.engine.call(world.tenant, callId),
      (call) => call?.voiceCallId !== null,
    );
    expect(world.telephony.of("ringAgent", callId)).toEqual([]);
    await world.command({ type: "takeLease", agentId: silent, sessionId: randomUUID() });
    await world.command({ type: "setPresence", agentId: silent, presence: online, side: "Salesforce", enqueue: false });
    expect((await world.rings(callId)).agentId).toBe(silent);
  });

  it("does not ring while the VoiceCall is being made, and rings without one when that has failed", async () => {
    let fail = (): void => {};
    world.voiceApi.create = () => new Promise((_resolve, reject) => (fail = () => reject(new Error("unexpected"))));
    await world.addAgent();
    const { callId } = await world.arrive();
    await eventually(
      () => world.voiceApi.created.length,
      (count) => count === 1,
    );
    expect(world.telephony.of("ringAgent", callId)).toEqual([]);
    now += 2_500; // The bound of the create has passed; the worker hangs.
    await world.rings(callId);
    fail();
    expect((await world.engine.call(world.tenant, callId))?.voiceCallId).toBeNull();
  });
});
