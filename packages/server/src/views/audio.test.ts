import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../tests/support/fresh-database.ts";
import { connect, makeWorld, type World } from "../../tests/support/world.ts";

let fresh: FreshDatabase;
let world: World;
beforeAll(async () => {
  fresh = await freshDatabase("pglite");
  world = await makeWorld(fresh.database, { policy: { leaseMs: 3_600_000, offerMs: 3_600_000 } });
  await world.engine.start();
});
afterAll(async () => {
  await world.stop();
  await fresh.remove();
});

it("an agent's page is told with the end of its leg how well it heard and was heard", async () => {
  const agentId = await world.addAgent({ username: `anna${randomUUID().slice(0, 8)}@example.com` });
  const arrived = await world.arrive();
  await connect(world, arrived);
  const { callId } = arrived;
  const legId = (await world.signals(agentId)).flatMap((one) => (one.type === "call.connected" ? [one.legId] : []))[0]!;
  const audio = { input: { packetsCount: 500, packetsLost: 3, jitterBufferMs: 20, roundTripMs: 40 }, output: null };
  await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp", audio });
  const signals = await world.signals(agentId);
  const ended = signals.find((one) => one.type === "call.ended");
  const mine = ended?.call.participants.find((one) => one.legId === legId);
  expect(mine).toMatchObject({ state: "ended", audio });
});

it("an agent's page is told how well it heard and was heard also when the customer hung up first, and after its work is done", async () => {
  await world.addAgent({ username: `bert${randomUUID().slice(0, 8)}@example.com` });
  const arrived = await world.arrive();
  const { callId } = arrived;
  const { agentId, legId } = await connect(world, arrived);
  const audio = { input: null, output: { packetsCount: 500, packetsLost: 3, jitterBufferMs: 20, roundTripMs: 40 } };
  await world.fact({ type: "legEnded", callId, legId: arrived.legId, requestId: null, reason: "hungUp" });
  await world.command({ type: "wrapUp", callId, agentId, requestId: randomUUID() });
  await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp", audio });
  const last = (await world.signals(agentId)).findLast((one) => "call" in one);
  const participants = last !== undefined && "call" in last ? last.call.participants : [];
  expect(participants.find((one) => one.legId === legId)).toMatchObject({ state: "ended", audio });
});
