import { randomUUID } from "node:crypto";
import { applyAgent, foldAgent, foldCall } from "@partner-telephony/calls";
import type { Agent, AgentEvent, Call, CallEvent } from "@partner-telephony/calls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase } from "../../tests/support/fresh-database.ts";
import { makeWorld, noOrigin } from "../../tests/support/world.ts";
import type { Arrived, World } from "../../tests/support/world.ts";
import type { Engine } from "./engine.ts";

const AGENTS = 8;
const CALLS = 30;

describe("three servers on one PostgreSQL, with agents, callers and the switch all at once", () => {
  let fresh: FreshDatabase;
  let world: World;
  let servers: Engine[];
  let calls: Arrived[];

  beforeAll(async () => {
    fresh = await freshDatabase("postgresql");
    world = await makeWorld(fresh.database, { policy: { leaseMs: 600_000 }, bounds: { offerAgainMs: 0 } });
    servers = [world.engine, world.server(await fresh.another()), world.server(await fresh.another())];
    for (const server of servers) await server.start();
    for (let index = 0; index < AGENTS; index++) await world.addAgent();
    calls = await Promise.all(Array.from({ length: CALLS }, () => world.arrive()));
    await Promise.all(calls.map((call, index) => callLife(call, index)));
    for (const server of servers) await server.stop();
  }, 90_000);
  afterAll(() => fresh.remove());

  const any = (index: number): Engine => servers[index % servers.length]!;

  /** Rung, declined once by some, accepted, connected, ended, wrapped up; each fact told twice, to two servers. */
  async function callLife(call: Arrived, index: number): Promise<void> {
    const { callId } = call;
    let ring = await world.rings(callId);
    if (index % 4 === 0) {
      const decline = { type: "decline", callId, agentId: ring.agentId, requestId: randomUUID() } as const;
      await any(index).command(world.tenant, decline, noOrigin);
      ring = await world.rings(callId, 2);
    }
    const accept = { type: "accept", callId, agentId: ring.agentId, requestId: randomUUID() } as const;
    await Promise.all(
      [0, 1].map((n) => any(index + n).command(world.tenant, accept, { ...noOrigin, idempotencyKey: callId })),
    );
    const { requestId } = await world.telephony.asked("answer", callId);
    await twice(index, { type: "legConnected", callId, legId: ring.legId, requestId });
    await twice(index, { type: "legEnded", callId, legId: call.legId, requestId: null, reason: "hungUp" });
    await any(index).command(
      world.tenant,
      { type: "wrapUp", callId, agentId: ring.agentId, requestId: randomUUID() },
      noOrigin,
    );
  }

  async function twice(index: number, fact: object): Promise<void> {
    const factId = randomUUID();
    const told = { at: Date.now(), ...fact } as Parameters<Engine["fact"]>[1];
    const answers = await Promise.all(
      [1, 2].map((n) => any(index + n).fact(world.tenant, told, { ...noOrigin, factId })),
    );
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(1);
  }

  it("number the events of each call without gap or repeat, and the fold of the log is the stored call", async () => {
    const rows = await fresh.database.query<{ call_id: string; version: number; event: CallEvent }>(
      "select call_id, version, event from call_events where tenant_id = $1 order by call_id, version",
      [world.tenant],
    );
    const stored = await fresh.database.query<{ call_id: string; snapshot: Call }>(
      "select call_id, snapshot from calls where tenant_id = $1",
      [world.tenant],
    );
    expect(stored).toHaveLength(CALLS);
    for (const { call_id, snapshot } of stored) {
      const log = rows.filter((row) => row.call_id === call_id);
      expect(log.map(({ version }) => version)).toEqual(log.map((_, index) => index + 1));
      expect(foldCall(log.map(({ event }) => event))).toEqual(snapshot);
      expect(snapshot.phase).toBe("ended");
    }
  });

  it("never have two calls offered to one agent, nor one call to two", async () => {
    const rows = await fresh.database.query<{ agent_id: string; event: AgentEvent; snapshot: Agent }>(
      `select e.agent_id, e.event, a.snapshot from agent_events e join agents a using (tenant_id, agent_id)
       where e.tenant_id = $1 order by e.agent_id, e.version`,
      [world.tenant],
    );
    const agentIds = [...new Set(rows.map((row) => row.agent_id))];
    expect(agentIds).toHaveLength(AGENTS);
    for (const agentId of agentIds) {
      const own = rows.filter((row) => row.agent_id === agentId);
      let agent: Agent | null = null;
      for (const { event } of own) {
        if (event.type === "callOffered") {
          expect(agent?.offeredCallId).toBeNull();
          expect(agent?.occupyingCallIds).toEqual([]);
        }
        agent = applyAgent(agent, event);
      }
      expect(foldAgent(own.map(({ event }) => event))).toEqual(own[0]?.snapshot);
    }
    for (const { callId } of calls) {
      const log = await world.engine.callLog(world.tenant, callId);
      let open = 0;
      for (const { type } of log!.events) {
        if (type === "offered") open++;
        if (type === "offerEnded") open--;
        expect(open).toBeLessThanOrEqual(1);
      }
    }
  });

  it("number each agent's signals without gap or repeat", async () => {
    const rows = await fresh.database.query<{ seqs: number[]; last_seq: number }>(
      `select array_agg(s.seq::integer order by s.seq) as seqs, a.last_seq from agents a
       join agent_signals s using (tenant_id, agent_id) where a.tenant_id = $1 group by a.agent_id, a.last_seq`,
      [world.tenant],
    );
    expect(rows).toHaveLength(AGENTS);
    for (const { seqs, last_seq } of rows) {
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      expect(seqs.at(-1)).toBe(last_seq);
    }
  });

  it("make one record for each vendorCallKey and update each once", () => {
    const created = world.voiceApi.created.map(({ vendorCallKey }) => vendorCallKey);
    expect(created.sort()).toEqual(calls.map(({ legId }) => legId).sort());
    expect(new Set(world.voiceApi.updated.map(({ id }) => id)).size).toBe(CALLS);
    expect(world.voiceApi.updated).toHaveLength(CALLS);
  });

  it("leave nothing in the outbox", async () => {
    const last = world.server(fresh.database);
    await last.start();
    await eventually(
      () => fresh.database.query("select type, last_code from outbox where tenant_id = $1", [world.tenant]),
      (rows) => rows.length === 0,
    );
    await last.stop();
  });
});
