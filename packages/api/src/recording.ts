import { z } from "zod";
import { Id, Instant } from "./ids.ts";

/** What a browser plays, and a telephony system may offer. */
export const RecordingMediaType = z.enum(["audio/wav", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/flac"]);
export type RecordingMediaType = z.infer<typeof RecordingMediaType>;

/**
 * Body of `POST /v1/calls/{callId}/recordings`, signed like a fact: the call has ended, and its one recording can be fetched from
 * the telephony system (`GET /v1/recordings/{recordingId}`, with the bearer of requests), or there is none and never will be.
 * `recordingId` makes a repeat harmless.
 */
export const RecordingBody = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("ready"),
    recordingId: Id,
    mediaType: RecordingMediaType,
    bytes: z.number().int().positive(),
    /** When its first sample was spoken. */
    startedAt: Instant,
    /** Of the audio: what was said while recording was paused is not in it. */
    durationMs: z.number().int().nonnegative(),
  }),
  z.strictObject({ state: z.literal("none"), recordingId: Id }),
]);
export type RecordingBody = z.infer<typeof RecordingBody>;
export const RecordingTaken = z.object({ recordingId: Id, repeated: z.boolean() });

/** Query of `GET /v1/recording-urls`: the VoiceCall whose recording an agent wants to hear, by either of the two. */
export const RecordingUrlQuery = z
  .strictObject({
    vendorCallKey: z.string().min(1).max(255).optional(),
    /** As it stands on the VoiceCall (`recordingLocation`). */
    recordingUrl: z.string().min(1).max(1_000).optional(),
  })
  .refine((query) => query.vendorCallKey !== undefined || query.recordingUrl !== undefined, {
    path: ["vendorCallKey"],
    error: "must be there, or recordingUrl",
  });
export type RecordingUrlQuery = z.infer<typeof RecordingUrlQuery>;

/** `pending`: not yet, ask again. `none`: there never will be one. */
export const RecordingState = z.enum(["ready", "pending", "none"]);
export const SignedRecordingUrl = z.object({
  state: RecordingState,
  /** Salesforce takes at most 1,000 characters (guide, chapter 11, Call Recordings). Null unless ready. */
  url: z.string().max(1_000).nullable(),
  durationSeconds: z.number().nonnegative().nullable(),
  expiresAt: Instant.nullable(),
});
export type SignedRecordingUrl = z.infer<typeof SignedRecordingUrl>;

/** Query of `GET /v1/recordings/{callId}`. The signature is over the other two and the call. */
export const SignedUrlQuery = z.strictObject({
  tenant: z.string().min(1).max(200),
  /** Epoch seconds. */
  expires: z.string().regex(/^[1-9][0-9]{0,11}$/, "must be epoch seconds"),
  signature: z.string().min(1).max(100),
});
