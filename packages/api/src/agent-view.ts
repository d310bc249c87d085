import { z } from "zod";
import { Id, Instant, Username } from "./ids.ts";

export const PresenceStatus = z.object({
  statusId: z.string().min(1).max(18),
  statusName: z.string().min(1).max(255),
  hasChannels: z.boolean(),
  isOffline: z.boolean(),
});
export const Phone = z.discriminatedUnion("type", [
  z.object({ type: z.literal("SOFT_PHONE") }),
  z.object({ type: z.literal("DESK_PHONE"), number: z.string().min(1).max(64) }),
]);
export const Routability = z.enum(["available", "notAvailable", "offline"]);

export const AgentView = z.object({
  agentId: Id,
  username: Username,
  displayName: z.string(),
  version: z.number().int(),
  presence: PresenceStatus,
  pendingPresence: PresenceStatus.nullable(),
  routability: Routability,
  availableSince: Instant.nullable(),
  capacity: z.number().int(),
  offeredCallId: Id.nullable(),
  occupyingCallIds: z.array(Id),
  phone: Phone,
  /** True while a console session holds the agent. */
  reachable: z.boolean(),
});
export type AgentView = z.infer<typeof AgentView>;
