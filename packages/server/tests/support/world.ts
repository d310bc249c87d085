import { randomUUID } from "node:crypto";
import type { Signal } from "@partner-telephony/api";
import type { AgentFact, Command, Fact } from "@partner-telephony/calls";
import type { VoiceApi } from "@partner-telephony/salesforce-voice";
import { createEngine } from "../../src/engine/create-engine.ts";
import type { EngineOptions, VoiceTenant } from "../../src/engine/dependencies.ts";
import type { Engine, Origin } from "../../src/engine/engine.ts";
import type { Database, Queryable } from "../../src/store/database.ts";
import { eventually } from "./eventually.ts";
import { RecordedTelephony } from "./recorded-telephony.ts";
import { RecordedVoiceApi } from "./recorded-voice-api.ts";

type FactText = Fact extends infer F ? (F extends Fact ? Omit<F, "at"> & { at?: number } : never) : never;

export const online = { statusId: "0N51", statusName: "Available", hasChannels: true, isOffline: false } as const;
export const noOrigin: Origin = { traceparent: null, idempotencyKey: null };

/** One contact center of its own in a database that tests may share, with an engine in front of it. */
export interface World {
  readonly tenant: string;
  readonly engine: Engine;
  readonly telephony: RecordedTelephony;
  readonly voiceApi: RecordedVoiceApi;
  /** Another server process on the same contact center. */
  server(database: Database, options?: Partial<EngineOptions>): Engine;
  addAgent(options?: { online?: boolean; username?: string; capacity?: number }): Promise<string>;
  command(
    command: Command,
    origin?: Partial<Origin>,
    work?: (tx: Queryable) => Promise<void>,
  ): ReturnType<Engine["command"]>;
  fact(fact: FactText | AgentFact, factId?: string): ReturnType<Engine["fact"]>;
  arrive(options?: { queueId?: string | null; traceparent?: string }): Promise<Arrived>;
  /** Until the call rings at somebody: the request that rings it. */
  rings(callId: string, times?: number): Promise<{ agentId: string; legId: string; requestId: string }>;
  signals(agentId: string): Promise<Signal[]>;
  stop(): Promise<void>;
}

export interface Arrived {
  readonly callId: string;
  readonly legId: string;
  readonly partyId: string;
}

let made = 0;

export async function makeWorld(database: Database, options: Partial<EngineOptions> = {}): Promise<World> {
  const telephony = new RecordedTelephony();
  const voiceApi = new RecordedVoiceApi();
  const center = `Center${process.pid}x${++made}`;
  const tenant = `00D000000000001:${center}`;
  await database.query(
    `insert into contact_centers
       (tenant_id, org_id, contact_center, display_name, scrt_url, signer, created_at, changed_at)
     values ($1, '00D000000000001', $2, $2, 'http://127.0.0.1:9', 'server', now(), now())`,
    [tenant, center],
  );
  const server = (on: Database, more: Partial<EngineOptions> = {}): Engine =>
    createEngine({
      database: on,
      telephony,
      voiceApi: (_tenant: VoiceTenant): VoiceApi => voiceApi.asVoiceApi(),
      bounds: { slowPollMs: 50, ...options.bounds, ...more.bounds },
      ...without(options, "bounds"),
      ...without(more, "bounds"),
    });
  const engine = server(database);
  const now = options.now ?? Date.now;
  const fact: World["fact"] = (given, factId = randomUUID()) =>
    engine.fact(tenant, { at: now(), ...given } as Fact, { ...noOrigin, factId });
  const command: World["command"] = (given, origin = {}, work) =>
    engine.command(tenant, given, { ...noOrigin, ...origin }, work);
  return {
    tenant,
    engine,
    telephony,
    voiceApi,
    server,
    command,
    fact,
    addAgent: (wanted) => addAgent(database, engine, tenant, command, wanted),
    async arrive({ queueId = null, traceparent } = {}) {
      const ids = { callId: randomUUID(), legId: randomUUID(), partyId: randomUUID() };
      const party = { partyId: ids.partyId, raw: "01512 345", e164: "+491512345", name: "Bob", dialed: "+498001" };
      const arrived: Fact = { type: "callArrived", ...ids, queueId, recording: false, at: now() };
      const origin = { idempotencyKey: null, traceparent: traceparent ?? null, factId: randomUUID() };
      await engine.fact(tenant, arrived, origin, (tx) => engine.addParty(tenant, party, tx));
      return ids;
    },
    async rings(callId, times = 1) {
      const { agent, legId, requestId } = await telephony.asked("ringAgent", callId, times);
      return { agentId: agent.agentId, legId, requestId };
    },
    signals: async (agentId) => (await engine.signalsAfter(tenant, agentId, 0, 10_000)) ?? [],
    stop: () => engine.stop(),
  };
}

function without<T extends object, K extends keyof T>(given: T, key: K): Omit<T, K> {
  const { [key]: _left, ...rest } = given;
  return rest;
}

async function addAgent(
  database: Database,
  engine: Engine,
  tenant: string,
  command: World["command"],
  {
    online: comesOnline = true,
    username,
    capacity = 1,
  }: { online?: boolean; username?: string; capacity?: number } = {},
): Promise<string> {
  const agentId = randomUUID();
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into agent_profiles (tenant_id, agent_id, username, display_name, supervisor, created_at, changed_at)
       values ($1, $2, $3, 'Anna Agent', false, now(), now())`,
      [tenant, agentId, username ?? `${agentId}@example.com`],
    );
    await engine.addAgent(tenant, agentId, capacity, tx);
  });
  if (!comesOnline) return agentId;
  await command({ type: "takeLease", agentId, sessionId: randomUUID() });
  await command({ type: "setPresence", agentId, presence: online, side: "Salesforce", enqueue: false });
  return agentId;
}

/** Brings a ringing call to the point where agent and caller talk. */
export async function connect(world: World, { callId }: Arrived): Promise<{ agentId: string; legId: string }> {
  const ring = await world.rings(callId);
  await world.fact({ type: "legRinging", callId, legId: ring.legId, requestId: ring.requestId });
  await world.command({ type: "accept", callId, agentId: ring.agentId, requestId: randomUUID() });
  const answer = await world.telephony.asked("answer", callId);
  await world.fact({ type: "legConnected", callId, legId: ring.legId, requestId: answer.requestId });
  return ring;
}

/** The whole state of a contact center as the tables hold it: two of these are equal when nothing has been stored. */
export async function everythingStored(db: Queryable, tenant: string): Promise<Record<string, unknown[]>> {
  const tables = [
    "calls",
    "call_events",
    "agents",
    "agent_events",
    "agent_signals",
    "outbox",
    "deadlines",
    "parties",
    "digits",
    "facts_seen",
    "idempotency",
    "reconcile_entries",
  ];
  const stored: Record<string, unknown[]> = {};
  for (const table of tables) {
    stored[table] = await db.query(`select * from ${table} where tenant_id = $1 order by 1, 2, 3`, [tenant]);
  }
  return stored;
}

/** Ends with what the loop of a test needs: nothing of this contact center waits to be sent. */
export function outboxIsEmpty(database: Database, tenant: string): Promise<unknown> {
  return eventually(
    () => database.query("select * from outbox where tenant_id = $1 and parked_at is null", [tenant]),
    (rows) => rows.length === 0,
  );
}
