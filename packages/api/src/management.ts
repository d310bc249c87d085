import { z } from "zod";
import { ContactCenterName, Id, Instant, OrgId, Username } from "./ids.ts";

/** What Salesforce Setup (Apex) and our scripts ask with the management credential. */
export const SigningCertificate = z.object({
  /** PEM, goes into `reqTelephonyIntegrationCertificate` or KeyProvider's answer. */
  certificate: z.string(),
  notBefore: Instant,
  expiresAt: Instant,
  fingerprint: z.string(),
});
/** `PUT /v1/contact-centers/{orgId}/{contactCenter}`: create or change a tenant. */
export const ContactCenterBody = z.strictObject({
  displayName: z.string().min(1).max(255),
  /** Origin of Salesforce's telephony API (`scrtUrl`). */
  scrtUrl: z.url(),
  /** Who signs the tokens for Salesforce's voice API (design: exactly one signer per contact center). */
  signer: z.enum(["server", "org"]),
  queues: z
    .array(z.strictObject({ queueId: z.string().min(1).max(255), name: z.string().min(1).max(255) }))
    .max(1000)
    .default([]),
  /** Numbers of the contact center that agents may show when they call somebody, E.164. */
  phoneNumbers: z
    .array(z.string().regex(/^\+[1-9][0-9]{1,14}$/, "must be a number with + and country code"))
    .max(1000)
    .default([]),
  /** ISO 3166 country of numbers written without country code; null: only numbers with + can be dialed. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be two capital letters")
    .nullable()
    .default(null),
});
export const ContactCenterView = ContactCenterBody.extend({
  orgId: OrgId,
  contactCenter: ContactCenterName,
  createdAt: Instant,
});
/** `PUT /v1/contact-centers/{orgId}/{contactCenter}/agents/{username}`. Answer: `AgentCreated`. */
export const AgentBody = z.strictObject({
  displayName: z.string().min(1).max(255),
  /** Practice log-in; stored hashed. Null: this agent cannot log in with a password. */
  password: z.string().min(8).max(256).nullable(),
  capacity: z.number().int().min(1).max(10).default(1),
  supervisor: z.boolean().default(false),
  /** Id of the Salesforce user, by which a transcript names the agent; null: it names them by username. */
  salesforceUserId: z
    .string()
    .regex(/^005[0-9A-Za-z]{12}([0-9A-Za-z]{3})?$/, "must be the id of a Salesforce user")
    .nullable()
    .default(null),
});
export const AgentCreated = z.object({ agentId: Id, username: Username, displayName: z.string() });
export const Health = z.object({
  status: z.enum(["ok", "starting", "failing"]),
  version: z.string(),
  store: z.enum(["pglite", "postgresql"]),
});
