import { z } from "zod";
import { ContactCenterName, Id, Instant, OrgId, Username } from "./ids.ts";

/**
 * Body of `POST /v1/sessions`: a proof of who the agent is. Tenant and agent come from the proof;
 * `connectorConfig` is a hint only. The answer sets a refresh cookie (HttpOnly, Secure, SameSite=None, Partitioned).
 */
export const SessionProof = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("password"),
    orgId: OrgId,
    contactCenter: ContactCenterName,
    username: Username,
    password: z.string().min(1).max(256),
  }),
]);
export type SessionProof = z.infer<typeof SessionProof>;

/** Answer of `POST /v1/sessions` and `POST /v1/sessions/current/refresh`. The bearer is kept in memory only. */
export const SessionView = z.object({
  sessionId: Id,
  bearer: z.string(),
  expiresAt: Instant,
  agentId: Id,
  orgId: OrgId,
  contactCenter: ContactCenterName,
  username: Username,
  displayName: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;
