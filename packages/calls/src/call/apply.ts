import { assignmentMoves, nextAssignment } from "../assignment/moves.ts";
import type { AssignmentEvent, AssignmentMove } from "../assignment/moves.ts";
import type { AgentId, Instant, LegId } from "../ids.ts";
import type { CallEvent } from "./events.ts";
import { endHold, startHold } from "./holds.ts";
import { legMoves } from "./moves.ts";
import type { LegMove } from "./moves.ts";
import { openTalkers, phaseOf } from "./phase.ts";
import type { AgentOnCall, Call, Leg, VoiceCallLink } from "./state.ts";

export interface FoldTables {
  readonly legMoves: readonly LegMove[];
  readonly assignmentMoves: readonly AssignmentMove[];
}

type EventOf<T extends CallEvent["type"]> = Extract<CallEvent, { type: T }>;
type Appliers = { [T in CallEvent["type"]]: (call: Call, event: EventOf<T>, tables: FoldTables) => Call };

const same = (call: Call): Call => call;

const withLeg = (call: Call, legId: LegId, change: (leg: Leg) => Partial<Leg>): Call => {
  const leg = call.legs[legId];
  if (leg === undefined) throw new Error(`The log of call ${call.callId} names leg ${legId}, which it never added.`);
  return { ...call, legs: { ...call.legs, [legId]: { ...leg, ...change(leg) } } };
};

const withVoiceCall = (call: Call, legId: LegId, voiceCall: VoiceCallLink): Call =>
  withLeg(call, legId, () => ({ voiceCall }));

/** Moves the agent as the table says; where it has no such move the agent stays. */
function assign(
  call: Call,
  tables: FoldTables,
  on: AssignmentEvent,
  agentId: AgentId,
  legId: LegId | null,
  at: Instant,
): Call {
  const agent = call.agents[agentId];
  const state = nextAssignment(tables.assignmentMoves, agent?.state ?? "none", on);
  if (state === null || (agent === undefined && legId === null)) return call;
  const next: AgentOnCall = { agentId, legId: legId ?? agent!.legId, state, since: at };
  return { ...call, agents: { ...call.agents, [agentId]: next } };
}

function moveLeg(
  call: Call,
  tables: FoldTables,
  on: LegMove["on"],
  legId: LegId,
  change: (leg: Leg) => Partial<Leg>,
): Call {
  return withLeg(call, legId, (leg) => {
    const move = tables.legMoves.find((row) => row.on === on && row.from.includes(leg.state));
    return move === undefined ? {} : { state: move.to, ...change(leg) };
  });
}

function addLeg(call: Call, event: EventOf<"legAdded">, tables: FoldTables): Call {
  const leg: Leg = {
    legId: event.legId,
    vendorCallKey: event.vendorCallKey,
    participantType: event.participantType,
    callType: event.callType,
    endpoint: event.endpoint,
    state: "ringing",
    held: false,
    muted: false,
    bargedIn: false,
    startedAt: event.at,
    connectedAt: null,
    endedAt: null,
    endReason: null,
    parentVendorCallKey: event.parentVendorCallKey,
    voiceCall: event.vendorCallKey === event.legId ? { status: "unknown" } : { status: "none" },
  };
  const added = { ...call, legs: { ...call.legs, [leg.legId]: leg } };
  if (leg.endpoint.kind !== "agent") return added;
  const offeredHere = call.agents[leg.endpoint.agentId]?.legId === leg.legId;
  return offeredHere ? added : assign(added, tables, "joined", leg.endpoint.agentId, leg.legId, event.at);
}

function endLeg(call: Call, event: EventOf<"legEnded">, tables: FoldTables): Call {
  const moved = moveLeg(call, tables, "legEnded", event.legId, (leg) => ({
    endedAt: Math.max(event.at, leg.connectedAt ?? leg.startedAt),
    endReason: event.reason,
    ...(event.audio && { audio: event.audio }),
    held: false,
    muted: false,
    bargedIn: false,
  }));
  const held = endHold(moved, event.at);
  const merged = { ...held, merged: held.merged && openTalkers(held).length >= 3 };
  const agent = Object.values(merged.agents).find((entry) => entry.legId === event.legId);
  if (agent === undefined) return merged;
  const left = assign(merged, tables, "legEnded", agent.agentId, null, event.at);
  const supervised = merged.legs[event.legId]?.participantType === "Supervisor";
  return supervised
    ? { ...left, agents: { ...left.agents, [agent.agentId]: { ...agent, state: "done", since: event.at } } }
    : left;
}

