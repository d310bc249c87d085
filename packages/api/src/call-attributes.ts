import { z } from "zod";

/**
 * What is known of a call when it arrives, such as what the caller entered: API names of VoiceCall fields (`Reason__c`,
 * `RecordTypeId`) and their values. They go to Salesforce as they are, and into no log of ours.
 */
export const CallAttributes = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, "must be the API name of a field"),
    z.union([z.string().max(4_000), z.number(), z.boolean(), z.null()]),
  )
  .refine((attributes) => Object.keys(attributes).length <= 50, { error: "must be at most 50 fields" });
export type CallAttributes = z.infer<typeof CallAttributes>;
