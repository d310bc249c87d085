import type { SayBody, Unheard } from "@partner-telephony/api";
import type { Call, Leg } from "./state.ts";
import type { Work } from "./work.ts";

/** The newest connected leg of this participant. */
function speakerOf(call: Call, { speaker }: SayBody): Leg | undefined {
  return call.legs.filter((leg) => leg.participantType === speaker && leg.state === "connected").at(-1);
}

export const customerIsOnHold = (call: Call): boolean =>
  call.legs.some((leg) => leg.participantType === "Initial_Caller" && leg.held);

/** Nobody listens then, neither to the one on hold or muted nor, while the customer is on hold, to anybody. */
function whyLeftOut(call: Call, speaker: Leg): Unheard | null {
  if (call.recording === "paused") return "recordingPaused";
  if (speaker.held || customerIsOnHold(call)) return "onHold";
  return speaker.muted ? "muted" : null;
}

/** Words from one mouth. What must not be told is not even kept here: it may be a card number. */
export function say(work: Work, body: SayBody): { readonly leftOut: Unheard | null } | "speaker.not-connected" {
  const leg = speakerOf(work.call(), body);
  if (leg === undefined) return "speaker.not-connected";
  const leftOut = whyLeftOut(work.call(), leg);
  if (leftOut === null) work.hear(leg.legId, body.text);
  return { leftOut };
}
