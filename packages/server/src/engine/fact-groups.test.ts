import { randomUUID } from "node:crypto";
import type { Fact } from "@partner-telephony/calls";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deferred } from "../../tests/support/deferred.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { everythingStored, makeWorld } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";
import type { Database } from "../store/database.ts";

const NOW = Date.UTC(2026, 0, 2);
const CALLS = 3;

/** The same ids in every world: `n` says which. */
const idOf = (what: string, n: number): string =>
  `00000000-0000-4000-8000-${Buffer.from(what).toString("hex").slice(0, 8)}${String(n).padStart(4, "0")}`;
const legOf = (call: number): string => idOf("legs", call);
const agentLegOf = (call: number): string => idOf("agnt", call);

type Said = (call: number) => object;
/** Whatever a telephony system, Salesforce or the router may say of a call, in any order: much of it does not fit. */
const sayings: Readonly<Record<string, Said>> = {
  arrived: (n) => ({ type: "callArrived", legId: legOf(n), partyId: idOf("prty", n), queueId: null, recording: true }),
  recorded: (n) => ({ type: "voiceCallCreated", legId: legOf(n), voiceCallId: `0LQ${n}` }),
  chosen: (n) => ({
    type: "agentChosen",
    agentId: idOf("agen", n % 2),
    legId: agentLegOf(n),
    requestId: idOf("ring", n),
  }),
  ringing: (n) => ({ type: "legRinging", legId: agentLegOf(n), requestId: idOf("ring", n) }),
  connected: (n) => ({ type: "legConnected", legId: agentLegOf(n), requestId: idOf("ring", n) }),
  muted: (n) => ({ type: "legMuted", legId: agentLegOf(n), requestId: null }),
  held: (n) => ({ type: "legHeld", legId: legOf(n), requestId: null }),
  resumed: (n) => ({ type: "legResumed", legId: legOf(n), requestId: null }),
  gone: (n) => ({ type: "legEnded", legId: legOf(n), requestId: null, reason: "hungUp" }),
  left: (n) => ({ type: "legEnded", legId: agentLegOf(n), requestId: null, reason: "declined" }),
};

interface Told {
  readonly call: number;
  readonly saying: string;
  /** Equal ones are the same fact told again. */
  readonly factId: number;
}

const told = fc.record({
  call: fc.nat(CALLS - 1),
  saying: fc.constantFrom(...Object.keys(sayings)),
  factId: fc.nat(60),
});
/** A group and what follows it. A likely story first, so that there is something to be confused about. */
const groups = fc
  .array(fc.array(told, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 6 })
  .map((all) => [...Array.from({ length: CALLS }, (_, call) => likely(call)), ...all]);
const likely = (call: number): Told[] =>
  ["arrived", "recorded", "chosen", "connected"].map((saying, index) => ({
    call,
    saying,
    factId: 100 + call * 10 + index,
  }));

