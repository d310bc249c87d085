import { endLeg, hangUp, wrapUp } from "../call/legs.ts";
import { isCallbackToDial } from "../call/offerable.ts";
import { finish, settleAfter } from "../call/settle.ts";
import type { AgentCommand } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { AgentFact } from "../fact.ts";
import type { Refusal } from "../refusal.ts";
import { refuse } from "../refuse.ts";
import { refreshRoutability } from "./availability.ts";
import { activityOf } from "./presence.ts";
import type { Agent } from "./state.ts";

type CommandOf<T extends AgentCommand["type"]> = Extract<AgentCommand, { type: T }>;
type Carry<T extends AgentCommand["type"]> = (draft: Draft, agent: Agent, command: CommandOf<T>) => Refusal | null;

/** Carries out what an agent's console or the telephony system wants of an agent. */
export function decideAgent(draft: Draft, command: AgentCommand): Refusal | null {
  const agent = draft.agents[command.agentId];
  if (agent === undefined) return refuse("agent.unknown", { agentId: command.agentId });
  const carry = carriers[command.type] as (draft: Draft, agent: Agent, command: AgentCommand) => Refusal | null;
  return carry(draft, agent, command);
}

const carriers: { readonly [T in AgentCommand["type"]]: Carry<T> } = {
  takeLease: (draft, agent, { sessionId }) => {
    const expiresAt = draft.settings.now + draft.settings.policy.leaseMs;
    const superseded = agent.lease !== null && agent.lease.sessionId !== sessionId ? agent.lease.sessionId : null;
    const lease = { sessionId, epoch: agent.lastEpoch + 1, expiresAt };
    draft.tell(agent.agentId, { type: "leaseTaken", lease, supersededSessionId: superseded });
    dueLease(draft, agent.agentId, expiresAt);
    return null;
  },
  releaseLease: (draft, agent, command) => {
    if (!holds(agent, command)) return superseded(agent);
    draft.tell(agent.agentId, { type: "leaseReleased", reason: "released" });
    draft.cancel(leaseKey(agent.agentId));
    return null;
  },
  setPresence,
  setPhone: (draft, agent, { phone }) => {
    draft.tell(agent.agentId, { type: "phoneChanged", phone });
    return null;
  },
  setCapacity: (draft, agent, { capacity }) => {
    if (!Number.isInteger(capacity) || capacity < 1) return refuse("agent.no-capacity", { capacity });
    draft.tell(agent.agentId, { type: "capacityChanged", capacity });
    refreshRoutability(draft, agent.agentId);
    return null;
  },
};

const leaseKey = (agentId: string): string => `lease:${agentId}`;

function dueLease(draft: Draft, agentId: string, dueAt: number): void {
  draft.due({ key: leaseKey(agentId), type: "lease", agentId, dueAt });
}

const holds = (agent: Agent, held: { readonly sessionId: string; readonly epoch: number }): boolean =>
  agent.lease !== null && agent.lease.sessionId === held.sessionId && agent.lease.epoch === held.epoch;

const superseded = (agent: Agent): Refusal => refuse("session.superseded", { epoch: agent.lastEpoch });

function setPresence(draft: Draft, agent: Agent, command: CommandOf<"setPresence">): Refusal | null {
  const { presence, side } = command;
  const rule = draft.settings.rules.presenceRules.find(
    (row) => row.side === side && row.activity === activityOf(agent) && row.enqueue === command.enqueue,
  );
  if (rule?.then === "enqueue") {
    draft.tell(agent.agentId, { type: "presenceEnqueued", presence });
    return null;
  }
  draft.tell(agent.agentId, { type: "presenceChanged", presence, side });
  const state = draft.call?.agents[agent.agentId]?.state;
  // Guide, chapter 12: closing the tab of a call during after conversation work arrives as "online". A log-in does too.
  if (state === "afterConversationWork" && presence.hasChannels && command.atLogIn !== true) {
    wrapUp(draft, agent.agentId, "presence");
    finish(draft);
  }
  if (state === "offered" && !presence.hasChannels) leaveOffer(draft, agent.agentId);
  refreshRoutability(draft, agent.agentId);
  return null;
}

/** Who goes away while a call rings has declined it: the caller must not wait for the end of the ringing. */
function leaveOffer(draft: Draft, agentId: string): void {
  const legId = draft.live.agents[agentId]?.legId;
  const leg = legId === undefined ? undefined : draft.live.legs[legId];
  if (leg === undefined) return;
  endLeg(draft, leg.legId, "declined");
  if (!isCallbackToDial(draft.live)) hangUp(draft, leg.legId);
  settleAfter(draft, leg);
  finish(draft);
}

/** A console session has gone silent. An epoch that is no longer held is no news. */
export function observeAgent(draft: Draft, fact: AgentFact): void {
  const agent = draft.agents[fact.agentId];
  if (agent === undefined) {
    draft.report("agent.unknown", { factType: fact.type, agentId: fact.agentId });
    return;
  }
  if (agent.lease?.epoch !== fact.epoch) return;
  if (agent.lease.expiresAt > draft.settings.now) {
    dueLease(draft, agent.agentId, agent.lease.expiresAt);
    return;
  }
  draft.tell(agent.agentId, { type: "leaseReleased", reason: "expired" });
}
