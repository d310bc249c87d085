import { applyAgent } from "./agent/apply.ts";
import type { AgentEvent } from "./agent/events.ts";
import type { Agent } from "./agent/state.ts";
import { applyCall } from "./call/apply.ts";
import type { CallEvent } from "./call/events.ts";
import type { Call } from "./call/state.ts";
import type { AgentId, Instant, RequestId } from "./ids.ts";
import type { Policy } from "./policy.ts";
import type { Deadline, OutgoingRequest, TelephonyRequest, VoiceCallWrite } from "./request.ts";
import type { Rules } from "./rules.ts";
import type { Outcome, Situation } from "./situation.ts";

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
export type NewCallEvent = Without<CallEvent, "v" | "at">;
export type NewAgentEvent = Without<AgentEvent, "v" | "at">;
type Anomaly = Outcome["anomalies"][number];

/** Makes an id at the edge (UUIDv4, lower case): the model has no randomness of its own. */
export type Ids = () => string;

export interface DraftSettings {
  readonly rules: Rules;
  readonly policy: Policy;
  readonly newId: Ids;
  /** When the decision is made: deadlines count from here. */
  readonly now: Instant;
  /** When it happened: never later than now. */
  readonly at: Instant;
}

/** A decision in the making. Every event is applied at once, so that the next rule sees the state after it. */
export class Draft {
  readonly settings: DraftSettings;
  readonly before: Situation;
  call: Call | null;
  readonly agents: Record<AgentId, Agent>;
  readonly callEvents: CallEvent[] = [];
  readonly agentEvents: { agentId: AgentId; event: AgentEvent }[] = [];
  readonly requests: OutgoingRequest[] = [];
  readonly voiceCallWrites: VoiceCallWrite[] = [];
  readonly deadlines: Deadline[] = [];
  readonly cancelled: string[] = [];
  readonly anomalies: Anomaly[] = [];

  constructor(situation: Situation, settings: DraftSettings) {
    this.settings = settings;
    this.before = situation;
    this.call = situation.call;
    this.agents = { ...situation.agents };
  }

  /** The call; only for rules that run once it exists. */
  get live(): Call {
    if (this.call === null) throw new Error("This rule needs a call.");
    return this.call;
  }

  emit(event: NewCallEvent): void {
    const stamped = { v: 1, at: this.settings.at, ...event } as CallEvent;
    this.call = applyCall(this.call, stamped, this.settings.rules);
    this.callEvents.push(stamped);
  }

  /** An agent who is not in the situation cannot be told: that is the caller's omission, and it is reported. */
  tell(agentId: AgentId, event: NewAgentEvent): void {
    const agent = this.agents[agentId];
    if (agent === undefined) {
      this.report("agent.not-loaded", { agentId });
      return;
    }
    const stamped = { v: 1, at: this.settings.at, ...event } as AgentEvent;
    this.agents[agentId] = applyAgent(agent, stamped);
    this.agentEvents.push({ agentId, event: stamped });
  }

  /** Asks the telephony system. The request stays pending until a fact or its deadline. */
  ask(request: TelephonyRequest, agentId: AgentId | null, requestId: RequestId = this.settings.newId()): void {
    const deadlineAt = this.settings.now + this.settings.policy.requestMs;
    const { callId } = this.live;
    this.emit({ type: "requested", requestId, agentId, request, deadlineAt });
    this.requests.push({ requestId, callId, agentId, request, deadlineAt });
    this.due({ key: `request:${requestId}`, type: "request", callId, requestId, dueAt: deadlineAt });
  }

  due(deadline: Deadline): void {
    this.deadlines.push(deadline);
  }

  cancel(key: string): void {
    this.cancelled.push(key);
  }

  write(write: VoiceCallWrite): void {
    this.voiceCallWrites.push(write);
  }

  report(code: string, detail: Anomaly["detail"]): void {
    this.anomalies.push({ code, detail });
  }

  outcome(): Outcome {
    // A deadline that was set and dropped in one decision must not outlive it.
    const cancelled = new Set(this.cancelled);
    return {
      callEvents: this.callEvents,
      agentEvents: this.agentEvents,
      requests: this.requests,
      voiceCallWrites: this.voiceCallWrites,
      deadlines: this.deadlines.filter((deadline) => !cancelled.has(deadline.key)),
      cancelledDeadlineKeys: [...cancelled],
      anomalies: this.anomalies,
    };
  }
}
