import type { Agent } from "../agent/state.ts";

/** What must be true of every agent, said apart from the tables. Returns the sentences that are not true. */
export function checkAgent(agent: Agent): string[] {
  const { offeredCallId, occupyingCallIds, presence, routability, lease } = agent;
  const statements: readonly (readonly [boolean, string])[] = [
    [
      offeredCallId === null || !occupyingCallIds.includes(offeredCallId),
      "a call rings at or occupies the agent, not both",
    ],
    [new Set(occupyingCallIds).size === occupyingCallIds.length, "a call occupies the agent once"],
    [!presence.isOffline || routability === "offline", "who is offline is not routable"],
    [presence.isOffline || routability !== "offline", "who is not offline is not taken for it"],
    [routability !== "available" || presence.hasChannels, "only who has channels is routable"],
    [routability !== "available" || offeredCallId === null, "nobody is routable while a call rings"],
    [
      routability !== "available" || occupyingCallIds.length < agent.capacity,
      "nobody is routable beyond their capacity",
    ],
    [
      routability !== "notAvailable" ||
        !presence.hasChannels ||
        offeredCallId !== null ||
        occupyingCallIds.length >= agent.capacity,
      "who is online with room left is routable",
    ],
    [(agent.availableSince !== null) === (routability === "available"), "waiting for calls is timed while routable"],
    [
      agent.pendingPresence === null || offeredCallId !== null || occupyingCallIds.length > 0,
      "a pending presence is taken when no call is left",
    ],
    [lease === null || lease.epoch === agent.lastEpoch, "the lease is the newest one given"],
  ];
  return statements.filter(([holds]) => !holds).map(([, sentence]) => `${agent.agentId}: ${sentence}`);
}
