import { rules } from "../../src/rules.ts";
import type { Rules } from "../../src/rules.ts";
import type { PresenceRule } from "../../src/agent/presence.ts";
import type { CommandMove, FactMove } from "../../src/call/moves.ts";
import type { CallPhase, LegState } from "../../src/index.ts";

export interface Mutation {
  readonly name: string;
  readonly rules: Rules;
}

const legStates: readonly LegState[] = ["ringing", "connected", "ended"];
const phases: readonly (CallPhase | "none")[] = [
  "none",
  "waiting",
  "ringing",
  "connected",
  "afterConversationWork",
  "ended",
];

/** The list with one entry spoiled, or left out. */
const replaced = <T>(list: readonly T[], index: number, entry: T | null): T[] =>
  list.flatMap((other, at) => (at === index ? (entry === null ? [] : [entry]) : [other]));

const label = (move: CommandMove): string => `${move.command}${move.when === undefined ? "" : ` (${move.when})`}`;

function* ofCommands(): Generator<Mutation> {
  const table = rules.commandMoves;
  for (const [index, move] of table.entries()) {
    const spoil = (how: string, entry: CommandMove | null): Mutation => ({
      name: `${label(move)}: ${how}`,
      rules: { ...rules, commandMoves: replaced(table, index, entry) },
    });
    for (const [at, guard] of move.guards.entries()) {
      yield spoil(`drop the guard ${guard}`, { ...move, guards: replaced(move.guards, at, null) });
    }
    for (const phase of move.phases) {
      yield spoil(`forbid while ${phase}`, { ...move, phases: move.phases.filter((other) => other !== phase) });
    }
    for (const phase of phases.filter((other) => !move.phases.includes(other))) {
      yield spoil(`allow while ${phase}`, { ...move, phases: [...move.phases, phase] });
    }
    if (move.effect !== null) yield spoil("drop the effect", { ...move, effect: null });
    if (move.request !== null) yield spoil("drop the request", { ...move, request: null });
    yield spoil("drop the move", null);
  }
}

function* ofFacts(): Generator<Mutation> {
  const table = rules.factMoves;
  for (const [index, move] of table.entries()) {
    const spoil = (how: string, entry: FactMove | null): Mutation => ({
      name: `${move.fact}: ${how}`,
      rules: { ...rules, factMoves: replaced(table, index, entry) },
    });
    if (move.leg !== null) {
      for (const state of legStates) {
        const without = move.leg.filter((other) => other !== state);
        const leg = move.leg.includes(state) ? without : [...move.leg, state];
        yield spoil(`${move.leg.includes(state) ? "forbid" : "allow"} while the leg is ${state}`, { ...move, leg });
      }
    }
    if (move.fit !== "any") yield spoil(`drop ${move.fit}`, { ...move, fit: "any" });
    if (move.event !== null) yield spoil("drop the event", { ...move, event: null });
    for (const type of move.answers) {
      yield spoil(`no answer to ${type}`, { ...move, answers: move.answers.filter((other) => other !== type) });
    }
    yield spoil("drop the move", null);
  }
}

function* ofTargets(): Generator<Mutation> {
  for (const [index, move] of rules.legMoves.entries()) {
    for (const to of legStates.filter((state) => state !== move.to)) {
      const legMoves = replaced(rules.legMoves, index, { ...move, to });
      yield { name: `leg, ${move.on}: goes to ${to}`, rules: { ...rules, legMoves } };
    }
  }
  const states = ["offered", "joining", "connected", "afterConversationWork", "done"] as const;
  for (const [index, move] of rules.assignmentMoves.entries()) {
    for (const to of states.filter((state) => state !== move.to)) {
      const assignmentMoves = replaced(rules.assignmentMoves, index, { ...move, to });
      yield { name: `agent on call, ${move.on}: goes to ${to}`, rules: { ...rules, assignmentMoves } };
    }
    const assignmentMoves = replaced(rules.assignmentMoves, index, null);
    yield { name: `agent on call, ${move.on}: drop the move`, rules: { ...rules, assignmentMoves } };
  }
  for (const [index, rule] of rules.presenceRules.entries()) {
    const then: PresenceRule["then"] = rule.then === "take" ? "enqueue" : "take";
    const presenceRules = replaced(rules.presenceRules, index, { ...rule, then });
    const name = `presence by ${rule.side}, ${rule.activity}, ${rule.enqueue ? "after the call" : "at once"}: ${then}`;
    yield { name, rules: { ...rules, presenceRules } };
  }
}

/** Every table with one entry spoiled: a guard dropped, a move allowed or forbidden, a target changed. */
export const mutations: readonly Mutation[] = [...ofCommands(), ...ofFacts(), ...ofTargets()];
