export type * from "./ids.ts";
export type * from "./call/state.ts";
export type * from "./call/events.ts";
export type * from "./agent/state.ts";
export type * from "./agent/events.ts";
export type * from "./request.ts";
export type * from "./command.ts";
export type * from "./fact.ts";
export type * from "./refusal.ts";
export type * from "./situation.ts";
// To be filled by the model:
//   decide(situation, command, now): Refusal | Outcome
//   observe(situation, fact, now): Outcome
//   newAgent(agentId, at): AgentEvent[];  foldCall(events), applyCall(call|null, event), applyAgent(agent|null, event)
//   canTakeCall(agent, now): boolean;  agentIdsOf(call): AgentId[]
