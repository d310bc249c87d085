import type { TelephonyRequestBody } from "@partner-telephony/api";
import { connectLeg } from "./connect.ts";
import { endLeg } from "./leave.ts";
import { isOpen, legOf, type Call, type FactDraft, type Leg, type NewLeg } from "./state.ts";
import type { Work } from "./work.ts";

export type RequestType = TelephonyRequestBody["type"];
type RequestOf<T extends RequestType> = Extract<TelephonyRequestBody, { type: T }>;

/** Why the switch will not do it; sent to the server as the `code` of the fact `requestRefused`. */
export type RefusalCode =
  | "call.unknown"
  | "call.ended"
  | "call.exists"
  | "leg.exists"
  | "leg.gone"
  | "leg.wrong-state"
  | "recording.off"
  | "participants.too-few"
  | "destination.unreachable"
  | "supervision.not-supervising";

type Guard<R> = (call: Call, request: R) => RefusalCode | null;

interface Row<R> {
  /** All must pass, in this order; the first that does not gives the refusal its code. */
  readonly guards: readonly Guard<R>[];
  readonly carryOut: (work: Work, request: R) => void;
}

interface OnLeg {
  readonly requestId: string;
  readonly legId: string;
}

const legIs =
  (...states: Leg["state"][]) =>
  (call: Call, legId: string): RefusalCode | null => {
    const leg = legOf(call, legId);
    if (!leg || !isOpen(leg)) return "leg.gone";
    return states.includes(leg.state) ? null : "leg.wrong-state";
  };
const open = legIs("ringing", "connected");
const ringing = legIs("ringing");
const connected = legIs("connected");

const newLeg: Guard<OnLeg> = (call, request) => (legOf(call, request.legId) ? "leg.exists" : null);
const reachable: Guard<{ to: RequestOf<"dial">["to"] }> = (_call, { to }) =>
  to.kind === "number" && !/\d/.test(to.number) ? "destination.unreachable" : null;
const recordingOn: Guard<unknown> = (call) => (call.recording === "off" ? "recording.off" : null);
const on =
  (check: typeof open): Guard<OnLeg> =>
  (call, request) =>
    check(call, request.legId);

/** A row whose request only says what shall be true of a connected leg: the fact says it is. Asking twice is harmless. */
const setting = (type: "legHeld" | "legResumed" | "legMuted" | "legUnmuted"): Row<OnLeg> => ({
  guards: [on(connected)],
  carryOut: (work, { requestId, legId }) => work.say({ type, requestId, legId }),
});

const saying = <R extends { requestId: string }>(
  guards: readonly Guard<R>[],
  fact: (request: R) => FactDraft,
): Row<R> => ({ guards, carryOut: (work, request) => work.say(fact(request)) });

type Ringing = Pick<NewLeg, "legId"> & Partial<NewLeg> & { readonly to: RequestOf<"dial">["to"] };
function ringDestination(work: Work, requestId: string, { to, ...leg }: Ringing): void {
  const kind = to.kind === "number" ? "party" : to.kind;
  work.add({
    participantType: to.kind === "number" ? "Third_Party" : "Agent",
    direction: "out",
    number: to.kind === "number" ? to.number : null,
    ...leg,
    kind,
  });
  work.say({ type: "legRinging", requestId, legId: leg.legId });
}

