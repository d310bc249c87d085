import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { connect, everythingStored, makeWorld } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";

describe.each<Kind>(["pglite", "postgresql"])("deadlines on %s", (kind) => {
  let fresh: FreshDatabase;
  let world: World;
  let now: number;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    now = Date.now();
    const policy = { leaseMs: 600_000, offerMs: 20_000, requestMs: 5_000, afterConversationWorkMs: 30_000 };
    world = await makeWorld(fresh.database, { now: () => now, policy });
    await world.engine.start();
  });
  afterEach(() => world.stop());
  afterAll(() => fresh.remove());

  const typesOf = async (callId: string): Promise<string[]> =>
    (await world.engine.callLog(world.tenant, callId))?.events.map(({ type }) => type) ?? [];
  const logged = (callId: string, type: string) =>
    eventually(
      () => typesOf(callId),
      (types) => types.includes(type),
    );

  it("a call that nobody answers is missed by its agent when its time is up, not before", async () => {
    const agentId = await world.addAgent();
    const { callId } = await world.arrive();
    const { legId, requestId } = await world.rings(callId);
    await world.fact({ type: "legRinging", callId, legId, requestId });
    now += 19_000;
    expect(await typesOf(callId)).not.toContain("offerEnded");
    now += 1_001;
    await logged(callId, "offerEnded");
    const ended = (await world.signals(agentId)).find((signal) => signal.type === "call.ended");
    expect(ended).toMatchObject({ agentStatus: "MissedCallAgent", closeCallOnError: false });
  });

  it("a request that the telephony system never answers fails for the agent who asked", async () => {
    const agentId = await world.addAgent();
    const arrived = await world.arrive();
    await connect(world, arrived);
    const { callId, legId } = arrived;
    const requestId = "3f0c1c8e-8a55-4c1b-9d43-0c7c1d2e3f41";
    await world.command({ type: "hold", callId, agentId, requestId, legId });
    now += 5_001;
    await logged(callId, "requestExpired");
    const failed = (await world.signals(agentId)).find((signal) => signal.type === "request.failed");
    expect(failed).toMatchObject({ requestId, requestType: "hold", code: "request.expired" });
  });

  it("a request whose deadline has passed is not sent any more", async () => {
    await world.addAgent();
    world.telephony.answer = () => new Promise(() => {}); // The first attempt hangs.
    const { callId } = await world.arrive();
    await world.rings(callId);
    const sent = world.telephony.of("ringAgent", callId).length;
    await world.stop();
    world.telephony.answer = () => ({ accepted: true });
    now += 60_000;
    const restarted = world.server(fresh.database);
    await restarted.start();
    await logged(callId, "requestExpired");
    await eventually(
      () => fresh.database.query("select 1 from outbox where tenant_id = $1 and type = 'ringAgent'", [world.tenant]),
      (rows) => rows.length === 0,
    );
    expect(world.telephony.of("ringAgent", callId).length).toBe(sent);
    await restarted.stop();
  });

  it("after conversation work ends by itself, and the agent is free again", async () => {
    const agentId = await world.addAgent();
    const arrived = await world.arrive();
    await connect(world, arrived);
    const { callId, legId } = arrived;
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp" });
    now += 30_001;
    await logged(callId, "wrappedUp");
    expect(await world.engine.agent(world.tenant, agentId)).toMatchObject({
      routability: "available",
      occupyingCallIds: [],
    });
  });

  it("a console session that is silent for too long loses the agent; one that renews does not", async () => {
    const agentId = await world.addAgent();
    const lease = await world.command({ type: "takeLease", agentId, sessionId: "s" });
    const epoch = lease.refused ? 0 : lease.epoch!;
    const before = await everythingStored(fresh.database, world.tenant);
    const { version } = (await world.engine.agent(world.tenant, agentId))!;
    now += 599_000;
    expect(await world.engine.renewLease(world.tenant, agentId, { sessionId: "s", epoch })).toBeNull();
    const after = await everythingStored(fresh.database, world.tenant);
    expect(after["agent_events"], "a sign of life is no event").toEqual(before["agent_events"]);
    expect(after["agent_signals"]).toEqual(before["agent_signals"]);
    now += 2_000;
    const leaseDue = () =>
      fresh.database.query<{ due_at: Date }>(
        "select due_at from deadlines where tenant_id = $1 and key like 'lease:%'",
        [world.tenant],
      );
    const [row] = await eventually(leaseDue, ([found]) => (found?.due_at.getTime() ?? 0) > now);
    expect(row?.due_at.getTime(), "the deadline waits for the renewed lease").toBe(now - 2_000 + 600_000);
    expect(await world.engine.agent(world.tenant, agentId)).toMatchObject({ reachable: true, version });
    const stale = { sessionId: "s", epoch: epoch - 1 };
    expect(await world.engine.renewLease(world.tenant, agentId, stale)).toMatchObject({
      code: "session.superseded",
      detail: { epoch },
    });
    now += 600_000;
    await eventually(
      () => world.engine.agent(world.tenant, agentId),
      (agent) => agent?.reachable === false,
    );
    await eventually(
      () => {
        now += 1_000; // A claim that came to nothing ends with its time.
        return fresh.database.query("select 1 from deadlines where tenant_id = $1 and key like 'lease:%'", [
          world.tenant,
        ]);
      },
      (rows) => rows.length === 0,
    );
  });
});
