import {
  checkLog,
  checkRequests,
  checkSituation,
  foldAgent,
  foldCall,
  isRefusal,
  upcastAgentEvent,
  upcastCallEvent,
} from "../../src/index.ts";
import { activityMoves, activityOf } from "../../src/agent/presence.ts";
import type { Agent, Call, Leg } from "../../src/index.ts";
import { rules } from "../../src/rules.ts";
import { phaseMoves } from "../../src/call/phase-moves.ts";
import { isDeepStrictEqual } from "node:util";
import type { Step } from "./story.ts";

/** Everything that must be true after any step, whatever it was. Throws with the sentences that are not. */
export function checkStep(step: Step): void {
  const broken = isRefusal(step.answer) ? checkRefusal(step) : checkOutcome(step, step.answer);
  if (broken.length > 0) {
    throw new Error(`After ${JSON.stringify(step.message)}:\n${broken.join("\n")}`);
  }
}

function checkRefusal(step: Step): string[] {
  return step.before === step.after ? [] : ["a refusal leaves the state identical"];
}

function checkOutcome(step: Step, outcome: Exclude<Step["answer"], { refused: true }>): string[] {
  const { story, before, after } = step;
  return [
    ...checkSituation(after),
    ...checkLog(story.callLog),
    ...checkRequests(before, outcome, step.now),
    ...checkFold(step),
    ...checkPhaseChange(before.call, after.call),
    ...Object.keys(after.agents).flatMap((agentId) => checkActivity(before.agents[agentId], after.agents[agentId])),
    ...checkCustomer(step),
  ];
}

/** Only with our own rules: a fold with spoiled ones differs from ours by design. */
function checkFold({ story, after }: Step): string[] {
  if (story.rules !== rules) return [];
  const stored = JSON.parse(JSON.stringify(story.callLog)) as typeof story.callLog;
  const call = foldCall(stored.map(upcastCallEvent));
  const broken = isDeepStrictEqual(call, after.call) ? [] : ["a fold of the call's log equals the live state"];
  for (const [agentId, log] of Object.entries(story.agentLogs)) {
    const agent = after.agents[agentId];
    const folded = foldAgent(log.map(upcastAgentEvent));
    const placed = agent?.version === log.length;
    if (placed && !isDeepStrictEqual(unrenewed(folded), unrenewed(agent)))
      broken.push(`a fold of ${agentId}'s log equals the live state`);
  }
  return broken;
}

/** A lease is renewed past the log: until when it holds is the row's alone. */
const unrenewed = (agent: Agent | null) =>
  agent === null || agent.lease === null ? agent : { ...agent, lease: { ...agent.lease, expiresAt: 0 } };

function checkPhaseChange(before: Call | null, after: Call | null): string[] {
  const [from, to] = [before?.phase ?? "none", after?.phase ?? "none"];
  const drawn = from === to || phaseMoves.some((move) => move.from === from && move.to === to);
  return drawn ? [] : [`a call goes from ${from} to ${to}`];
}

function checkActivity(before: Agent | undefined, after: Agent | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const [from, to] = [activityOf(before), activityOf(after)];
  const drawn = from === to || activityMoves.some((move) => move.from === from && move.to === to);
  return drawn ? [] : [`${after.agentId} goes from ${from} to ${to}`];
}

const customerOf = (call: Call | null): Leg | undefined =>
  Object.values(call?.legs ?? {}).find(
    (leg) => leg.participantType === "Initial_Caller" && leg.endpoint.kind === "party" && leg.state === "connected",
  );

/** A connected customer is let go only by themselves, or because whoever they talked to has hung up. */
function checkCustomer({ before, after, message }: Step): string[] {
  const customer = customerOf(before.call);
  if (customer === undefined || after.call?.legs[customer.legId]?.state === "connected") return [];
  const partner = message.type === "legEnded" ? before.call?.legs[message.legId] : undefined;
  if (message.type === "legEnded" && partner !== undefined && partner.state === "connected") {
    const left = after.call?.legs[partner.legId]?.endReason;
    if (partner.legId === customer.legId || (left !== "transferred" && left !== "failed")) return [];
  }
  return [`the customer is let go by ${message.type}`];
}
