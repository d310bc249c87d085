import { presenceRules } from "./agent/presence.ts";
import type { PresenceRule } from "./agent/presence.ts";
import { assignmentMoves } from "./assignment/moves.ts";
import type { AssignmentMove } from "./assignment/moves.ts";
import { commandMoves, factMoves, legMoves } from "./call/moves.ts";
import type { CommandMove, FactMove, LegMove } from "./call/moves.ts";

/** The tables that a decision goes by. Handed in, so that a test can spoil one entry and see what notices. */
export interface Rules {
  readonly commandMoves: readonly CommandMove[];
  readonly factMoves: readonly FactMove[];
  readonly legMoves: readonly LegMove[];
  readonly assignmentMoves: readonly AssignmentMove[];
  readonly presenceRules: readonly PresenceRule[];
}

export const rules: Rules = { commandMoves, factMoves, legMoves, assignmentMoves, presenceRules };
