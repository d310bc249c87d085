import type { Agent, PresenceStatus, Routability } from "./state.ts";

export type Activity = "free" | "ringing" | "occupied";

/** What the agent does now, as far as presence cares. */
export function activityOf(agent: Agent): Activity {
  if (agent.occupyingCallIds.length > 0) return "occupied";
  return agent.offeredCallId === null ? "free" : "ringing";
}

export interface ActivityMove {
  readonly from: Activity;
  readonly to: Activity;
  readonly because: string;
}

/** How calls move an agent. It follows from the agent's events; tests hold every run against it, docs/call-life.md draws it. */
export const activityMoves: readonly ActivityMove[] = [
  { from: "free", to: "ringing", because: "callOffered" },
  { from: "ringing", to: "free", because: "offerWithdrawn" },
  { from: "ringing", to: "occupied", because: "occupied (accepted)" },
  { from: "free", to: "occupied", because: "occupied (dialed)" },
  { from: "occupied", to: "free", because: "released" },
  { from: "occupied", to: "ringing", because: "released, with another call ringing" },
];

export interface PresenceRule {
  readonly side: "Salesforce" | "telephony";
  readonly activity: Activity;
  readonly enqueue: boolean;
  /** take: it holds now. enqueue: it holds when the call no longer occupies the agent. */
  readonly then: "take" | "enqueue";
}

/**
 * Who wins when presence is changed. Omni-Channel has already changed what it shows, so Salesforce wins unless it asks
 * to wait (guide, "Change Status While on a Call"). A change by the telephony system has no effect in Omni-Channel
 * during a call (guide, "Two-Way Agent Status Syncing"), so it waits instead of being lost.
 */
export const presenceRules: readonly PresenceRule[] = [
  { side: "Salesforce", activity: "free", enqueue: false, then: "take" },
  { side: "Salesforce", activity: "free", enqueue: true, then: "take" },
  { side: "Salesforce", activity: "ringing", enqueue: false, then: "take" },
  { side: "Salesforce", activity: "ringing", enqueue: true, then: "enqueue" },
  { side: "Salesforce", activity: "occupied", enqueue: false, then: "take" },
  { side: "Salesforce", activity: "occupied", enqueue: true, then: "enqueue" },
  { side: "telephony", activity: "free", enqueue: false, then: "take" },
  { side: "telephony", activity: "free", enqueue: true, then: "take" },
  { side: "telephony", activity: "ringing", enqueue: false, then: "enqueue" },
  { side: "telephony", activity: "ringing", enqueue: true, then: "enqueue" },
  { side: "telephony", activity: "occupied", enqueue: false, then: "enqueue" },
  { side: "telephony", activity: "occupied", enqueue: true, then: "enqueue" },
];

/** Vendor side of the guide's table (chapter 12, "Understand Agent Statuses"), from presence and from what occupies the agent. */
export function routabilityOf(agent: Agent): Routability {
  if (agent.presence.isOffline) return "offline";
  const full = agent.offeredCallId !== null || agent.occupyingCallIds.length >= agent.capacity;
  return agent.presence.hasChannels && !full ? "available" : "notAvailable";
}

/** Presence of an agent nobody has heard of since: the guide reserves id "0" for it (chapter 12). */
export const offlinePresence: PresenceStatus = {
  statusId: "0",
  statusName: "Offline",
  hasChannels: false,
  isOffline: true,
};
