import { canTakeCall } from "../agent/can-take-call.ts";
import type { Agent } from "../agent/state.ts";
import type { CallCommand } from "../command.ts";
import type { Instant } from "../ids.ts";
import type { RefusalCode } from "../refusal.ts";
import type { AgentOnCall, Call, Endpoint, Leg } from "./state.ts";
import type { TelephonyRequest } from "../request.ts";
import { isPending } from "./pending.ts";
import { connectedTalkers, openLegs } from "./phase.ts";

/** What a guard may look at. Before a call exists `call` is null and only guards of the agent are used. */
export interface Asked {
  readonly command: CallCommand;
  readonly call: Call | null;
  readonly now: Instant;
  readonly agents: Readonly<Record<string, Agent>>;
  readonly me: AgentOnCall | null;
  readonly myLeg: Leg | null;
  readonly target: Leg | null;
  /** The request this move would give rise to; null for none. */
  readonly request: TelephonyRequest | null;
}

/** Null when it holds, else why not. */
type Guard = (asked: Asked) => RefusalCode | null;

const unless = (holds: boolean, code: RefusalCode): RefusalCode | null => (holds ? null : code);
const legOf = (asked: Asked, legId: string): Leg | undefined => asked.call?.legs[legId];
const destination = (command: CallCommand): Endpoint | null => ("to" in command ? command.to : null);
const isActive = (call: Call | null, agentId: string): boolean =>
  call?.agents[agentId] !== undefined && call.agents[agentId].state !== "done";

/** At most three can talk (guide, chapter 13: one participant is added to a call), queue places included. */
const maxParticipants = 3;

