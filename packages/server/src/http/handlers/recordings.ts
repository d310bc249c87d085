import { Readable } from "node:stream";
import { readByteRange } from "../../recordings/byte-range.ts";
import { readAudio } from "../../recordings/read-audio.ts";
import { signedRecordingUrl } from "../../recordings/recording-urls.ts";
import { findRecording } from "../../recordings/sql/find-recording.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

const refusals = {
  "unknown-call": "call.unknown",
  another: "recording.exists",
  "too-large": "recording.too-large",
} as const;

export function recordingHandlers(deps: EdgeDeps) {
  const { db, engine, recordingUrls } = deps;
  return {
    async offerRecording({ asker, params, body, origin }: Ask<"offerRecording">): Promise<Answer> {
      const taken = await engine.recording(asker.tenant, params["callId"] as string, body, origin.traceparent);
      if ("refused" in taken) throw new ProblemError(refusals[taken.refused]);
      return { body: { recordingId: body.recordingId, repeated: taken.repeated } };
    },

    /** Any agent of the contact center: who sees a VoiceCall, and who may hear it, Salesforce decides. */
    async signRecordingUrl({ asker, query }: Ask<"signRecordingUrl">): Promise<Answer> {
      return { body: await signedRecordingUrl(recordingUrls, asker.tenant, query), headers: NOT_KEPT };
    },

    async playRecording({ asker, params, range }: Ask<"playRecording">): Promise<Answer> {
      const callId = params["callId"] as string;
      const found = await findRecording(db, asker.tenant, callId);
      if (found?.state !== "stored") throw new ProblemError("recording.unknown");
      const { bytes, mediaType } = found;
      const part = readByteRange(range, bytes);
      if (part === "unsatisfiable") {
        throw new ProblemError("recording.range-outside", { headers: { "content-range": `bytes */${bytes}` } });
      }
      const { from, to } = part ?? { from: 0, to: bytes - 1 };
      return {
        ...(part === null ? {} : { status: 206 }),
        headers: {
          ...NOT_KEPT,
          "content-type": mediaType,
          "content-length": String(to - from + 1),
          "accept-ranges": "bytes",
          // The record page is of another site and may ask for isolation.
          "cross-origin-resource-policy": "cross-origin",
          ...(part === null ? {} : { "content-range": `bytes ${from}-${to}/${bytes}` }),
        },
        body: Readable.from(readAudio(db, asker.tenant, callId, { from, to })),
      };
    },
  };
}

/** A signed address lets in whoever has it, and a recording is heard by whoever is let in: neither stays in a cache. */
const NOT_KEPT = { "cache-control": "private, no-store" };
