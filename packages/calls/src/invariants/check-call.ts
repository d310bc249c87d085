import type { AgentOnCall, Call, Leg, LegState } from "../call/state.ts";

/** What must be true of every call, said apart from the tables of moves. Returns the sentences that are not true. */
export function checkCall(call: Call): string[] {
  const broken: string[] = [];
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) broken.push(`${call.callId}: ${sentence}`);
  };
  const legs = Object.values(call.legs);
  checkEnd(call, legs, must);
  checkRecording(call, legs, must);
  checkConference(call, legs, must);
  for (const leg of legs) checkLeg(call, leg, must);
  for (const agent of Object.values(call.agents)) checkAgentOnCall(call, agent, must);
  checkPhase(call, legs, must);
  checkHolds(call, legs, must);
  checkPending(call, must);
  return broken;
}

type Must = (holds: boolean, sentence: string) => void;

const isOpen = (leg: Leg): boolean => leg.state !== "ended";
const isSupervisor = (leg: Leg): boolean => leg.participantType === "Supervisor";
const talks = (leg: Leg): boolean => leg.state === "connected" && !isSupervisor(leg) && leg.endpoint.kind !== "queue";

function checkEnd(call: Call, legs: readonly Leg[], must: Must): void {
  const ended = call.phase === "ended";
  must(!ended || legs.every((leg) => !isOpen(leg)), "an ended call has no open leg");
  must(!ended || Object.values(call.agents).every(({ state }) => state === "done"), "an ended call holds no agent");
  must(ended === (call.endedAt !== null), "an ended call has an end, an open one has none");
  const nobody = Object.values(call.agents).every(({ state }) => state === "done");
  must(ended || legs.some(isOpen) || !nobody, "a call with no leg and no agent left has ended");
  must(
    !legs.some((leg) => isOpen(leg) && isSupervisor(leg)) || legs.some((leg) => isOpen(leg) && !isSupervisor(leg)),
    "a supervisor is never left alone",
  );
}

function checkRecording(call: Call, legs: readonly Leg[], must: Must): void {
  must(call.recording === "off" || legs.some(isOpen), "nothing is recorded once every leg has ended");
}

function checkConference(call: Call, legs: readonly Leg[], must: Must): void {
  must(!call.merged || legs.every((leg) => !leg.held), "no leg of a merged call is held");
  must(!call.merged || legs.filter(talks).length >= 3, "a merged call has three who talk");
  must(legs.filter((leg) => isOpen(leg) && isSupervisor(leg)).length <= 1, "one supervisor at a time");
}

function checkLeg(call: Call, leg: Leg, must: Must): void {
  const name = `leg ${leg.legId}`;
  const connectable: Readonly<Record<LegState, boolean>> = {
    ringing: leg.connectedAt === null && leg.endedAt === null,
    connected: leg.connectedAt !== null && leg.endedAt === null,
    ended: leg.endedAt !== null && leg.endReason !== null,
  };
  must(connectable[leg.state], `${name} is ${leg.state} and its times say the same`);
  must(leg.connectedAt === null || leg.connectedAt >= leg.startedAt, `${name} does not connect before it starts`);
  must(leg.endedAt === null || leg.endedAt >= (leg.connectedAt ?? leg.startedAt), `${name} does not end too early`);
  must(!leg.held || talks(leg), `${name} is held only while connected, and never a supervisor's`);
  must(!leg.muted || leg.state === "connected", `${name} is muted only while connected`);
  must(!leg.bargedIn || (isSupervisor(leg) && leg.state === "connected"), `${name} barges in only as a supervisor`);
  must(call.legs[leg.vendorCallKey] !== undefined, `${name} belongs to the VoiceCall of a leg of this call`);
  must(leg.voiceCall.status === "none" || leg.vendorCallKey === leg.legId, `${name} has a VoiceCall only of its own`);
}

/** In which states the leg of an agent may be. */
const legOfAgent: Readonly<Record<AgentOnCall["state"], readonly LegState[]>> = {
  offered: ["ringing"],
  joining: ["ringing", "connected"],
  connected: ["connected"],
  afterConversationWork: ["ended"],
  done: ["ended"],
};

function checkAgentOnCall(call: Call, agent: AgentOnCall, must: Must): void {
  const leg = call.legs[agent.legId];
  const name = `agent ${agent.agentId}`;
  must(leg?.endpoint.kind === "agent" && leg.endpoint.agentId === agent.agentId, `${name} has a leg of their own`);
  if (leg === undefined) return;
  must(legOfAgent[agent.state].includes(leg.state), `${name} is ${agent.state} while the leg is ${leg.state}`);
  const worked = agent.state === "connected" || agent.state === "afterConversationWork";
  must(!worked || isSupervisor(leg) || call.acceptedAt !== null, `${name} works on a call that was accepted`);
  must(!(worked && !isSupervisor(leg)) || leg.connectedAt !== null, `${name} works only after having been connected`);
  must(
    !(isSupervisor(leg) && agent.state === "afterConversationWork"),
    `${name} supervised: there is no work after it`,
  );
}

function checkPhase(call: Call, legs: readonly Leg[], must: Must): void {
  const open = legs.some(isOpen);
  const talking = legs.filter(talks).length;
  must((call.phase === "connected") === talking >= 2, "connected means that two can talk");
  must(call.phase !== "waiting" || open, "a waiting call has somebody who waits");
  must(
    call.phase !== "waiting" || legs.every((leg) => !isOpen(leg) || leg.endpoint.kind !== "agent" || isSupervisor(leg)),
    "no agent is on a waiting call",
  );
  must(call.phase !== "afterConversationWork" || !open, "after conversation work as a phase comes after the last leg");
}

function checkHolds(call: Call, legs: readonly Leg[], must: Must): void {
  const { holds } = call;
  const counted = legs.some(
    (leg) => leg.held && (leg.participantType === "Initial_Caller" || call.callType === "InternalCall"),
  );
  must((holds.since !== null) === counted, "a hold is timed while, and only while, the customer is held");
  must(holds.longestMs <= holds.totalMs && holds.longestMs >= 0, "the longest hold is part of the total");
}

function checkPending(call: Call, must: Must): void {
  const wishes = Object.values(call.pending)
    .filter(({ request }) => request.type !== "sendDigits")
    .map(({ request }) => `${request.type} ${"legId" in request ? request.legId : ""}`);
  must(new Set(wishes).size === wishes.length, "nothing is asked twice while the first waits for its answer");
}
