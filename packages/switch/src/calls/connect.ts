import { legOf, type Leg } from "./state.ts";
import { endLeg } from "./leave.ts";
import type { Work } from "./work.ts";

/**
 * Somebody picks up. A caller who was still waiting is connected first, so that the server never sees an agent
 * talking to a ringing line. Whoever a blind transfer replaces, and the place held in a queue, leave afterwards.
 */
export function connectLeg(work: Work, legId: string, requestId: string | null): void {
  const leg = legOf(work.call(), legId)!;
  if (leg.kind === "agent" && leg.participantType !== "Supervisor") connectWaitingCallers(work);
  work.say({ type: "legConnected", requestId, legId });
  const places = leg.kind === "agent" ? queuePlaces(work) : [];
  for (const place of places) endLeg(work, place.legId, null, "transferred");
  for (const { replacesLegId } of [leg, ...places]) leaveAfterTransfer(work, replacesLegId);
}

function connectWaitingCallers(work: Work): void {
  const waiting = work.call().legs.filter((leg) => leg.direction === "in" && leg.state === "ringing");
  for (const caller of waiting) work.say({ type: "legConnected", requestId: null, legId: caller.legId });
}

const queuePlaces = (work: Work): Leg[] =>
  work.call().legs.filter((leg) => leg.kind === "queue" && leg.state === "ringing");

function leaveAfterTransfer(work: Work, legId: string | null): void {
  const leg = legId === null ? undefined : legOf(work.call(), legId);
  if (leg && leg.state !== "ended") endLeg(work, leg.legId, null, "transferred");
}
