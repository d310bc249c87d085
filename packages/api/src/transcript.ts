import { z } from "zod";
import { Id, Instant } from "./ids.ts";

/**
 * Body of `POST /v1/calls/{callId}/utterances`, signed like a fact: what somebody said, heard by the telephony system.
 * `utteranceId` makes a repeat harmless and is the messageId in Salesforce. The leg says who spoke.
 */
export const UtteranceBody = z
  .strictObject({
    utteranceId: Id,
    legId: Id,
    text: z.string().trim().min(1).max(4_000),
    startedAt: Instant,
    endedAt: Instant,
  })
  .refine(({ startedAt, endedAt }) => endedAt >= startedAt, {
    path: ["endedAt"],
    error: "must not be before startedAt",
  });
export type UtteranceBody = z.infer<typeof UtteranceBody>;

/** Why speech is neither sent nor stored. */
export const LeftOut = z.enum(["recordingPaused", "onHold"]);
export type LeftOut = z.infer<typeof LeftOut>;

/** Stored and on its way, known already, or left out by rule: the telephony system need not send it again. */
export const UtteranceTaken = z.object({ utteranceId: Id, repeated: z.boolean(), leftOut: LeftOut.nullable() });
