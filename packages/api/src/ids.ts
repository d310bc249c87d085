import { z } from "zod";

/** UUIDv4, lower case, made at the edge. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, "must be a lower-case UUIDv4");
/** Salesforce org id, 15 characters. */
export const OrgId = z.string().regex(/^00D[0-9A-Za-z]{12}$/, "must be a 15-character org id that starts with 00D");
/** Contact center internal name: letters and digits (guide, chapter 4). */
export const ContactCenterName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/, "must be letters and digits");
/** Epoch milliseconds. */
export const Instant = z.number().int().nonnegative();
/** What a person or a switch wrote as a phone number; E.164 is worked out at the server's boundary, the raw text kept beside. */
export const RawNumber = z.string().trim().min(1).max(64);
/** Telephony user name of an agent: the Salesforce username. */
export const Username = z.string().trim().min(3).max(80);
export const Code = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/);

export type Id = z.infer<typeof Id>;
