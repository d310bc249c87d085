import { canTakeCall } from "../agent/can-take-call.ts";
import type { Call, Leg } from "../call/state.ts";
import type { Instant } from "../ids.ts";
import type { TelephonyRequest } from "../request.ts";
import type { Outcome, Situation } from "../situation.ts";

type RequestOf<T extends TelephonyRequest["type"]> = Extract<TelephonyRequest, { type: T }>;
interface View {
  readonly before: Situation;
  readonly call: Call | null;
  readonly agentId: string | null;
  readonly now: Instant;
}
type Sense<T extends TelephonyRequest["type"]> = (view: View, request: RequestOf<T>) => boolean;

const legIn = (view: View, legId: string): Leg | undefined => view.call?.legs[legId];
const talking = (leg: Leg | undefined): leg is Leg =>
  leg?.state === "connected" && leg.participantType !== "Supervisor" && leg.endpoint.kind !== "queue";
const talkers = (call: Call | null): number => Object.values(call?.legs ?? {}).filter(talking).length;
const participants = (call: Call | null): number =>
  Object.values(call?.legs ?? {}).filter((leg) => leg.state !== "ended" && leg.participantType !== "Supervisor").length;
/** Who asks is the one on that leg. */
const isOwn = (view: View, leg: Leg | undefined): boolean =>
  leg?.endpoint.kind === "agent" && leg.endpoint.agentId === view.agentId;
const adds = (view: View, request: RequestOf<"addParticipant" | "blindTransfer">): boolean =>
  legIn(view, request.legId) === undefined &&
  participants(view.call) < 3 &&
  isOwn(view, legIn(view, request.agentLegId)) &&
  canReach(view, request.to);
const canReach = (view: View, to: RequestOf<"dial">["to"]): boolean => {
  if (to.kind !== "agent") return true;
  const agent = view.before.agents[to.agentId];
  return agent !== undefined && canTakeCall(agent, view.now) && to.agentId !== view.agentId;
};

/** When a request makes sense, judged by the state before it. */
const senses: { readonly [T in TelephonyRequest["type"]]: Sense<T> } = {
  ringAgent: (view, { agentId, legId }) => {
    const agent = view.before.agents[agentId];
    return legIn(view, legId) === undefined && agent !== undefined && canTakeCall(agent, view.now);
  },
  dial: (view, request) => {
    const agent = view.agentId === null ? undefined : view.before.agents[view.agentId];
    if (agent === undefined) return false;
    if (view.call !== null) return legIn(view, request.legId)?.state === "ringing" && view.call.callType === "Callback";
    const free = agent.offeredCallId === null && agent.occupyingCallIds.length < agent.capacity;
    return free && !agent.presence.isOffline && request.legId !== request.agentLegId && canReach(view, request.to);
  },
  answer: (view, { legId }) => legIn(view, legId)?.state === "ringing" && isOwn(view, legIn(view, legId)),
  hangUp: () => true,
  hold: (view, { legId }) => {
    const leg = legIn(view, legId);
    return talking(leg) && !leg.held && !isOwn(view, leg) && view.call?.merged === false;
  },
  resume: (view, { legId }) => talking(legIn(view, legId)) && legIn(view, legId)?.held === true,
  mute: (view, { legId }) => legIn(view, legId)?.muted === false && isOwn(view, legIn(view, legId)),
  unmute: (view, { legId }) => legIn(view, legId)?.muted === true && isOwn(view, legIn(view, legId)),
  startRecording: (view) => view.call?.recording === "off",
  pauseRecording: (view) => view.call?.recording === "recording",
  resumeRecording: (view) => view.call?.recording === "paused",
  sendDigits: (view, { legId }) => talking(legIn(view, legId)) && !isOwn(view, legIn(view, legId)),
  addParticipant: adds,
  blindTransfer: adds,
  swap: (view, { holdLegId, resumeLegId }) => {
    const [hold, resume] = [legIn(view, holdLegId), legIn(view, resumeLegId)];
    return talking(hold) && talking(resume) && !hold.held && resume.held && !isOwn(view, hold) && !isOwn(view, resume);
  },
  merge: (view) => talkers(view.call) >= 3 && view.call?.merged === false,
  supervise: (view, { agentId, agentLegId, legId }) =>
    legIn(view, legId) === undefined &&
    talking(legIn(view, agentLegId)) &&
    view.before.agents[agentId]?.occupyingCallIds.length === 0 &&
    view.before.agents[agentId]?.offeredCallId === null &&
    view.before.agents[agentId]?.presence.isOffline === false,
  bargeIn: (view, { legId }) => {
    const leg = legIn(view, legId);
    return leg?.participantType === "Supervisor" && !leg.bargedIn && leg.state === "connected" && isOwn(view, leg);
  },
};

/** Only who takes part may ask for these. */
const forParticipants: readonly TelephonyRequest["type"][] = [
  "hold",
  "resume",
  "pauseRecording",
  "resumeRecording",
  "sendDigits",
  "addParticipant",
  "blindTransfer",
  "swap",
  "merge",
  "mute",
  "unmute",
];

/** Whether every request of an outcome makes sense and can be followed to its end. Returns what is wrong. */
export function checkRequests(before: Situation, outcome: Outcome, now: Instant): string[] {
  const broken: string[] = [];
  for (const { requestId, request, agentId, deadlineAt } of outcome.requests) {
    const view = { before, call: before.call, agentId, now };
    const sense = senses[request.type] as Sense<TelephonyRequest["type"]>;
    // A request of the model's own may follow from events of the same decision.
    if (agentId !== null && !sense(view, request as never)) broken.push(`${request.type} makes no sense now`);
    if (agentId !== null && forParticipants.includes(request.type) && !takesPart(before.call, agentId)) {
      broken.push(`${agentId} asks ${request.type} without taking part`);
    }
    if (request.type === "dial" && isOffered(before.call, agentId) && !endsOffer(outcome, agentId)) {
      broken.push("a callback is dialed while its offer is open");
    }
    if (!outcome.callEvents.some((event) => event.type === "requested" && event.requestId === requestId)) {
      broken.push(`${request.type} is not in the log`);
    }
    if (deadlineAt < now || !outcome.deadlines.some((row) => row.key === `request:${requestId}`)) {
      broken.push(`${request.type} has no deadline`);
    }
  }
  return broken;
}

const isOffered = (call: Call | null, agentId: string | null): boolean =>
  agentId !== null && call?.agents[agentId]?.state === "offered";
const endsOffer = ({ callEvents }: Outcome, agentId: string | null): boolean =>
  callEvents.some((event) => event.type === "offerEnded" && event.agentId === agentId);

function takesPart(call: Call | null, agentId: string): boolean {
  const agent = call?.agents[agentId];
  const leg = agent === undefined ? undefined : call?.legs[agent.legId];
  return agent?.state === "connected" && (leg?.participantType !== "Supervisor" || leg.bargedIn);
}
