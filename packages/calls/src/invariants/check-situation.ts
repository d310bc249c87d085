import type { Agent } from "../agent/state.ts";
import type { Call } from "../call/state.ts";
import type { Situation } from "../situation.ts";
import { checkAgent } from "./check-agent.ts";
import { checkCall } from "./check-call.ts";

/** Call and agents, each by itself and against each other. Returns the sentences that are not true. */
export function checkSituation(situation: Situation): string[] {
  const { call } = situation;
  const agents = Object.values(situation.agents);
  const alone = [...(call === null ? [] : checkCall(call)), ...agents.flatMap(checkAgent)];
  return call === null ? alone : [...alone, ...agents.flatMap((agent) => checkBoth(call, agent))];
}

/** Which states hold the agent; a supervisor listens without being held. */
function checkBoth(call: Call, agent: Agent): string[] {
  const onCall = call.agents[agent.agentId];
  const supervises = onCall !== undefined && call.legs[onCall.legId]?.participantType === "Supervisor";
  const held = ["joining", "connected", "afterConversationWork"].includes(onCall?.state ?? "done") && !supervises;
  const statements: readonly (readonly [boolean, string])[] = [
    [(onCall?.state === "offered") === (agent.offeredCallId === call.callId), "call and agent agree on what rings"],
    [held === agent.occupyingCallIds.includes(call.callId), "call and agent agree on what occupies"],
  ];
  return statements.filter(([holds]) => !holds).map(([, sentence]) => `${agent.agentId}: ${sentence}`);
}