export const guards = {
  onCall: ({ me }) => unless(me !== null && me.state !== "done", "call.not-yours"),
  isOffered: ({ me }) => unless(me?.state === "offered", "leg.wrong-state"),
  hasLeg: ({ me, myLeg }) =>
    unless(
      (me?.state === "joining" || me?.state === "connected") &&
        myLeg?.state !== "ended" &&
        myLeg?.participantType !== "Supervisor",
      "leg.wrong-state",
    ),
  inConversation: ({ me, myLeg }) =>
    unless(
      me?.state === "connected" &&
        myLeg?.state === "connected" &&
        (myLeg.participantType !== "Supervisor" || myLeg.bargedIn),
      "leg.wrong-state",
    ),
  targetKnown: ({ target }) => unless(target !== null, "leg.unknown"),
  targetNotSelf: ({ target, myLeg }) => unless(target?.legId !== myLeg?.legId, "leg.wrong-state"),
  targetOpen: ({ target }) =>
    unless(target?.state !== "ended" && target?.participantType !== "Supervisor", "leg.wrong-state"),
  targetTalks: ({ target }) =>
    unless(target?.state === "connected" && target.participantType !== "Supervisor", "leg.wrong-state"),
  targetHeld: ({ target }) => unless(target?.held === true, "leg.wrong-state"),
  targetNotHeld: ({ target }) => unless(target?.held === false, "leg.wrong-state"),
  notMuted: ({ myLeg }) => unless(myLeg?.muted === false, "leg.wrong-state"),
  isMuted: ({ myLeg }) => unless(myLeg?.muted === true, "leg.wrong-state"),
  notMerged: ({ call }) => unless(call?.merged === false, "call.wrong-state"),
  enoughToMerge: ({ call }) => unless(call !== null && connectedTalkers(call).length >= 3, "participants.too-few"),
  recordingRuns: ({ call }) => unless(call?.recording === "recording", recordingCode(call)),
  recordingIsPaused: ({ call }) => unless(call?.recording === "paused", recordingCode(call)),
  roomForParticipant: ({ call }) =>
    unless(
      call !== null && openLegs(call).filter((leg) => leg.participantType !== "Supervisor").length < maxParticipants,
      "participants.too-many",
    ),
  swapLegsKnown: (asked) =>
    unless(
      asked.command.type === "swap" &&
        legOf(asked, asked.command.holdLegId) !== undefined &&
        legOf(asked, asked.command.resumeLegId) !== undefined,
      "leg.unknown",
    ),
  swapLegsFit: (asked) => {
    if (asked.command.type !== "swap") return "leg.wrong-state";
    const { holdLegId, resumeLegId } = asked.command;
    const mine = asked.myLeg?.legId === holdLegId || asked.myLeg?.legId === resumeLegId;
    return unless(!mine && canSwap(legOf(asked, holdLegId), legOf(asked, resumeLegId)), "leg.wrong-state");
  },
  notAsked: ({ call, request }) =>
    unless(call === null || request === null || !isPending(call, request), "request.pending"),
  legIsNew: (asked) =>
    unless("legId" in asked.command && legOf(asked, asked.command.legId) === undefined, "leg.wrong-state"),
  legsDiffer: ({ command }) =>
    unless(command.type === "dial" && command.legId !== command.agentLegId, "leg.wrong-state"),
  agentOnline: ({ agents, command }) => {
    const agent = agents[command.agentId];
    if (agent === undefined) return "agent.unknown";
    return unless(!agent.presence.isOffline, "agent.offline");
  },
  agentFree: ({ agents, command }) => {
    const agent = agents[command.agentId];
    if (agent === undefined) return "agent.unknown";
    if (agent.offeredCallId !== null) return "agent.busy";
    return unless(agent.occupyingCallIds.length < agent.capacity, "agent.no-capacity");
  },
  agentIdle: ({ agents, command }) => {
    const agent = agents[command.agentId];
    return unless(agent?.offeredCallId === null && agent.occupyingCallIds.length === 0, "agent.busy");
  },
  destinationAvailable: ({ command, call, agents, now }) => {
    const to = destination(command);
    if (to?.kind !== "agent") return null;
    const agent = agents[to.agentId];
    if (agent === undefined) return "agent.unknown";
    if (agent.presence.isOffline) return "agent.offline";
    const other = to.agentId !== command.agentId && !isActive(call, to.agentId);
    return unless(other && canTakeCall(agent, now), "agent.busy");
  },
  notOnThisCall: ({ me }) => unless(me === null || me.state === "done", "supervision.own-call"),
  agentToSupervise: ({ call }) => unless(call !== null && agentTalking(call) !== null, "call.wrong-state"),
  noOtherSupervisor: ({ call }) =>
    unless(
      call !== null && !openLegs(call).some((leg) => leg.participantType === "Supervisor"),
      "participants.too-many",
    ),
  supervises: ({ me, myLeg }) =>
    unless(
      me?.state === "connected" && myLeg?.state === "connected" && myLeg.participantType === "Supervisor",
      "supervision.not-supervising",
    ),
  notBargedIn: ({ myLeg }) => unless(myLeg?.bargedIn === false, "leg.wrong-state"),
  inAfterConversationWork: ({ me }) => unless(me?.state === "afterConversationWork", "call.wrong-state"),
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;

const recordingCode = (call: Call | null): RefusalCode =>
  call?.recording === "off" ? "recording.off" : "call.wrong-state";

/** Whom a supervisor listens to: the agent who talks. With two (internal call, consult), the one who came first. */
export function agentTalking(call: Call): AgentOnCall | null {
  const talking = Object.values(call.agents).filter(
    (agent) => agent.state === "connected" && call.legs[agent.legId]?.participantType !== "Supervisor",
  );
  return talking.sort((one, other) => one.since - other.since)[0] ?? null;
}

export function canSwap(hold: Leg | undefined, resume: Leg | undefined): boolean {
  const talking = hold?.state === "connected" && resume?.state === "connected";
  const customers = hold?.participantType !== "Supervisor" && resume?.participantType !== "Supervisor";
  return talking && customers && hold.held === false && resume.held === true;
}
