import { canTakeCall, isOfferable, nextInTurn } from "@partner-telephony/calls";
import type { Agent, AgentId, Call } from "@partner-telephony/calls";
import type { Dependencies } from "../engine/dependencies.ts";
import { stateFact } from "../engine/fact.ts";
import { listAvailableAgents } from "../store/statements/list-available-agents.ts";
import type { AvailableAgent } from "../store/statements/list-available-agents.ts";
import { listSeekingCalls } from "../store/statements/list-seeking-calls.ts";
import type { SeekingCall } from "../store/statements/list-seeking-calls.ts";
import { readCall } from "../store/statements/read-call.ts";

const BATCH = 200;

/**
 * Brings waiting calls and available agents together: who waits longest gets who has been available longest. Several processes
 * may do so at once; each choice is checked again under the locks of agent and call, so nobody is offered two calls.
 */
export function createRoutingRound(deps: Dependencies): () => Promise<number | null> {
  return async () => {
    const seeking = await listSeekingCalls(deps.database, BATCH);
    const exhausted = new Set<string>();
    for (const call of seeking) {
      if (exhausted.has(call.tenant)) continue;
      const found = await offer(deps, call);
      if (found === "nobody-available") exhausted.add(call.tenant);
    }
    return null;
  };
}

type Found = "offered" | "nobody-in-turn" | "nobody-available" | "not-seeking";

async function offer(deps: Dependencies, seeking: SeekingCall): Promise<Found> {
  const { tenant, callId } = seeking;
  const call = await readCall(deps.database, tenant, callId);
  if (call === null || !isOfferable(call)) return "not-seeking";
  const agents = await listAvailableAgents(deps.database, tenant, call.queueId);
  const available = agents.filter(({ agent }) => canTakeCall(agent, deps.now()));
  if (available.length === 0) return "nobody-available";
  // Whom the customer asked for has the callback, whatever queue it would go to else.
  const serves = ({ agent, servesQueue }: AvailableAgent) => servesQueue || agent.agentId === call.forAgentId;
  const serving = available.filter(serves).map(({ agent }) => agent);
  for (const agentId of inTurn(deps, call, serving)) {
    if (await choose(deps, seeking, agentId)) return "offered";
  }
  return "nobody-in-turn";
}

/**
 * Of those who serve the call's queue. Agents who have had the call come last, and only after a pause, so that a lone agent who
 * declines is not rung again at once.
 */
function inTurn(deps: Dependencies, call: Call, available: readonly Agent[]): readonly AgentId[] {
  const ids = available.map((agent) => agent.agentId).filter((agentId) => isFree(call, agentId));
  const next = nextInTurn(call, ids);
  const repeated = next.some((agentId) => call.triedAgentIds.includes(agentId));
  const lastOffer = Math.max(0, ...Object.values(call.agents).map((agent) => agent.since));
  return repeated && deps.now() - lastOffer < deps.bounds.offerAgainMs ? [] : next;
}

/** An agent who talks or works on this very call already cannot be chosen for it. */
const isFree = (call: Call, agentId: AgentId): boolean => (call.agents[agentId]?.state ?? "done") === "done";

function choose(deps: Dependencies, { tenant, callId, traceparent }: SeekingCall, agentId: AgentId): Promise<boolean> {
  const now = deps.now();
  return stateFact(deps, {
    tenant,
    fact: { type: "agentChosen", callId, at: now, agentId, legId: deps.newId(), requestId: deps.newId() },
    traceparent,
    stillHolds: (_tx, { call, agents }) => {
      const agent = agents[agentId];
      return (
        call !== null && isOfferable(call) && isFree(call, agentId) && agent !== undefined && canTakeCall(agent, now)
      );
    },
  });
}
