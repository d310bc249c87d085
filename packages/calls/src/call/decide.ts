import type { CallCommand } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { Refusal } from "../refusal.ts";
import { refuse } from "../refuse.ts";
import type { Situation } from "../situation.ts";
import { effects } from "./effects.ts";
import { guards } from "./guards.ts";
import type { Asked } from "./guards.ts";
import type { CommandMove } from "./moves.ts";
import { isCallbackToDial } from "./offerable.ts";
import { isPending } from "./pending.ts";
import { openLegs } from "./phase.ts";
import { requestOf } from "./requests.ts";
import type { Call, Leg } from "./state.ts";
import { finish } from "./settle.ts";

/** Carries a command out in the draft, or says why not and leaves the draft untouched. */
export function decideCall(draft: Draft, command: CallCommand): Refusal | null {
  const situation = draft.before;
  const me = situation.call?.agents[command.agentId] ?? null;
  const myLeg = (me && situation.call?.legs[me.legId]) ?? null;
  const move = moveFor(draft.settings.rules.commandMoves, command, situation.call);
  if (move === undefined) return refuse("call.wrong-state", { command: command.type });

  const request = move.request === null ? null : requestOf(move.request, command, situation.call, myLeg);
  const asked: Asked = { command, me, myLeg, request, now: draft.settings.now, ...targetOf(situation, command) };
  const refusal = phaseRefusal(move, situation.call) ?? guardRefusal(move, asked);
  if (refusal !== null) return refusal;
  // The edge has sent the same command twice.
  if (situation.call?.pending[command.requestId] !== undefined) {
    return refuse("request.pending", { command: command.type });
  }

  const effect = move.effect === null ? null : effects[move.effect];
  effect?.before?.(draft, command, myLeg);
  // Who declines may decline a leg that somebody else is just removing.
  const isAsked = request?.type === "hangUp" && isPending(draft.live, request);
  if (request !== null && !isAsked) draft.ask(request, command.agentId, command.requestId);
  effect?.after?.(draft, command, myLeg);
  finish(draft);
  return null;
}

function moveFor(moves: readonly CommandMove[], command: CallCommand, call: Call | null): CommandMove | undefined {
  // An accepted callback is dialed; every other offer is answered (guide, chapter 9, "Queued Callbacks").
  const toDial = call !== null && isCallbackToDial(call);
  return moves.find((move) => move.command === command.type && (move.when === undefined || toDial));
}

function targetOf(situation: Situation, command: CallCommand): Pick<Asked, "call" | "agents" | "target"> {
  const target: Leg | null = "legId" in command ? (situation.call?.legs[command.legId] ?? null) : null;
  return { call: situation.call, agents: situation.agents, target };
}

function phaseRefusal(move: CommandMove, call: Call | null): Refusal | null {
  if (move.phases.includes(call?.phase ?? "none")) return null;
  if (call === null) return refuse("call.unknown", {});
  if (move.phases.includes("none")) return refuse("call.already-exists", { callId: call.callId });
  const ended = call.phase === "ended" || openLegs(call).length === 0;
  return refuse(ended ? "call.ended" : "call.wrong-state", { callId: call.callId, phase: call.phase });
}

function guardRefusal(move: CommandMove, asked: Asked): Refusal | null {
  for (const guard of move.guards) {
    const code = guards[guard](asked);
    if (code !== null) return refuse(code, { command: asked.command.type, unmet: guard });
  }
  return null;
}
