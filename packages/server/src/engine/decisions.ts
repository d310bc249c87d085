import { advance, agentIdsOf, isOfferable } from "@partner-telephony/calls";
import type { Agent, AgentId, Call, CallId, Deadline, Instant, Outcome, Situation } from "@partner-telephony/calls";
import { projectSignals } from "../signals/project.ts";
import type { AddressedSignal } from "../signals/project.ts";
import type { OutboxItem } from "../store/statements/insert-outbox.ts";
import type { ReconcileEntry } from "../store/statements/insert-reconcile-entries.ts";
import type { NumberedSignal } from "../store/statements/insert-signals.ts";
import type { DeadlineRow } from "../store/statements/set-deadlines.ts";
import type { AgentEventRow, CallEventRow } from "../store/statements/write-decisions.ts";
import type { StoredNews } from "./dependencies.ts";
import { Conflict } from "./lock-state.ts";
import type { LockedState, Subject } from "./lock-state.ts";

/** When and in which trace a decision was made. */
export interface Made {
  readonly now: Instant;
  readonly traceparent: string | null;
}

/**
 * The decisions of one transaction, one on top of the other, as the rows that they leave: what several leave together is what
 * each would have left alone, but for snapshots, of which only the last is written.
 */
export class Decisions {
  readonly #locked: LockedState;
  readonly #calls: Map<CallId, Call>;
  readonly #agents: Map<AgentId, Agent>;
  readonly lastSeqs: Map<AgentId, number>;
  readonly changedCalls = new Map<CallId, Made>();
  readonly changedAgents = new Map<AgentId, Made>();
  readonly callEvents: CallEventRow[] = [];
  readonly agentEvents: AgentEventRow[] = [];
  readonly signals: NumberedSignal[] = [];
  readonly outbox: OutboxItem[] = [];
  /** Null: cancelled. */
  readonly deadlines = new Map<string, DeadlineRow | null>();
  readonly reconcileEntries: ReconcileEntry[] = [];
  #routing = false;

  constructor(locked: LockedState) {
    this.#locked = locked;
    this.#calls = new Map(locked.calls);
    this.#agents = new Map(locked.agents);
    this.lastSeqs = new Map(locked.lastSeqs);
  }

  /** As it stands after the decisions so far. @throws {Conflict} when the call has an agent whom nobody has locked. */
  situationOf({ callId, agentIds }: Subject): Situation {
    const call = callId === null ? null : (this.#calls.get(callId) ?? null);
    const wanted = [...new Set([...agentIds, ...(call === null ? [] : agentIdsOf(call))])];
    if (wanted.some((agentId) => !this.#locked.asked.has(agentId))) throw new Conflict();
    const agents: Record<AgentId, Agent> = {};
    for (const agentId of wanted) {
      const agent = this.#agents.get(agentId);
      if (agent !== undefined) agents[agentId] = agent;
    }
    return { call, agents };
  }

  take(before: Situation, outcome: Outcome, made: Made): Situation {
    const after = advance(before, outcome);
    this.#takeCall(before, outcome, after, made);
    this.#takeAgents(before, outcome, after, made);
    const { now, traceparent } = made;
    for (const item of outcome.requests) this.outbox.push({ lane: "telephony", item, now, traceparent });
    for (const item of outcome.voiceCallWrites) this.outbox.push({ lane: "salesforce", item, now, traceparent });
    for (const key of outcome.cancelledDeadlineKeys) this.deadlines.set(key, null);
    for (const deadline of outcome.deadlines) {
      this.deadlines.set(deadline.key, { deadline, expectedVersion: versionOfTarget(deadline, after), traceparent });
    }
    const callId = after.call?.callId ?? null;
    for (const { code, detail } of outcome.anomalies) {
      this.reconcileEntries.push({ callId, agentId: null, code, detail, at: now });
    }
    const seeks = after.call !== null && outcome.callEvents.length > 0 && isOfferable(after.call);
    this.#routing ||= seeks || outcome.agentEvents.length > 0;
    return after;
  }

  callNow = (callId: CallId): Call => this.#calls.get(callId)!;
  agentNow = (agentId: AgentId): Agent => this.#agents.get(agentId)!;
  /** Null: a new call. */
  lockedVersionOf = (callId: CallId): number | null => this.#locked.calls.get(callId)?.version ?? null;

  /** For whoever carries out what these decisions have left. */
  get news(): StoredNews {
    const due = [...this.deadlines.values()].flatMap((row) => (row === null ? [] : [row.deadline.dueAt]));
    return {
      telephony: this.outbox.some(({ lane }) => lane === "telephony"),
      salesforce: this.outbox.some(({ lane }) => lane === "salesforce"),
      nextDeadlineAt: due.length === 0 ? null : Math.min(...due),
      routing: this.#routing,
    };
  }

  #takeCall(before: Situation, outcome: Outcome, after: Situation, made: Made): void {
    if (after.call === null || outcome.callEvents.length === 0) return;
    const { callId } = after.call;
    const version = before.call?.version ?? 0;
    outcome.callEvents.forEach((event, index) =>
      this.callEvents.push({ callId, version: version + index + 1, event, traceparent: made.traceparent }),
    );
    this.#calls.set(callId, after.call);
    // A call that is new belongs to the trace of what began it, not of what followed at once.
    this.changedCalls.set(callId, { ...made, traceparent: (this.changedCalls.get(callId) ?? made).traceparent });
  }

  #takeAgents(before: Situation, outcome: Outcome, after: Situation, made: Made): void {
    this.#number(projectSignals(before, outcome, after, made.traceparent), made);
    const versions = new Map<AgentId, number>();
    for (const { agentId, event } of outcome.agentEvents) {
      const agent = after.agents[agentId];
      if (agent === undefined) continue;
      const version = (versions.get(agentId) ?? before.agents[agentId]?.version ?? 0) + 1;
      versions.set(agentId, version);
      this.agentEvents.push({ agentId, version, event, traceparent: made.traceparent });
      this.#agents.set(agentId, agent);
      this.changedAgents.set(agentId, made);
    }
  }

  /** Continues each locked agent's numbers without a gap. */
  #number(signals: readonly AddressedSignal[], made: Made): void {
    for (const { agentId, signal } of signals) {
      const last = this.lastSeqs.get(agentId);
      // Somebody on the call whom this contact center does not know: the model has reported it.
      if (last === undefined) continue;
      this.lastSeqs.set(agentId, last + 1);
      this.signals.push({ agentId, seq: last + 1, signal });
      this.changedAgents.set(agentId, made);
    }
  }
}

const versionOfTarget = (deadline: Deadline, after: Situation): number =>
  (deadline.type === "lease" ? after.agents[deadline.agentId]?.version : after.call?.version) ?? 0;
