import { audioOf } from "./audio.ts";
import { isOpen, legOf, openTalkers, type Call, type EndReason, type Leg } from "./state.ts";
import type { Work } from "./work.ts";

/** Somebody leaves; whoever has nobody left to talk to leaves after them. A leg that has ended already stays as it is. */
export function endLeg(work: Work, legId: string, requestId: string | null, reason: EndReason): void {
  const leg = legOf(work.call(), legId);
  if (!leg || !isOpen(leg)) return;
  work.say({ type: "legEnded", requestId, legId, reason, ...audioOf(work.call(), leg, work.at) });
  for (const [left, why] of leftBehind(work.call(), leg)) {
    const audio = audioOf(work.call(), left, work.at);
    work.say({ type: "legEnded", requestId: null, legId: left.legId, reason: why, ...audio });
  }
}

/** Who cannot stay after `gone` has left, and why. */
function leftBehind(call: Call, gone: Leg): (readonly [Leg, EndReason])[] {
  const talkers = openTalkers(call);
  const followers = talkersLeftBehind(talkers, gone).map((leg) => [leg, whyItFollows(leg)] as const);
  const nobodyLeft = followers.length === talkers.length;
  const supervisors = call.legs.filter(
    (leg) => isOpen(leg) && leg.participantType === "Supervisor" && (nobodyLeft || leg.supervisesLegId === gone.legId),
  );
  return [...followers, ...supervisors.map((leg) => [leg, "hungUp"] as const)];
}

function talkersLeftBehind(talkers: Leg[], gone: Leg): Leg[] {
  const callerWaits = talkers.some((leg) => leg.direction === "in");
  const present = talkers.filter((leg) => leg.state === "connected");
  if (present.length === 0 && !callerWaits) return talkers;
  if (talkers.length !== 1) return [];
  const [last] = talkers as [Leg];
  // An agent alone has nobody; a customer alone is kept only while it was merely a ringing leg that went away.
  const stays = last.kind === "party" && gone.state !== "connected";
  return stays ? [] : [last];
}

const whyItFollows = (leg: Leg): EndReason => (leg.state === "connected" ? "hungUp" : "abandoned");
