import type { Command } from "../command.ts";
import type { Call } from "../call/state.ts";
import type { AgentFact, Fact } from "../fact.ts";
import type { AgentId } from "../ids.ts";

/** Every agent whom a decision about the call may touch: on it, or whom a leg of it goes to. Sorted, for locking. */
export function agentIdsOf(call: Call): AgentId[] {
  const onCall = Object.keys(call.agents);
  const ofLegs = Object.values(call.legs).flatMap(({ endpoint }) =>
    endpoint.kind === "agent" ? [endpoint.agentId] : [],
  );
  return [...new Set([...onCall, ...ofLegs])].sort();
}

/** Every agent whom a command or fact names beside those of its call. Sorted, for locking. */
export function agentIdsNamedBy(message: Command | Fact | AgentFact): AgentId[] {
  const named: AgentId[] = "agentId" in message ? [message.agentId] : [];
  if ("to" in message && message.to.kind === "agent") named.push(message.to.agentId);
  return [...new Set(named)].sort();
}
