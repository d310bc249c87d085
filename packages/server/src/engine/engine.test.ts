import { randomUUID } from "node:crypto";
import { foldCall } from "@partner-telephony/calls";
import type { Call, CallEvent } from "@partner-telephony/calls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { connect, everythingStored, makeWorld, outboxIsEmpty } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";
import type { Database, Queryable } from "../store/database.ts";
import { IdempotencyKeyReused } from "./command.ts";

describe.each<Kind>(["pglite", "postgresql"])("the engine on %s", (kind) => {
  let fresh: FreshDatabase;
  let world: World;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    world = await makeWorld(fresh.database, { policy: { leaseMs: 60_000 } });
  });
  afterEach(() => world.stop());
  afterAll(() => fresh.remove());

  const stored = () => everythingStored(fresh.database, world.tenant);

  it("stores nothing when a command is refused, not even the digits that came with it", async () => {
    const agentId = await world.addAgent();
    const { callId, legId } = await world.arrive();
    const before = await stored();
    const digitsId = randomUUID();
    const refusal = await world.command(
      { type: "sendDigits", callId, agentId, requestId: randomUUID(), legId, digitsId },
      { idempotencyKey: "digits-1" },
      (tx) => world.engine.addDigits(world.tenant, { digitsId, digits: "123" }, tx),
    );
    expect(refusal).toMatchObject({ refused: true });
    expect(await stored()).toEqual(before);
  });

  it.each(["call_events", "calls", "agent_events", "agents", "agent_signals", "outbox", "deadlines"])(
    "stores nothing of an offer when writing %s fails",
    async (table) => {
      const agentId = await world.addAgent();
      const { callId, legId } = await world.arrive();
      await world.fact({ type: "voiceCallCreated", callId, legId, voiceCallId: "0LQ1" });
      const before = await stored();
      const failing = world.server(failingOn(fresh.database, table));
      const chosen = { type: "agentChosen", callId, agentId, at: Date.now() } as const;
      const stating = failing.fact(
        world.tenant,
        { ...chosen, legId: randomUUID(), requestId: randomUUID() },
        { traceparent: null, idempotencyKey: null, factId: randomUUID() },
      );
      await expect(stating).rejects.toThrow(`no more ${table}`);
      expect(await stored()).toEqual(before);
    },
  );

  it("keeps every request that waits for its fact in the outbox until the telephony system has it", async () => {
    await world.addAgent();
    const { callId } = await world.arrive();
    await world.engine.start();
    await world.telephony.asked("ringAgent", callId);
    await outboxIsEmpty(fresh.database, world.tenant);
    const call = await world.engine.call(world.tenant, callId);
    const asked = world.telephony.requests.map(({ requestId }) => requestId);
    expect(call?.pending.length).toBeGreaterThan(0);
    for (const { requestId } of call?.pending ?? []) expect(asked).toContain(requestId);
  });

  it("takes a fact once, however often it is told", async () => {
    const { callId, legId } = await world.arrive();
    const factId = randomUUID();
    const fact = { type: "legEnded", callId, legId, requestId: null, reason: "hungUp" } as const;
    expect(await world.fact(fact, factId)).toEqual({ repeated: false });
    const before = await stored();
    expect(await world.fact(fact, factId)).toEqual({ repeated: true });
    expect(await stored()).toEqual(before);
  });

  it("makes one call of the same arrival told twice at once", async () => {
    const ids = { callId: randomUUID(), legId: randomUUID(), partyId: randomUUID() };
    const arrived = { type: "callArrived", ...ids, queueId: null, recording: false } as const;
    await Promise.all([world.fact(arrived), world.fact(arrived), world.fact(arrived)]);
    const log = await world.engine.callLog(world.tenant, ids.callId);
    expect(log?.events.filter(({ type }) => type === "callStarted")).toHaveLength(1);
    expect(log?.events.map(({ version }) => version)).toEqual(log?.events.map((_, index) => index + 1));
  });

  it("answers a repeated command as the first time and does nothing", async () => {
    await world.engine.start();
    const agentId = await world.addAgent();
    const { callId } = await world.arrive();
    await world.rings(callId);
    const accept = (): ReturnType<World["command"]> =>
      world.command({ type: "accept", callId, agentId, requestId: randomUUID() }, { idempotencyKey: "accept-1" });
    const [first, second] = await Promise.all([accept(), accept()]);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ refused: false, pending: true });
    await outboxIsEmpty(fresh.database, world.tenant);
    expect(world.telephony.of("answer", callId)).toHaveLength(1);
  });

  it("says so when an Idempotency-Key comes with another command", async () => {
    const agentId = await world.addAgent();
    const phone = (number: string): ReturnType<World["command"]> =>
      world.command({ type: "setPhone", agentId, phone: { type: "DESK_PHONE", number } }, { idempotencyKey: "phone" });
    await phone("1");
    await expect(phone("2")).rejects.toThrow(IdempotencyKeyReused);
  });

  it("refuses a command from a console session that another one has superseded", async () => {
    const agentId = await world.addAgent();
    const lease = await world.command({ type: "takeLease", agentId, sessionId: randomUUID() });
    const epoch = lease.refused ? 0 : lease.epoch!;
    const setPhone = { type: "setPhone", agentId, phone: { type: "SOFT_PHONE" } } as const;
    expect(await world.command(setPhone, { epoch: epoch - 1 })).toMatchObject({ code: "session.superseded" });
    expect(await world.command(setPhone, { epoch })).toMatchObject({ refused: false });
  });

  it("tells the agent of an inbound call from the first ring to the wrap-up, each signal once and in order", async () => {
    await world.engine.start();
    const agentId = await world.addAgent();
    const arrived = await world.arrive({ traceparent: "00-11111111111111111111111111111111-2222222222222222-01" });
    const { callId, legId } = arrived;
    await connect(world, arrived);
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp" });
    await world.command({ type: "wrapUp", callId, agentId, requestId: randomUUID() });
    const signals = await world.signals(agentId);
    expect(signals.map(({ seq }) => seq)).toEqual(signals.map((_, index) => index + 1));
    const milestones = signals.map(({ type }) => type).filter((type) => !type.endsWith("changed"));
    expect(milestones).toEqual([
      "call.started",
      "call.connected",
      "call.ended",
      "call.after-conversation-work-started",
      "call.wrapped-up",
    ]);
    const started = signals.find((signal) => signal.type === "call.started");
    expect(started).toMatchObject({
      traceparent: "00-11111111111111111111111111111111-2222222222222222-01",
      call: { voiceCallId: expect.stringMatching(/^0LQ/) },
    });
    expect(signals.find((signal) => signal.type === "call.ended")).toMatchObject({
      reason: "ended",
      agentStatus: null,
    });
    expect((await world.engine.call(world.tenant, callId))?.phase).toBe("ended");
    expect(world.telephony.traceparents[0]).toBe("00-11111111111111111111111111111111-2222222222222222-01");
  });

  it("tells the log as it was: folded it is the stored call", async () => {
    await world.engine.start();
    await world.addAgent();
    const arrived = await world.arrive();
    await connect(world, arrived);
    await outboxIsEmpty(fresh.database, world.tenant);
    const rows = await fresh.database.query<{ event: CallEvent }>(
      "select event from call_events where tenant_id = $1 and call_id = $2 order by version",
      [world.tenant, arrived.callId],
    );
    const [call] = await fresh.database.query<{ snapshot: Call }>(
      "select snapshot from calls where tenant_id = $1 and call_id = $2",
      [world.tenant, arrived.callId],
    );
    expect(foldCall(rows.map(({ event }) => event))).toEqual(call?.snapshot);
  });

  it("says which signals a page has missed, and null when it cannot say", async () => {
    const agentId = await world.addAgent();
    const snapshot = await world.engine.snapshot(world.tenant, agentId);
    const seq = snapshot!.seq;
    expect(await world.engine.signalsAfter(world.tenant, agentId, seq, 10)).toEqual([]);
    expect(await world.engine.signalsAfter(world.tenant, agentId, seq + 1, 10)).toBeNull();
    expect((await world.engine.signalsAfter(world.tenant, agentId, 0, 1))?.map((signal) => signal.seq)).toEqual([1]);
    await fresh.database.query("delete from agent_signals where tenant_id = $1 and seq = 1", [world.tenant]);
    expect(await world.engine.signalsAfter(world.tenant, agentId, 0, 10)).toBeNull();
    expect(await world.engine.signalsAfter(world.tenant, randomUUID(), 0, 10)).toBeNull();
  });

  it("says there is news at once, and by its poll when the telling was lost", async () => {
    const agentId = await world.addAgent();
    await world.engine.start();
    let heard = 0;
    const stop = world.engine.onNews(world.tenant, agentId, () => heard++);
    await world.command({ type: "setPhone", agentId, phone: { type: "DESK_PHONE", number: "17" } });
    await eventually(
      () => heard,
      (times) => times > 0,
    );
    stop();

    let polled = 0;
    const deaf = world.server({ ...bound(fresh.database), listen: async () => async () => {} });
    await deaf.start();
    deaf.onNews(world.tenant, agentId, () => polled++);
    await eventually(
      async () => {
        await world.command({ type: "setPhone", agentId, phone: { type: "SOFT_PHONE" } });
        return polled;
      },
      (times) => times > 0,
    );
    await deaf.stop();
  });

  it("shows no number and no name any more once the party is erased, in signals neither", async () => {
    await world.engine.start();
    const agentId = await world.addAgent();
    const { callId, partyId } = await world.arrive();
    await world.rings(callId);
    const named = JSON.stringify(await world.signals(agentId));
    expect(named).toContain("+491512345");
    await fresh.database.query(
      "update parties set raw = null, e164 = null, name = null where tenant_id = $1 and party_id = $2",
      [world.tenant, partyId],
    );
    const erased = JSON.stringify([await world.signals(agentId), await world.engine.call(world.tenant, callId)]);
    expect(erased).not.toContain("491512345");
    expect(erased).not.toContain("Bob");
  });
});

const bound = (database: Database): Database => ({
  kind: database.kind,
  query: (text, values) => database.query(text, values),
  transaction: (work) => database.transaction(work),
  listen: (channel, onNews) => database.listen(channel, onNews),
  close: () => database.close(),
});

/** Every write to the table fails. */
function failingOn(database: Database, table: string): Database {
  const writes = new RegExp(`(insert into|update) ${table}\\b`);
  const failing = (tx: Queryable): Queryable => ({
    query: (text, values) => {
      if (writes.test(text)) throw new Error(`no more ${table}`);
      return tx.query(text, values);
    },
  });
  return { ...bound(database), transaction: (work) => database.transaction((tx) => work(failing(tx))) };
}