const appliers: Appliers = {
  callStarted: same,
  legAdded: addLeg,
  queued: (call, event) => ({ ...call, queueId: event.queueId, queuedAt: event.at }),
  voiceCallRequested: (call, event) => withVoiceCall(call, event.legId, { status: "creating" }),
  voiceCallCreated: (call, event) =>
    withVoiceCall(call, event.legId, { status: "created", voiceCallId: event.voiceCallId }),
  voiceCallNotCreated: (call, event) => withVoiceCall(call, event.legId, { status: "unknown" }),
  offered: (call, event, tables) => assign(call, tables, "offered", event.agentId, event.legId, event.at),
  offerEnded: (call, event, tables) => {
    if (event.reason === "accepted") return assign(call, tables, "offerAccepted", event.agentId, null, event.at);
    const ended = assign(call, tables, "offerEnded", event.agentId, null, event.at);
    const tried = event.reason !== "abandoned" && !call.triedAgentIds.includes(event.agentId);
    return tried ? { ...ended, triedAgentIds: [...ended.triedAgentIds, event.agentId] } : ended;
  },
  legConnected: (call, event, tables) =>
    moveLeg(call, tables, "legConnected", event.legId, (leg) => ({ connectedAt: Math.max(event.at, leg.startedAt) })),
  legEnded: endLeg,
  legHeld: (call, event) =>
    startHold({ ...withLeg(call, event.legId, () => ({ held: true })), merged: false }, event.at),
  legResumed: (call, event) =>
    endHold(
      withLeg(call, event.legId, () => ({ held: false })),
      event.at,
    ),
  legMeasured: (call, event) => withLeg(call, event.legId, () => ({ audio: event.audio })),
  legMuted: (call, event) => withLeg(call, event.legId, () => ({ muted: true })),
  legUnmuted: (call, event) => withLeg(call, event.legId, () => ({ muted: false })),
  legBargedIn: (call, event) => withLeg(call, event.legId, () => ({ bargedIn: true })),
  legsMerged: (call) => ({ ...call, merged: true }),
  legsSwapped: (call, event) => {
    const resumed = withLeg(call, event.resumedLegId, () => ({ held: false }));
    const swapped = withLeg(resumed, event.heldLegId, () => ({ held: true }));
    return { ...startHold(endHold(resumed, event.at), event.at, swapped), merged: false };
  },
  recordingStarted: (call) => ({ ...call, recording: "recording" }),
  recordingPaused: (call) => ({ ...call, recording: "paused" }),
  recordingResumed: (call) => ({ ...call, recording: "recording" }),
  recordingStopped: (call) => ({ ...call, recording: "off" }),
  digitsSent: same,
  requested: (call, event) => ({
    ...call,
    pending: {
      ...call.pending,
      [event.requestId]: {
        requestId: event.requestId,
        request: event.request,
        agentId: event.agentId,
        deadlineAt: event.deadlineAt,
      },
    },
  }),
  requestAnswered: settleRequest,
  requestRefused: settleRequest,
  requestExpired: settleRequest,
  agentConnected: (call, event, tables) => {
    const connected = assign(call, tables, "agentConnected", event.agentId, event.legId, event.at);
    const supervises = call.legs[event.legId]?.participantType === "Supervisor";
    return supervises ? connected : { ...connected, acceptedAt: connected.acceptedAt ?? event.at };
  },
  afterConversationWorkStarted: (call, event, tables) =>
    assign(call, tables, "afterConversationWorkStarted", event.agentId, null, event.at),
  wrappedUp: (call, event, tables) => assign(call, tables, "wrappedUp", event.agentId, null, event.at),
  finalUpdateOwed: same,
  callEnded: (call, event) => ({ ...call, phase: "ended", endedAt: event.at }),
  factIgnored: same,
};

function settleRequest(call: Call, event: { readonly requestId: string }): Call {
  const { [event.requestId]: _settled, ...pending } = call.pending;
  return { ...call, pending };
}

function startCall(event: CallEvent): Call {
  if (event.type !== "callStarted") throw new Error(`A call's log begins with callStarted, not with ${event.type}.`);
  return {
    callId: event.callId,
    version: 0,
    callType: event.callType,
    phase: "waiting",
    firstVendorCallKey: event.firstVendorCallKey,
    previousCallId: event.previousCallId,
    queueId: event.queueId,
    ...(event.forAgentId !== undefined && { forAgentId: event.forAgentId }),
    ...(event.extensionDigitsId !== undefined && { extensionDigitsId: event.extensionDigitsId }),
    startedAt: event.at,
    queuedAt: null,
    acceptedAt: null,
    endedAt: null,
    legs: {},
    agents: {},
    triedAgentIds: [],
    merged: false,
    recording: "off",
    holds: { count: 0, totalMs: 0, longestMs: 0, since: null },
    pending: {},
  };
}

/** One event on top of a call. Throws only on a log that is not one of ours (no start, a leg never added). */
export function applyCall(
  call: Call | null,
  event: CallEvent,
  tables: FoldTables = { legMoves, assignmentMoves },
): Call {
  const before = call ?? startCall(event);
  const apply = appliers[event.type] as (call: Call, event: CallEvent, tables: FoldTables) => Call;
  const after = apply(before, event, tables);
  return { ...after, version: before.version + 1, phase: phaseOf(after) };
}

/** The call that a log describes. Stored events of older shapes go through `upcastCallEvent` first. */
export function foldCall(events: readonly CallEvent[]): Call | null {
  return events.reduce<Call | null>((call, event) => applyCall(call, event), null);
}
