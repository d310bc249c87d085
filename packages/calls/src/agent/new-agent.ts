import type { AgentId, Instant } from "../ids.ts";
import type { AgentEvent } from "./events.ts";
import type { Phone } from "./state.ts";

/** The log of an agent begins so: offline, nothing held, one call at a time, browser phone. */
export function newAgent(
  agentId: AgentId,
  at: Instant,
  capacity: number = 1,
  phone: Phone = { type: "SOFT_PHONE" },
): AgentEvent[] {
  return [{ v: 1, at, type: "agentAdded", agentId, capacity, phone }];
}
