import type { CallPhase } from "./state.ts";

export interface PhaseMove {
  readonly from: CallPhase | "none";
  readonly to: CallPhase;
  readonly because: string;
}

/**
 * How a call goes from phase to phase in one decision. The phase follows from legs and agents (phase.ts); this table
 * says which changes can come of that. Tests hold every run against it, and docs/call-life.md draws it.
 */
export const phaseMoves: readonly PhaseMove[] = [
  { from: "none", to: "waiting", because: "caller arrives, callback queued" },
  { from: "none", to: "ringing", because: "agent dials" },
  { from: "waiting", to: "ringing", because: "offered to an agent" },
  { from: "waiting", to: "afterConversationWork", because: "caller gives up, an earlier agent still works" },
  { from: "waiting", to: "ended", because: "caller gives up" },
  { from: "ringing", to: "waiting", because: "declined, missed or failed" },
  { from: "ringing", to: "connected", because: "answered" },
  { from: "ringing", to: "afterConversationWork", because: "nobody left, an agent still works" },
  { from: "ringing", to: "ended", because: "not answered, cancelled" },
  { from: "connected", to: "waiting", because: "agent's phone lost, transfer came back" },
  { from: "connected", to: "ringing", because: "the one being rung is the only other" },
  { from: "connected", to: "afterConversationWork", because: "last leg ended" },
  { from: "connected", to: "ended", because: "last leg ended, nobody has work left" },
  { from: "afterConversationWork", to: "ended", because: "last agent wrapped up" },
];
