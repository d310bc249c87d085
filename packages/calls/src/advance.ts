import { applyAgent } from "./agent/apply.ts";
import type { Agent } from "./agent/state.ts";
import { applyCall } from "./call/apply.ts";
import type { Call } from "./call/state.ts";
import type { Outcome, Situation } from "./situation.ts";

/** The situation after an outcome: its events folded on top of what was. */
export function advance(situation: Situation, outcome: Outcome): Situation {
  const call = outcome.callEvents.reduce<Call | null>((state, event) => applyCall(state, event), situation.call);
  const agents: Record<string, Agent> = { ...situation.agents };
  for (const { agentId, event } of outcome.agentEvents) agents[agentId] = applyAgent(agents[agentId] ?? null, event);
  return { call, agents };
}
