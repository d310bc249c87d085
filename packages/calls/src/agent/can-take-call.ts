import type { Instant } from "../ids.ts";
import type { Agent } from "./state.ts";

/**
 * Whether a call may be offered to the agent now: routable, room left, nothing ringing, and a console session that is
 * alive, because without one nobody would see it ring.
 */
export function canTakeCall(agent: Agent, now: Instant): boolean {
  const alive = agent.lease !== null && agent.lease.expiresAt > now;
  const room = agent.offeredCallId === null && agent.occupyingCallIds.length < agent.capacity;
  return alive && room && agent.routability === "available";
}
