import { z } from "zod";

/**
 * What no org has confirmed, as switches (docs/stand-in-org.md lists source and doubt of each), and the documented
 * limits as numbers so that a test can reach them. The defaults follow the v60 text where it exists.
 */
export const Facts = z.strictObject({
  /** Create with a vendorCallKey that a record has: v59 text says the same record is given back, later text a new one. */
  duplicateVendorCallKey: z.enum(["same", "new"]).default("same"),
  /** A messageId that the conversation has already. */
  duplicateMessageId: z.enum(["dropped", "kept"]).default("dropped"),
  /** Is the 18-character org id accepted as `iss`? */
  issuer18: z.enum(["refused", "accepted"]).default("refused"),
  /** Longest `exp` − now: 180 is the older text (most likely v60), 86400 the v66 text. Seconds. */
  maxTokenLifetimeSeconds: z.number().int().min(1).max(86_400).default(180),
  /** Tolerance for clocks that differ, both ways. Seconds. */
  clockSkewSeconds: z.number().int().min(0).max(600).default(30),
  /** Does a token verify against a certificate that has expired since the import? */
  expiredCertificate: z.enum(["refused", "accepted"]).default("refused"),
  /** callAttributes sent as an object instead of a string. */
  callAttributesObject: z.enum(["refused", "accepted"]).default("refused"),
  /** Hold and interaction durations without recordingLocation: v66 text says they need it. */
  durationsWithoutRecording: z.enum(["written", "ignored"]).default("written"),
  /** Form of voiceCallId in the answer of create (samples: 15). */
  voiceCallIdLength: z.union([z.literal(15), z.literal(18)]).default(15),
  /** Form of organizationId in the setup message. */
  setupOrganizationIdLength: z.union([z.literal(15), z.literal(18)]).default(15),
  /** Type of isACWAllowed in the setup message. */
  isACWAllowedType: z.enum(["boolean", "text"]).default("boolean"),
  /** Status of omniFlow's `errors` body. */
  omniFlowFailureStatus: z.union([z.literal(200), z.literal(400)]).default(400),
  /** A CALL_STARTED of an inbound call without voiceCallId: does Omni-Channel make the record at once, or only a later PATCH? */
  resilientCallRecord: z.enum(["made-by-console", "made-by-update"]).default("made-by-update"),
  createsPerSecond: z.number().int().min(1).default(50),
  utterancesPerSecond: z.number().int().min(1).default(5_000),
  concurrentConversations: z.number().int().min(0).default(25_000),
});
export type Facts = z.infer<typeof Facts>;

export function defaultFacts(): Facts {
  return Facts.parse({});
}
