import type { Agent } from "./agent/state.ts";
import type { AgentEvent } from "./agent/events.ts";
import type { Call } from "./call/state.ts";
import type { CallEvent } from "./call/events.ts";
import type { AgentId } from "./ids.ts";
import type { Deadline, OutgoingRequest, VoiceCallWrite } from "./request.ts";

/** Everything one decision may look at: locked by the caller, agents first, then the call, in id order. */
export interface Situation {
  readonly call: Call | null;
  readonly agents: Readonly<Record<AgentId, Agent>>;
}

/** What one decision gives rise to; the caller stores all of it in one transaction, or none. */
export interface Outcome {
  readonly callEvents: readonly CallEvent[];
  readonly agentEvents: readonly { readonly agentId: AgentId; readonly event: AgentEvent }[];
  readonly requests: readonly OutgoingRequest[];
  readonly voiceCallWrites: readonly VoiceCallWrite[];
  readonly deadlines: readonly Deadline[];
  /** Keys of deadlines that no longer matter. */
  readonly cancelledDeadlineKeys: readonly string[];
  /** Facts that did not fit: for the reconcile list. */
  readonly anomalies: readonly { readonly code: string; readonly detail: Readonly<Record<string, string | number>> }[];
}
