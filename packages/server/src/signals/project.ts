import type { AgentEvent, AgentId, Outcome, Situation } from "@partner-telephony/calls";
import type { BareSignal } from "./bare-signal.ts";
import { projectCall } from "./project-call.ts";

export interface AddressedSignal {
  readonly agentId: AgentId;
  readonly signal: BareSignal;
}

/** What one decision has to tell each agent, in order. Pure. A lease that goes on is no news. */
export function projectSignals(
  before: Situation,
  outcome: Outcome,
  after: Situation,
  traceparent: string | null,
): AddressedSignal[] {
  const { call } = after;
  const ofCall =
    call === null
      ? []
      : projectCall(before.call, outcome.callEvents, call).map(({ agentId, signal }) => ({
          agentId,
          signal: { ...signal, traceparent, call } as BareSignal,
        }));
  return [...ofCall, ...agentChanges(outcome, after, traceparent)];
}

function agentChanges(outcome: Outcome, after: Situation, traceparent: string | null): AddressedSignal[] {
  const agentIds = [...new Set(outcome.agentEvents.map(({ agentId }) => agentId))];
  return agentIds.flatMap((agentId) => {
    const agent = after.agents[agentId];
    const events = outcome.agentEvents.filter((entry) => entry.agentId === agentId).map((entry) => entry.event);
    const last = events.at(-1);
    if (agent === undefined || last === undefined) return [];
    return [{ agentId, signal: { type: "agent.changed", at: last.at, traceparent, agent, side: sideOf(events) } }];
  });
}

/** Who has changed the presence; the connector tells Salesforce only what Salesforce does not know. */
function sideOf(events: readonly AgentEvent[]): "Salesforce" | "telephony" | null {
  const changes = events.flatMap((event) => (event.type === "presenceChanged" ? [event.side] : []));
  return changes.at(-1) ?? null;
}
