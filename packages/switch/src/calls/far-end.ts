import type { FarEndAct } from "@partner-telephony/api";
import { connectLeg } from "./connect.ts";
import { endLeg } from "./leave.ts";
import type { EndReason, Leg } from "./state.ts";
import type { Work } from "./work.ts";

interface Row {
  /** States in which somebody can do it. */
  readonly states: readonly Leg["state"][];
  /** Who called us can neither answer nor refuse their own call. */
  readonly directions: readonly Leg["direction"][];
  readonly carryOut: (work: Work, leg: Leg, act: FarEndAct) => void;
}

/** What a person at the far end (or an agent at a desk phone) can do without anybody asking. */
export const farEndActs: { readonly [T in FarEndAct["type"]]: Row } = {
  hangUp: {
    states: ["ringing", "connected"],
    directions: ["in", "out"],
    carryOut: (work, leg) => endLeg(work, leg.legId, null, whyTheyHungUp(leg)),
  },
  answer: {
    states: ["ringing"],
    directions: ["out"],
    carryOut: (work, leg) => connectLeg(work, leg.legId, null),
  },
  refuse: {
    states: ["ringing"],
    directions: ["out"],
    carryOut: (work, leg, act) => endLeg(work, leg.legId, null, act.type === "refuse" ? act.reason : "failed"),
  },
};

function whyTheyHungUp(leg: Leg): EndReason {
  if (leg.state === "connected") return "hungUp";
  return leg.direction === "in" ? "abandoned" : "declined";
}

/** Null when done; else why it cannot be done now. */
export function actAtFarEnd(work: Work, leg: Leg, act: FarEndAct): "leg.gone" | "leg.wrong-state" | null {
  const row = farEndActs[act.type];
  if (leg.state === "ended") return "leg.gone";
  if (!row.states.includes(leg.state) || !row.directions.includes(leg.direction)) return "leg.wrong-state";
  row.carryOut(work, leg, act);
  return null;
}
