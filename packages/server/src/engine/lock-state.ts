import type { Agent, AgentId, Call, CallId } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { lockAgents } from "../store/statements/lock-agents.ts";
import { lockCalls } from "../store/statements/lock-calls.ts";

/** The state has moved on between reading and locking, or somebody else was first: decide again. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** What one decision is about. Agents beside those of the call. */
export interface Subject {
  readonly callId: CallId | null;
  readonly agentIds: readonly AgentId[];
}

/** What one transaction holds locked. An id that was asked for and is not in the maps is unknown. */
export interface LockedState {
  readonly asked: ReadonlySet<AgentId>;
  readonly calls: ReadonlyMap<CallId, Call>;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly lastSeqs: ReadonlyMap<AgentId, number>;
}

/**
 * Locks agents, then calls, each in id order, whatever the order of the subjects. Which agents those are only the calls can say,
 * so they are read once without a lock; whoever decides compares (`Decisions.situationOf`).
 */
export async function lockState(tx: Queryable, tenant: string, subjects: readonly Subject[]): Promise<LockedState> {
  const callIds = [...new Set(subjects.flatMap(({ callId }) => (callId === null ? [] : [callId])))];
  const named = subjects.flatMap(({ agentIds }) => agentIds);
  const locked = await lockAgents(tx, tenant, [...new Set(named)], callIds);
  const calls = await lockCalls(tx, tenant, callIds);
  const known = [...locked].flatMap(([agentId, row]) => (row === null ? [] : [{ agentId, ...row }]));
  return {
    asked: new Set(locked.keys()),
    calls,
    agents: new Map(known.map(({ agentId, agent }) => [agentId, agent])),
    lastSeqs: new Map(known.map(({ agentId, lastSeq }) => [agentId, lastSeq])),
  };
}
