import type { AgentOnCall } from "../call/state.ts";

export type AssignmentState = AgentOnCall["state"] | "none";
export type AssignmentEvent =
  | "offered"
  | "joined"
  | "offerAccepted"
  | "offerEnded"
  | "agentConnected"
  | "legEnded"
  | "afterConversationWorkStarted"
  | "wrappedUp";

export interface AssignmentMove {
  readonly on: AssignmentEvent;
  readonly from: readonly AssignmentState[];
  readonly to: AgentOnCall["state"];
}

/**
 * How one agent stands to one call. `joined`: the agent's own leg is set up without an offer (dialing, supervising).
 * `legEnded` moves only those who leave without after conversation work: who never connected, and supervisors.
 */
export const assignmentMoves: readonly AssignmentMove[] = [
  { on: "offered", from: ["none", "done"], to: "offered" },
  { on: "joined", from: ["none", "done"], to: "joining" },
  { on: "offerAccepted", from: ["offered"], to: "joining" },
  { on: "offerEnded", from: ["offered"], to: "done" },
  { on: "agentConnected", from: ["joining"], to: "connected" },
  { on: "legEnded", from: ["joining"], to: "done" },
  { on: "afterConversationWorkStarted", from: ["connected"], to: "afterConversationWork" },
  { on: "wrappedUp", from: ["afterConversationWork"], to: "done" },
];

/** The state after an event, or null where the table has no such move: the event then leaves the agent as it is. */
export function nextAssignment(
  moves: readonly AssignmentMove[],
  from: AssignmentState,
  on: AssignmentEvent,
): AgentOnCall["state"] | null {
  return moves.find((move) => move.on === on && move.from.includes(from))?.to ?? null;
}
