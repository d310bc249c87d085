import type { Call, Leg, NewLeg } from "./state.ts";
import type { Told } from "./told.ts";

type FactOf<T extends Told["type"]> = Extract<Told, { type: T }>;
type Appliers = { [T in Told["type"]]: (call: Call, fact: FactOf<T>) => Call };

const same = (call: Call): Call => call;
const withLeg = (call: Call, legId: string, change: Partial<Leg>): Call => ({
  ...call,
  legs: call.legs.map((leg) => (leg.legId === legId ? { ...leg, ...change } : leg)),
});

const appliers: Appliers = {
  callArrived: (call, fact) => ({ ...call, recording: fact.recording ? "recording" : "off" }),
  callbackRequested: same,
  legRinging: same,
  legConnected: (call, fact) => withLeg(call, fact.legId, { state: "connected", connectedAt: fact.at }),
  legEnded: (call, fact) => {
    const ended = withLeg(call, fact.legId, { state: "ended", held: false, muted: false, bargedIn: false });
    return ended.legs.some((leg) => leg.state !== "ended") ? ended : { ...ended, endedAt: fact.at };
  },
  legHeld: (call, fact) => ({ ...withLeg(call, fact.legId, { held: true }), merged: false }),
  legResumed: (call, fact) => withLeg(call, fact.legId, { held: false }),
  legMuted: (call, fact) => withLeg(call, fact.legId, { muted: true }),
  legUnmuted: (call, fact) => withLeg(call, fact.legId, { muted: false }),
  legBargedIn: (call, fact) => withLeg(call, fact.legId, { bargedIn: true }),
  recordingStarted: (call) => ({ ...call, recording: "recording" }),
  recordingPaused: (call) => ({ ...call, recording: "paused" }),
  recordingResumed: (call) => ({ ...call, recording: "recording" }),
  legsSwapped: (call, fact) => ({
    ...withLeg(withLeg(call, fact.heldLegId, { held: true }), fact.resumedLegId, { held: false }),
    merged: false,
  }),
  legsMerged: (call) => ({ ...call, merged: true }),
  digitsSent: same,
  requestRefused: same,
  utterance: same,
  recordingOffered: same,
  message: same,
};

/** The call after one of its own facts: the state is nothing but a fold of what the server was told. */
export function applyFact(call: Call, fact: Told): Call {
  const apply = appliers[fact.type] as (call: Call, fact: Told) => Call;
  return apply(call, fact);
}

export const addLeg = (call: Call, leg: NewLeg): Call => ({
  ...call,
  legs: [
    ...call.legs,
    {
      replacesLegId: null,
      supervisesLegId: null,
      ...leg,
      state: "ringing",
      held: false,
      muted: false,
      bargedIn: false,
    },
  ],
});
