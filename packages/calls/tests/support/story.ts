import { advance, decide, defaultPolicy, isRefusal, newAgent, observe } from "../../src/index.ts";
import { applyAgent, applyCall } from "../../src/index.ts";
import type {
  Agent,
  AgentEvent,
  AgentFact,
  Call,
  CallEvent,
  Command,
  Deadline,
  Fact,
  Outcome,
  OutgoingRequest,
  Policy,
  PresenceStatus,
  Refusal,
  Situation,
  VoiceCallWrite,
} from "../../src/index.ts";
import type { AgentCommand, CallCommand } from "../../src/index.ts";
import { rules as ourRules } from "../../src/rules.ts";
import type { Rules } from "../../src/rules.ts";

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
export type FactWords = Without<Fact, "callId" | "at">;
export type CommandWords = Without<CallCommand, "callId" | "requestId">;

export const online: PresenceStatus = {
  statusId: "0N5-a",
  statusName: "Available",
  hasChannels: true,
  isOffline: false,
};
export const busy: PresenceStatus = { statusId: "0N5-b", statusName: "Busy", hasChannels: false, isOffline: false };
export const offline: PresenceStatus = { statusId: "0", statusName: "Offline", hasChannels: false, isOffline: true };

export interface StorySettings {
  readonly rules?: Rules;
  readonly policy?: Partial<Policy>;
  /** Called after every step with what was and what has come of it. */
  readonly watch?: (step: Step) => void;
}

export interface Step {
  readonly before: Situation;
  readonly after: Situation;
  readonly answer: Refusal | Outcome;
  readonly message: Command | Fact | AgentFact;
  readonly now: number;
  readonly story: Story;
}

/** One call with its agents, kept the way the server keeps them: logs, deadlines, requests, writes. */
export class Story {
  now = 1_000_000;
  situation: Situation = { call: null, agents: {} };
  readonly callId = "call-1";
  readonly callLog: CallEvent[] = [];
  readonly agentLogs: Record<string, AgentEvent[]> = {};
  readonly requests: OutgoingRequest[] = [];
  readonly writes: VoiceCallWrite[] = [];
  readonly anomalies: string[] = [];
  readonly deadlines = new Map<string, Deadline>();
  readonly rules: Rules;
  readonly policy: Policy;
  private made = 0;
  private readonly watch: (step: Step) => void;

  constructor(settings: StorySettings = {}) {
    this.rules = settings.rules ?? ourRules;
    this.policy = { ...defaultPolicy, ...settings.policy };
    this.watch = settings.watch ?? (() => {});
  }

  newId = (): string => `made-${++this.made}`;

  get call(): Call {
    if (this.situation.call === null) throw new Error("There is no call in this story yet.");
    return this.situation.call;
  }

  agent(agentId: string): Agent {
    const agent = this.situation.agents[agentId];
    if (agent === undefined) throw new Error(`No agent ${agentId} in this story.`);
    return agent;
  }

  /** An agent with a console session; online unless told otherwise. */
  hire(agentId: string, presence: PresenceStatus | null = online, capacity = 1): this {
    const events = newAgent(agentId, this.now, capacity);
    const agent = events.reduce<Agent | null>((state, event) => applyAgent(state, event), null);
    this.agentLogs[agentId] = [...events];
    this.situation = { ...this.situation, agents: { ...this.situation.agents, [agentId]: agent! } };
    this.command({ type: "takeLease", agentId, sessionId: `session-${agentId}` });
    if (presence !== null) this.command({ type: "setPresence", agentId, presence, side: "Salesforce", enqueue: false });
    return this;
  }

  /** What an agent wants of the call. Gives the refusal code, or null. */
  wants(words: CommandWords, requestId: string = this.newId()): string | null {
    return this.command({ callId: this.callId, requestId, ...words } as CallCommand);
  }

  command(command: CallCommand | AgentCommand): string | null {
    const before = this.situation;
    const answer = decide(before, command, this.now, this.newId, this.policy, this.rules);
    if (!isRefusal(answer)) this.store(answer);
    this.watch({ before, after: this.situation, answer, message: command, now: this.now, story: this });
    return isRefusal(answer) ? answer.code : null;
  }

  hears(words: FactWords): Outcome {
    return this.observes({ callId: this.callId, at: this.now, ...words } as Fact);
  }

  observes(fact: Fact | AgentFact): Outcome {
    const before = this.situation;
    const outcome = observe(before, fact, this.now, this.newId, this.policy, this.rules);
    this.store(outcome);
    this.watch({ before, after: this.situation, answer: outcome, message: fact, now: this.now, story: this });
    return outcome;
  }

  private store(outcome: Outcome): void {
    this.situation = this.rules === ourRules ? advance(this.situation, outcome) : this.advanceBy(outcome);
    this.callLog.push(...outcome.callEvents);
    for (const { agentId, event } of outcome.agentEvents) this.agentLogs[agentId]?.push(event);
    this.requests.push(...outcome.requests);
    this.writes.push(...outcome.voiceCallWrites);
    this.anomalies.push(...outcome.anomalies.map(({ code }) => code));
    for (const key of outcome.cancelledDeadlineKeys) this.deadlines.delete(key);
    for (const deadline of outcome.deadlines) this.deadlines.set(deadline.key, deadline);
  }

  private advanceBy(outcome: Outcome): Situation {
    let call = this.situation.call;
    for (const event of outcome.callEvents) call = applyCall(call, event, this.rules);
    const agents = { ...this.situation.agents };
    for (const { agentId, event } of outcome.agentEvents) agents[agentId] = applyAgent(agents[agentId]!, event);
    return { call, agents };
  }

  /** Time goes by; deadlines that come due are told in their order. Consoles stay alive. */
  wait(ms: number): this {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.deadlines.values()]
        .filter((row) => row.type !== "lease" && row.dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined) break;
      this.now = Math.max(this.now, due.dueAt);
      this.pass(due);
    }
    this.now = until;
    for (const agentId of Object.keys(this.situation.agents)) this.renew(agentId);
    return this;
  }

  /** Consoles are alive: they have renewed all the while, past the log. */
  private renew(agentId: string): void {
    const agent = this.agent(agentId);
    if (agent.lease === null) return;
    const lease = { ...agent.lease, expiresAt: this.now + this.policy.leaseMs };
    this.situation = { ...this.situation, agents: { ...this.situation.agents, [agentId]: { ...agent, lease } } };
  }

  private pass(due: Deadline): void {
    this.deadlines.delete(due.key);
    if (due.type !== "lease") this.hears({ type: "deadlinePassed", deadline: due, requestId: this.newId() });
  }

  /** The newest request of a type that still waits for an answer. */
  pending(type: OutgoingRequest["request"]["type"]): string {
    const found = Object.values(this.call.pending).filter(({ request }) => request.type === type);
    const last = found[found.length - 1];
    if (last === undefined) throw new Error(`Nothing of type ${type} is pending.`);
    return last.requestId;
  }

  /** Requests of a type so far, without ids. */
  asked(type: OutgoingRequest["request"]["type"]): OutgoingRequest["request"][] {
    return this.requests.map(({ request }) => request).filter((request) => request.type === type);
  }
}
