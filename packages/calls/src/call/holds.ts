import type { Instant } from "../ids.ts";
import type { Call, Leg } from "./state.ts";

/** The figures are the customer's (or, between two agents, either's): what the VoiceCall record shows as hold. */
const counts = (call: Call, leg: Leg): boolean =>
  leg.state !== "ended" && leg.held && (leg.participantType === "Initial_Caller" || call.callType === "InternalCall");

const onHold = (call: Call): boolean => Object.values(call.legs).some((leg) => counts(call, leg));

/** Opens a period of hold if a counted leg is held. `after`: the state the legs have by then. */
export function startHold(call: Call, at: Instant, after: Call = call): Call {
  const next = after === call ? call : { ...after, holds: call.holds };
  if (next.holds.since !== null || !onHold(next)) return next;
  return { ...next, holds: { ...next.holds, count: next.holds.count + 1, since: at } };
}

/** Closes the period once no counted leg is held. Facts may come late: a period is never shorter than nothing. */
export function endHold(call: Call, at: Instant): Call {
  const { since, count, totalMs, longestMs } = call.holds;
  if (since === null || onHold(call)) return call;
  const lasted = Math.max(0, at - since);
  return { ...call, holds: { count, totalMs: totalMs + lasted, longestMs: Math.max(longestMs, lasted), since: null } };
}