/** What the switch does about each request. Guide chapters 12 to 14 name the acts; how a PBX behaves is our own choice. */
export const behaviours: { readonly [T in RequestType]: Row<RequestOf<T>> } = {
  ringAgent: {
    guards: [newLeg],
    carryOut: (work, { requestId, legId, agent }) => {
      work.add({ legId, participantType: "Agent", kind: "agent", direction: "out", number: agent.phone });
      work.say({ type: "legRinging", requestId, legId });
    },
  },
  // The agent's own line is up at once: a soft phone that dials has answered.
  dial: {
    guards: [
      (call) => (call.legs.length > 0 ? "call.exists" : null),
      (_call, { legId, agentLegId }) => (legId === agentLegId ? "leg.exists" : null),
      reachable,
    ],
    carryOut: (work, { requestId, legId, agentLegId, to, callerId }) => {
      work.add({ legId: agentLegId, participantType: "Agent", kind: "agent", direction: "out", number: null });
      work.say({ type: "legConnected", requestId: null, legId: agentLegId });
      ringDestination(work, requestId, {
        legId,
        to,
        ...(to.kind === "number" && { participantType: "Initial_Caller" }),
        ...(callerId !== undefined && { callerId }),
      });
    },
  },
  answer: {
    guards: [on(ringing)],
    carryOut: (work, { requestId, legId }) => connectLeg(work, legId, requestId),
  },
  hangUp: {
    guards: [on(open)],
    carryOut: (work, { requestId, legId }) => endLeg(work, legId, requestId, "hungUp"),
  },
  hold: setting("legHeld"),
  resume: setting("legResumed"),
  mute: setting("legMuted"),
  unmute: setting("legUnmuted"),
  startRecording: saying([], ({ requestId }) => ({ type: "recordingStarted", requestId })),
  pauseRecording: saying([recordingOn], ({ requestId }) => ({ type: "recordingPaused", requestId })),
  resumeRecording: saying([recordingOn], ({ requestId }) => ({ type: "recordingResumed", requestId })),
  sendDigits: saying([on(connected)], ({ requestId }) => ({ type: "digitsSent", requestId })),
  addParticipant: {
    guards: [newLeg, (call, { agentLegId }) => connected(call, agentLegId), reachable],
    carryOut: (work, { requestId, legId, to }) => ringDestination(work, requestId, { legId, to }),
  },
  // The agent leaves only once the other side is there, so that a transfer that fails leaves the customer connected.
  blindTransfer: {
    guards: [newLeg, (call, { agentLegId }) => connected(call, agentLegId), reachable],
    carryOut: (work, { requestId, legId, agentLegId, to }) =>
      ringDestination(work, requestId, { legId, to, replacesLegId: agentLegId }),
  },
  swap: saying(
    [(call, { holdLegId }) => connected(call, holdLegId), (call, { resumeLegId }) => connected(call, resumeLegId)],
    ({ requestId, holdLegId, resumeLegId }) => ({
      type: "legsSwapped",
      requestId,
      heldLegId: holdLegId,
      resumedLegId: resumeLegId,
    }),
  ),
  merge: {
    guards: [(call) => (connectedTalkers(call).length < 3 ? "participants.too-few" : null)],
    carryOut: (work, { requestId }) => {
      const held = work.call().legs.filter((leg) => leg.held);
      for (const { legId } of held) work.say({ type: "legResumed", requestId: null, legId });
      work.say({ type: "legsMerged", requestId });
    },
  },
  // A supervisor has asked to listen: the line is up without ringing.
  supervise: {
    guards: [newLeg, (call, { agentLegId }) => connected(call, agentLegId)],
    carryOut: (work, { requestId, legId, agentLegId, agent }) => {
      const supervisor = { legId, participantType: "Supervisor", kind: "agent", direction: "out" } as const;
      work.add({ ...supervisor, number: agent.phone, supervisesLegId: agentLegId });
      work.say({ type: "legConnected", requestId, legId });
    },
  },
  bargeIn: saying(
    [
      on(connected),
      (call, { legId }) =>
        legOf(call, legId)?.participantType === "Supervisor" ? null : "supervision.not-supervising",
    ],
    ({ requestId, legId }) => ({ type: "legBargedIn", requestId, legId }),
  ),
};

const connectedTalkers = (call: Call): Leg[] =>
  call.legs.filter((leg) => leg.state === "connected" && leg.participantType !== "Supervisor");

/** Carries a request out, or says why not. Either way exactly one fact names the request. */
export function carryOut(work: Work, request: TelephonyRequestBody): void {
  const row = behaviours[request.type] as Row<TelephonyRequestBody>;
  const code = refusalOf(work.call(), request, row);
  if (code === null) row.carryOut(work, request);
  else work.say({ type: "requestRefused", requestId: request.requestId, code });
}

function refusalOf(call: Call, request: TelephonyRequestBody, row: Row<TelephonyRequestBody>): RefusalCode | null {
  const isNew = call.legs.length === 0;
  if (isNew && request.type !== "dial") return "call.unknown";
  if (!isNew && !call.legs.some(isOpen)) return "call.ended";
  for (const guard of row.guards) {
    const code = guard(call, request);
    if (code !== null) return code;
  }
  return null;
}
