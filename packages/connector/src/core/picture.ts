import type { AgentView, CallView, Signal } from "@partner-telephony/api";

/**
 * How a call stands for this agent. `joining`: the agent's own leg is being set up, or the far end still rings.
 * `over`: nothing is left of it for the agent.
 */
export type Standing = "offered" | "joining" | "connected" | "afterConversationWork" | "over";

/** Why and how it ended, as the agent's desktop has to be told (guide, "Handling Missed Calls and Call Errors"). */
export type Ending = Pick<Ended, "reason" | "agentStatus" | "closeCallOnError"> & {
  /** Of a call that the agent dialed: why the other side could not be reached. */
  readonly notReached: NonNullable<Ended["notReached"]> | null;
};
type Ended = Extract<Signal, { type: "call.ended" }>;

export interface CallPicture {
  readonly view: CallView;
  readonly standing: Standing;
  readonly ending: Ending | null;
}

const KEPT_WHEN_OVER = 50;

/** Only these move a call for the agent; a `call.changed` that runs ahead of its `call.ended` has not yet said how it ended. */
const MOVES: ReadonlySet<Signal["type"]> = new Set([
  "call.started",
  "call.connected",
  "call.ended",
  "call.after-conversation-work-started",
  "call.wrapped-up",
]);

export const isLive = (standing: Standing): boolean => standing !== "afterConversationWork" && standing !== "over";

/** What this page knows of the agent and the agent's calls: from `welcome`, then from signals. It decides nothing. */
export class Picture {
  #agent: AgentView | null = null;
  #calls = new Map<string, CallPicture>();

  get agent(): AgentView | null {
    return this.#agent;
  }

  calls(): readonly CallPicture[] {
    return [...this.#calls.values()];
  }

  call(callId: string): CallPicture | undefined {
    return this.#calls.get(callId);
  }

  /** The snapshot replaces what was known: a call that it does not name is over. */
  replace(agent: AgentView, calls: readonly CallView[]): void {
    this.#agent = agent;
    const named = new Set(calls.map((view) => view.callId));
    for (const old of this.calls()) if (!named.has(old.view.callId)) this.#put({ ...old, standing: "over" });
    for (const view of calls) {
      const standing = this.#standingOf(view);
      this.#put({ view, standing, ending: isLive(standing) ? null : (this.call(view.callId)?.ending ?? null) });
    }
  }

  setAgent(agent: AgentView): void {
    if (this.#agent === null || agent.version >= this.#agent.version) this.#agent = agent;
  }

  apply(signal: Signal): void {
    if ("agent" in signal && signal.agent) this.setAgent(signal.agent);
    if ("call" in signal && signal.call) this.#applyCall(signal, signal.call);
  }

  #applyCall(signal: Signal, given: CallView): void {
    const old = this.call(given.callId);
    const view = old !== undefined && old.view.version > given.version ? old.view : given;
    const now = this.#standingOf(view);
    // An accepted callback is told by no signal of its own: it joins while the customer is being dialed.
    const moved = MOVES.has(signal.type) || (old?.standing === "offered" && now === "joining");
    const standing = moved ? now : (old?.standing ?? "over");
    const ending =
      signal.type === "call.ended" ? pickEnding(signal) : signal.type === "call.started" ? null : (old?.ending ?? null);
    this.#put({ view, standing: ending !== null && isLive(standing) ? "over" : standing, ending });
  }

  #standingOf(view: CallView): Standing {
    const state = view.agents.find((one) => one.agentId === this.#agent?.agentId)?.state;
    return state === undefined || state === "done" ? "over" : state;
  }

  #put(call: CallPicture): void {
    this.#calls.delete(call.view.callId);
    this.#calls.set(call.view.callId, call);
    const over = this.calls().filter((one) => one.standing === "over");
    for (const old of over.slice(0, -KEPT_WHEN_OVER)) this.#calls.delete(old.view.callId);
  }

  forget(): void {
    this.#agent = null;
    this.#calls.clear();
  }
}

const pickEnding = ({ reason, agentStatus, closeCallOnError, notReached = null }: Ended): Ending => ({
  reason,
  agentStatus,
  closeCallOnError,
  notReached,
});
