import type { SignedRecordingUrlResult } from "@salesforce/scv-connector-base";
import { codeOf } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { RecordingOf } from "../core/recordings.ts";
import type { Library } from "./library.ts";

/**
 * The record page's question for a recording (guide, chapter 11, getSignedRecordingUrl). It always resolves: a rejection loses
 * the callId, and the page could not tell which request has failed. The page hears no reason; ours is in the log.
 */
export async function signedRecordingUrl(
  { core, library }: { readonly core: Core; readonly library: Library },
  of: RecordingOf,
  callId: unknown,
): Promise<SignedRecordingUrlResult> {
  const about = typeof callId === "string" ? { callId } : {};
  const failed = (reason: string) => {
    core.log.info("recording.no-url", { reason });
    return new library.SignedRecordingUrlResult({ success: false, ...about });
  };
  try {
    const { state, url, durationSeconds } = await core.recordings.signedUrl(of);
    if (url === null) return failed(`recording.${state}`);
    const duration = durationSeconds === null ? {} : { duration: durationSeconds };
    return new library.SignedRecordingUrlResult({ success: true, url, ...duration, ...about });
  } catch (error) {
    return failed(codeOf(error));
  }
}
