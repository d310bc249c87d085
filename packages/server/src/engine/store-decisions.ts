import { isOfferable } from "@partner-telephony/calls";
import type { CallId } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { cancelDeadlines } from "../store/statements/cancel-deadlines.ts";
import { insertOutbox } from "../store/statements/insert-outbox.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { setDeadlines } from "../store/statements/set-deadlines.ts";
import { writeDecisions } from "../store/statements/write-decisions.ts";
import type { AgentRow, CallRow } from "../store/statements/write-decisions.ts";
import type { Decisions, Made } from "./decisions.ts";
import { Conflict } from "./lock-state.ts";

/**
 * All of it or, with the transaction, none: log, snapshots, signals, outbox, deadlines, reconcile entries. As many statements for
 * many decisions as for one. @throws {Conflict}
 */
export async function storeDecisions(tx: Queryable, tenant: string, decisions: Decisions): Promise<void> {
  const { callEvents, agentEvents, signals } = decisions;
  const calls = [...decisions.changedCalls].map(([callId, made]) => callRow(decisions, callId, made));
  const agents = [...decisions.changedAgents].map(([agentId, { now }]): AgentRow => {
    return { agent: decisions.agentNow(agentId), lastSeq: decisions.lastSeqs.get(agentId) ?? 0, now };
  });
  const stored = await writeDecisions(tx, tenant, { calls, callEvents, agents, agentEvents, signals });
  if (!stored) throw new Conflict();
  await insertOutbox(tx, tenant, decisions.outbox);
  const deadlines = [...decisions.deadlines];
  const cancelled = deadlines.flatMap(([key, row]) => (row === null ? [key] : []));
  await cancelDeadlines(tx, tenant, cancelled);
  const set = deadlines.flatMap(([, row]) => (row === null ? [] : [row]));
  await setDeadlines(tx, tenant, set);
  await insertReconcileEntries(tx, tenant, decisions.reconcileEntries);
}

function callRow(decisions: Decisions, callId: CallId, { now, traceparent }: Made): CallRow {
  const call = decisions.callNow(callId);
  const seeksAgentSince = isOfferable(call) ? (call.queuedAt ?? call.startedAt) : null;
  const openAgentIds = Object.values(call.agents).flatMap(({ agentId, state }) => (state === "done" ? [] : [agentId]));
  return { call, seeksAgentSince, openAgentIds, traceparent, expectedVersion: decisions.lockedVersionOf(callId), now };
}
