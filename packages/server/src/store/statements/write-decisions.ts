import type { Agent, AgentEvent, Call, CallEvent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import type { NumberedSignal } from "./insert-signals.ts";
import { AGENT_NEWS } from "./notify.ts";

/** Instants in epoch milliseconds. */
export interface CallRow {
  readonly call: Call;
  /** Null: no agent is sought. */
  readonly seeksAgentSince: number | null;
  readonly openAgentIds: readonly string[];
  /** Of what began the call; kept as it was for a call that is there already. */
  readonly traceparent: string | null;
  /** Null: a new call. */
  readonly expectedVersion: number | null;
  readonly now: number;
}

export interface CallEventRow {
  readonly callId: string;
  /** Of the call after this event. */
  readonly version: number;
  readonly event: CallEvent;
  readonly traceparent: string | null;
}

export interface AgentRow {
  readonly agent: Agent;
  /** Number of the last signal, counted from what was locked. */
  readonly lastSeq: number;
  readonly now: number;
}

export interface AgentEventRow {
  readonly agentId: string;
  /** Of the agent after this event. */
  readonly version: number;
  readonly event: AgentEvent;
  readonly traceparent: string | null;
}

export interface Written {
  readonly calls: readonly CallRow[];
  readonly callEvents: readonly CallEventRow[];
  readonly agents: readonly AgentRow[];
  readonly agentEvents: readonly AgentEventRow[];
  readonly signals: readonly NumberedSignal[];
}

/**
 * Logs, snapshots, signals and the news of them in one statement, because each statement costs a round trip in every decision.
 * Under the locks of calls and agents. An event whose version exists fails the transaction. Answers false when a new call is
 * there already, or a known one no longer has the version that was expected: the transaction has to be undone then.
 */
export async function writeDecisions(tx: Queryable, tenant: string, written: Written): Promise<boolean> {
  const { calls, callEvents, agents, agentEvents, signals } = written;
  if (calls.length + callEvents.length + agents.length + agentEvents.length + signals.length === 0) return true;
  const told = [...new Set(signals.map(({ agentId }) => agentId))];
  const rows = await tx.query<{ calls: number }>(STATEMENT, [
    tenant,
    JSON.stringify(calls),
    JSON.stringify(callEvents),
    JSON.stringify(agents),
    JSON.stringify(agentEvents),
    JSON.stringify(signals),
    AGENT_NEWS,
    told,
  ]);
  return rows[0]?.calls === calls.length;
}

const STATEMENT = `
with given as (
  select * from jsonb_to_recordset($2::jsonb) as given("call" jsonb, "seeksAgentSince" numeric, "openAgentIds" uuid[],
    traceparent text, "expectedVersion" integer, now numeric)
), made as (
  insert into calls
    (tenant_id, call_id, version, phase, snapshot, agent_ids, seeks_agent_since, traceparent, started_at, changed_at)
  select $1, ("call"->>'callId')::uuid, ("call"->>'version')::integer, "call"->>'phase', "call", "openAgentIds",
    to_timestamp("seeksAgentSince" / 1000.0), traceparent, to_timestamp(("call"->>'startedAt')::numeric / 1000.0),
    to_timestamp(now / 1000.0)
  from given where "expectedVersion" is null
  on conflict do nothing returning call_id
), changed as (
  update calls set version = ("call"->>'version')::integer, phase = "call"->>'phase', snapshot = "call",
    agent_ids = "openAgentIds", seeks_agent_since = to_timestamp("seeksAgentSince" / 1000.0),
    changed_at = to_timestamp(now / 1000.0)
  from given
  where calls.tenant_id = $1 and calls.call_id = ("call"->>'callId')::uuid and calls.version = "expectedVersion"
  returning calls.call_id
), call_log as (
  insert into call_events (tenant_id, call_id, version, at, type, v, event, traceparent)
  select $1, "callId", version, to_timestamp((event->>'at')::numeric / 1000.0), event->>'type', (event->>'v')::smallint,
    event, traceparent
  from jsonb_to_recordset($3::jsonb) as row("callId" uuid, version integer, event jsonb, traceparent text)
), changed_agents as (
  update agents set version = (agent->>'version')::integer, snapshot = agent, routability = agent->>'routability',
    available_since = to_timestamp((agent->>'availableSince')::numeric / 1000.0), last_seq = "lastSeq",
    changed_at = to_timestamp(now / 1000.0)
  from jsonb_to_recordset($4::jsonb) as row(agent jsonb, "lastSeq" bigint, now numeric)
  where agents.tenant_id = $1 and agents.agent_id = (agent->>'agentId')::uuid
), agent_log as (
  insert into agent_events (tenant_id, agent_id, version, at, type, v, event, traceparent)
  select $1, "agentId", version, to_timestamp((event->>'at')::numeric / 1000.0), event->>'type', (event->>'v')::smallint,
    event, traceparent
  from jsonb_to_recordset($5::jsonb) as row("agentId" uuid, version integer, event jsonb, traceparent text)
), told as (
  insert into agent_signals (tenant_id, agent_id, seq, at, signal)
  select $1, "agentId", seq, to_timestamp((signal->>'at')::numeric / 1000.0), signal
  from jsonb_to_recordset($6::jsonb) as row("agentId" uuid, seq bigint, signal jsonb)
), news as (
  select pg_notify($7, $1 || '|' || id) from unnest($8::text[]) as id
)
select ((select count(*) from made) + (select count(*) from changed))::integer as calls, (select count(*) from news) as told`;
