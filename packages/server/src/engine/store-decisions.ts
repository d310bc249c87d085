import { isOfferable } from "@partner-telephony/calls";
import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { cancelDeadlines } from "../store/statements/cancel-deadlines.ts";
import { insertAgentEvents } from "../store/statements/insert-agent-events.ts";
import { insertCallEvents } from "../store/statements/insert-call-events.ts";
import { insertCalls } from "../store/statements/insert-calls.ts";
import type { CallRow } from "../store/statements/insert-calls.ts";
import { insertOutbox } from "../store/statements/insert-outbox.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { insertSignals } from "../store/statements/insert-signals.ts";
import { notifyAgents } from "../store/statements/notify.ts";
import { setDeadlines } from "../store/statements/set-deadlines.ts";
import { updateAgents } from "../store/statements/update-agents.ts";
import { updateCalls } from "../store/statements/update-calls.ts";
import type { ChangedCallRow } from "../store/statements/update-calls.ts";
import type { Decisions, Made } from "./decisions.ts";
import { Conflict } from "./lock-state.ts";

/**
 * All of it or, with the transaction, none: log, snapshots, signals, outbox, deadlines, reconcile entries. One statement for
 * each table, however many decisions there are. @throws {Conflict}
 */
export async function storeDecisions(tx: Queryable, tenant: string, decisions: Decisions): Promise<void> {
  await storeCalls(tx, tenant, decisions);
  await storeAgents(tx, tenant, decisions);
  await insertOutbox(tx, tenant, decisions.outbox);
  const deadlines = [...decisions.deadlines];
  await cancelDeadlines(
    tx,
    tenant,
    deadlines.flatMap(([key, row]) => (row === null ? [key] : [])),
  );
  await setDeadlines(
    tx,
    tenant,
    deadlines.flatMap(([, row]) => (row === null ? [] : [row])),
  );
  await insertReconcileEntries(tx, tenant, decisions.reconcileEntries);
}

async function storeCalls(tx: Queryable, tenant: string, decisions: Decisions): Promise<void> {
  const fresh: CallRow[] = [];
  const changed: ChangedCallRow[] = [];
  for (const [callId, made] of decisions.changedCalls) {
    const row = rowOf(decisions.callNow(callId), made);
    const expectedVersion = decisions.lockedVersionOf(callId);
    if (expectedVersion === null) fresh.push(row);
    else changed.push({ ...row, expectedVersion });
  }
  if (!(await insertCalls(tx, tenant, fresh))) throw new Conflict();
  if (!(await updateCalls(tx, tenant, changed))) throw new Conflict();
  await insertCallEvents(tx, tenant, decisions.callEvents);
}

function rowOf(call: Call, { now, traceparent }: Made): CallRow {
  const seeksAgentSince = isOfferable(call) ? (call.queuedAt ?? call.startedAt) : null;
  const open = Object.values(call.agents).flatMap(({ agentId, state }) => (state === "done" ? [] : [agentId]));
  return { call, seeksAgentSince, openAgentIds: open, traceparent, now };
}

async function storeAgents(tx: Queryable, tenant: string, decisions: Decisions): Promise<void> {
  await insertSignals(tx, tenant, decisions.signals);
  await insertAgentEvents(tx, tenant, decisions.agentEvents);
  const changed = [...decisions.changedAgents].map(([agentId, { now }]) => ({
    agent: decisions.agentNow(agentId),
    lastSeq: decisions.lastSeqs.get(agentId) ?? 0,
    now,
  }));
  await updateAgents(tx, tenant, changed);
  await notifyAgents(tx, tenant, [...new Set(decisions.signals.map(({ agentId }) => agentId))]);
}