describe.each<Kind>(["pglite", "postgresql"])("facts that are stored together, on %s", (kind) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  afterAll(() => fresh.remove());

  /** With ids that count, and a clock that stands: two worlds that hear the same hold the same. */
  async function stillWorld(database: Database = fresh.database): Promise<World> {
    let made = 0;
    const world = await makeWorld(database, { now: () => NOW, newId: () => idOf("made", (made += 1)) });
    for (const n of [0, 1]) {
      const agentId = idOf("agen", n);
      await fresh.database.query(
        `insert into agent_profiles (tenant_id, agent_id, username, display_name, supervisor, created_at, changed_at)
         values ($1, $2, $3, 'Anna', false, now(), now())`,
        [world.tenant, agentId, `${n}@example.com`],
      );
      await fresh.database.transaction((tx) => world.engine.addAgent(world.tenant, agentId, 2, tx));
      await world.command({ type: "takeLease", agentId, sessionId: `s${n}` });
      const presence = { statusId: "0N51", statusName: "Available", hasChannels: true, isOffline: false };
      await world.command({ type: "setPresence", agentId, presence, side: "Salesforce", enqueue: false });
    }
    return world;
  }

  const tell = (world: World, { call, saying, factId }: Told) =>
    world.fact({ callId: idOf("call", call), at: NOW, ...sayings[saying]!(call) } as Fact, `fact-${factId}`);

  const stored = async (world: World) => {
    const tables = Object.entries(await everythingStored(fresh.database, world.tenant));
    const text = JSON.stringify(
      tables.map(([table, rows]) => [table, rows.map((row) => ({ ...(row as object), outbox_id: 0, entry_id: 0 }))]),
    );
    return JSON.parse(text.replaceAll(world.tenant, "tenant")) as unknown;
  };

  it("leave what they would have left one by one: log, outbox, signals, deadlines, answers", async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (all) => {
        const [together, alone] = [await stillWorld(), await stillWorld()];
        const answers: unknown[] = [];
        for (const group of all) answers.push(...(await Promise.all(group.map((one) => tell(together, one)))));
        const oneByOne: unknown[] = [];
        for (const one of all.flat()) oneByOne.push(await tell(alone, one));
        expect(answers).toEqual(oneByOne);
        expect(await stored(together)).toEqual(await stored(alone));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it("share their transaction, and leave versions and signals without gap or repeat", async () => {
    let transactions = 0;
    const { database } = fresh;
    const counting: Database = {
      kind: database.kind,
      query: (text, values) => database.query(text, values),
      transaction: (work, options) => (transactions++, database.transaction(work, options)),
      listen: (channel, onNews) => database.listen(channel, onNews),
      close: () => database.close(),
    };
    const world = await stillWorld(counting);
    for (let call = 0; call < CALLS; call += 1) for (const one of likely(call)) await tell(world, one);
    transactions = 0;
    const facts = Array.from({ length: 30 }, (_, index): Told => {
      const call = index % CALLS;
      return { call, saying: index % (2 * CALLS) < CALLS ? "held" : "resumed", factId: 200 + index };
    });
    await Promise.all(facts.map((one) => tell(world, one)));
    expect(transactions).toBe(1);
    for (let n = 0; n < CALLS; n += 1) {
      const log = await world.engine.callLog(world.tenant, idOf("call", n));
      expect(log?.events.map(({ version }) => version)).toEqual(log?.events.map((_, index) => index + 1));
      expect(log?.events.filter(({ type }) => type === "legHeld" || type === "legResumed")).toHaveLength(10);
    }
    const signals = await world.signals(idOf("agen", 0));
    expect(signals.map(({ seq }) => seq)).toEqual(signals.map((_, index) => index + 1));
  });

  it("of which one cannot be stored: the others are, and that one is told so and can come again", async () => {
    const world = await stillWorld();
    const origin = { traceparent: null, idempotencyKey: null };
    const arrival = (call: number): Fact =>
      ({ callId: idOf("call", call), at: NOW, ...sayings["arrived"]!(call) }) as Fact;
    const tellWith = (call: number, work?: () => Promise<void>) =>
      world.engine.fact(world.tenant, arrival(call), { ...origin, factId: `poison-${call}` }, work);
    const settled = await Promise.allSettled([
      tellWith(0),
      tellWith(1, () => Promise.reject(new Error("poison"))),
      tellWith(2),
    ]);
    expect(settled).toEqual([
      { status: "fulfilled", value: { repeated: false } },
      { status: "rejected", reason: new Error("poison") },
      { status: "fulfilled", value: { repeated: false } },
    ]);
    expect((await world.engine.activeCalls(world.tenant)).map(({ callId }) => callId).sort()).toEqual([
      idOf("call", 0),
      idOf("call", 2),
    ]);
    expect(await tellWith(1), "nothing of it has stayed").toEqual({ repeated: false });
  });

  it("of two contact centers never share one, and neither sees the other's call of the same id", async () => {
    const [here, there] = [await stillWorld(), await stillWorld()];
    const one = { call: 0, saying: "arrived", factId: 1 };
    expect(await Promise.all([tell(here, one), tell(there, one)])).toEqual([{ repeated: false }, { repeated: false }]);
    await tell(here, { call: 0, saying: "gone", factId: 2 });
    expect((await there.engine.call(there.tenant, idOf("call", 0)))?.phase).toBe("waiting");
  });
});

describe("a call that another server process holds locked", () => {
  it("keeps only its own facts waiting", async () => {
    const fresh = await freshDatabase("postgresql");
    try {
      const world = await makeWorld(fresh.database);
      const [locked, free] = [await world.arrive(), await world.arrive()];
      const holder = await fresh.another();
      const [locks, released] = [deferred(), deferred()];
      const held = holder.transaction(async (tx) => {
        await tx.query("select 1 from calls where call_id = $1 for update", [locked.callId]);
        locks.resolve();
        await released.promise;
      });
      await locks.promise;
      const said = { type: "legEnded", requestId: null, reason: "abandoned" } as const;
      let lockedDone = false;
      const waits = world.fact({ ...said, callId: locked.callId, legId: locked.legId }).then(() => (lockedDone = true));
      const passes = world.fact({ ...said, callId: free.callId, legId: free.legId }, randomUUID());
      expect(await passes).toEqual({ repeated: false });
      expect(lockedDone).toBe(false);
      released.resolve();
      await held;
      await waits;
      expect((await world.engine.call(world.tenant, locked.callId))?.phase).toBe("ended");
    } finally {
      await fresh.remove();
    }
  });
});
