import { agentIdsOf } from "@partner-telephony/calls";
import type { Agent, AgentId, CallId, Situation } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { lockAgents } from "../store/statements/lock-agents.ts";
import { lockCall } from "../store/statements/lock-call.ts";
import { readCall } from "../store/statements/read-call.ts";

/** The state has moved on between reading and locking, or somebody else was first: decide again. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

export interface Locked {
  readonly situation: Situation;
  readonly lastSeqs: ReadonlyMap<AgentId, number>;
}

/**
 * Locks agents, then the call, each in id order. Which agents those are only the call can say, so it is read once without a
 * lock and compared with what is locked in the end. @throws {Conflict}
 */
export async function lockSituation(
  tx: Queryable,
  tenant: string,
  callId: CallId | null,
  named: readonly AgentId[],
): Promise<Locked> {
  const seen = callId === null ? null : await readCall(tx, tenant, callId);
  const wanted = [...new Set([...named, ...(seen === null ? [] : agentIdsOf(seen))])].sort();
  const locked = await lockAgents(tx, tenant, wanted);
  const call = callId === null ? null : await lockCall(tx, tenant, callId);
  if (call !== null && agentIdsOf(call).some((agentId) => !wanted.includes(agentId))) throw new Conflict();
  const agents: Record<AgentId, Agent> = {};
  for (const [agentId, entry] of locked) agents[agentId] = entry.agent;
  return {
    situation: { call, agents },
    lastSeqs: new Map([...locked].map(([agentId, { lastSeq }]) => [agentId, lastSeq])),
  };
}
