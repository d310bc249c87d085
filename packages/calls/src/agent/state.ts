import type { AgentId, CallId, Instant } from "../ids.ts";

/** One entry of `userPresenceStatuses` (guide, chapter 12): id "0" is offline. */
export interface PresenceStatus {
  readonly statusId: string;
  readonly statusName: string;
  readonly hasChannels: boolean;
  readonly isOffline: boolean;
}

/** Vendor side of the guide's table in chapter 12. */
export type Routability = "available" | "notAvailable" | "offline";

export type Phone = { readonly type: "SOFT_PHONE" } | { readonly type: "DESK_PHONE"; readonly number: string };

/** The console session that holds the agent. A command with an older epoch is refused. */
export interface Lease {
  readonly sessionId: string;
  readonly epoch: number;
  readonly expiresAt: Instant;
}

export interface Agent {
  readonly agentId: AgentId;
  readonly version: number;
  /** What Omni-Channel shows. */
  readonly presence: PresenceStatus;
  /** Chosen during a call; taken when the call no longer occupies the agent. */
  readonly pendingPresence: PresenceStatus | null;
  /** What the telephony system must believe. */
  readonly routability: Routability;
  readonly availableSince: Instant | null;
  /** How many calls may occupy the agent at once. */
  readonly capacity: number;
  /** The call that rings now: at most one. */
  readonly offeredCallId: CallId | null;
  /** Calls connected or in after conversation work. */
  readonly occupyingCallIds: readonly CallId[];
  readonly phone: Phone;
  readonly lease: Lease | null;
  /** Highest epoch ever given: epochs never repeat. */
  readonly lastEpoch: number;
}
