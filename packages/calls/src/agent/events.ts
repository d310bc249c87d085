import type { CallId, Instant } from "../ids.ts";
import type { Lease, Phone, PresenceStatus, Routability } from "./state.ts";

/** One line of an agent's log. */
export type AgentEvent = { readonly v: 1; readonly at: Instant } & (
  | { readonly type: "agentAdded"; readonly agentId: string; readonly capacity: number; readonly phone: Phone }
  | { readonly type: "leaseTaken"; readonly lease: Lease; readonly supersededSessionId: string | null }
  /** In logs of release 0.1.0 only: whoever keeps the lease renews it without a word to the log. */
  | { readonly type: "leaseRenewed"; readonly expiresAt: Instant }
  | { readonly type: "leaseReleased"; readonly reason: "released" | "expired" }
  | { readonly type: "presenceChanged"; readonly presence: PresenceStatus; readonly side: "Salesforce" | "telephony" }
  | { readonly type: "presenceEnqueued"; readonly presence: PresenceStatus }
  | { readonly type: "routabilityChanged"; readonly routability: Routability }
  | { readonly type: "callOffered"; readonly callId: CallId }
  | { readonly type: "offerWithdrawn"; readonly callId: CallId }
  | { readonly type: "occupied"; readonly callId: CallId }
  | { readonly type: "released"; readonly callId: CallId }
  | { readonly type: "phoneChanged"; readonly phone: Phone }
  | { readonly type: "capacityChanged"; readonly capacity: number }
);
