import { advance, isOfferable } from "@partner-telephony/calls";
import type { AgentId, Call, Deadline, Outcome, Situation } from "@partner-telephony/calls";
import { projectSignals } from "../signals/project.ts";
import type { AddressedSignal } from "../signals/project.ts";
import type { Queryable } from "../store/database.ts";
import { cancelDeadlines } from "../store/statements/cancel-deadlines.ts";
import { insertAgentEvents } from "../store/statements/insert-agent-events.ts";
import { insertCallEvents } from "../store/statements/insert-call-events.ts";
import { insertCall } from "../store/statements/insert-call.ts";
import { insertOutbox } from "../store/statements/insert-outbox.ts";
import type { OutboxItem } from "../store/statements/insert-outbox.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { insertSignals } from "../store/statements/insert-signals.ts";
import type { NumberedSignal } from "../store/statements/insert-signals.ts";
import { notifyAgents } from "../store/statements/notify.ts";
import { setDeadlines } from "../store/statements/set-deadlines.ts";
import { updateAgent } from "../store/statements/update-agent.ts";
import { updateCall } from "../store/statements/update-call.ts";
import { Conflict } from "./lock-situation.ts";
import type { Locked } from "./lock-situation.ts";

export interface OutcomeToStore {
  readonly tenant: string;
  readonly locked: Locked;
  readonly outcome: Outcome;
  readonly traceparent: string | null;
  readonly now: number;
}

/** All of it or, with the transaction, none: log, snapshots, signals, outbox, deadlines, reconcile entries. */
export async function storeOutcome(tx: Queryable, toStore: OutcomeToStore): Promise<Situation> {
  const { tenant, locked, outcome, traceparent, now } = toStore;
  const after = advance(locked.situation, outcome);
  await storeCall(tx, toStore, after.call);
  const signals = projectSignals(locked.situation, outcome, after, traceparent);
  await storeAgents(tx, toStore, after, signals);
  await insertOutbox(tx, tenant, outboxItems(outcome), traceparent, now);
  await cancelDeadlines(tx, tenant, outcome.cancelledDeadlineKeys);
  const deadlines = outcome.deadlines.map((deadline) => ({
    deadline,
    expectedVersion: versionOfTarget(deadline, after),
  }));
  await setDeadlines(tx, tenant, deadlines, traceparent);
  const callId = after.call?.callId ?? null;
  await insertReconcileEntries(
    tx,
    tenant,
    outcome.anomalies.map(({ code, detail }) => ({ callId, agentId: null, code, detail })),
    now,
  );
  return after;
}

const versionOfTarget = (deadline: Deadline, after: Situation): number =>
  (deadline.type === "lease" ? after.agents[deadline.agentId]?.version : after.call?.version) ?? 0;

async function storeCall(tx: Queryable, toStore: OutcomeToStore, call: Call | null): Promise<void> {
  const { tenant, locked, outcome, traceparent, now } = toStore;
  if (call === null || outcome.callEvents.length === 0) return;
  const before = locked.situation.call;
  const since = isOfferable(call) ? (call.queuedAt ?? call.startedAt) : null;
  const open = Object.values(call.agents).flatMap(({ agentId, state }) => (state === "done" ? [] : [agentId]));
  const stored =
    before === null
      ? await insertCall(tx, tenant, call, since, open, traceparent, now)
      : await updateCall(tx, tenant, call, before.version, since, open, now);
  if (!stored) throw new Conflict();
  await insertCallEvents(tx, tenant, call.callId, (before?.version ?? 0) + 1, outcome.callEvents, traceparent);
}

async function storeAgents(
  tx: Queryable,
  { tenant, locked, outcome, traceparent, now }: OutcomeToStore,
  after: Situation,
  signals: readonly AddressedSignal[],
): Promise<void> {
  const { numbered, lastSeqs } = number(signals, locked.lastSeqs);
  await insertSignals(tx, tenant, numbered);
  for (const [agentId, lastSeq] of lastSeqs) {
    const events = outcome.agentEvents.filter((entry) => entry.agentId === agentId).map((entry) => entry.event);
    const [before, agent] = [locked.situation.agents[agentId], after.agents[agentId]];
    if (before === undefined || agent === undefined) continue;
    if (events.length > 0) await insertAgentEvents(tx, tenant, agentId, before.version + 1, events, traceparent);
    if (events.length > 0 || lastSeq !== locked.lastSeqs.get(agentId)) {
      await updateAgent(tx, tenant, agent, lastSeq, now);
    }
  }
  const told = [...new Set(numbered.map(({ agentId }) => agentId))];
  await notifyAgents(tx, tenant, told);
}

/** Continues each locked agent's numbers without a gap. */
function number(
  signals: readonly AddressedSignal[],
  locked: ReadonlyMap<AgentId, number>,
): { numbered: NumberedSignal[]; lastSeqs: Map<AgentId, number> } {
  const lastSeqs = new Map(locked);
  const numbered = signals.flatMap(({ agentId, signal }) => {
    const last = lastSeqs.get(agentId);
    // Somebody on the call whom this contact center does not know: the model has reported it.
    if (last === undefined) return [];
    lastSeqs.set(agentId, last + 1);
    return [{ agentId, seq: last + 1, signal }];
  });
  return { numbered, lastSeqs };
}

function outboxItems(outcome: Outcome): OutboxItem[] {
  return [
    ...outcome.requests.map((item) => ({ lane: "telephony", item }) as const),
    ...outcome.voiceCallWrites.map((item) => ({ lane: "salesforce", item }) as const),
  ];
}
