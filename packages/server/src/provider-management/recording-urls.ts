import type { RecordingUrls } from "@partner-telephony/api";
import type { z } from "zod";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import { signedRecordingUrl, type RecordingUrlDeps } from "../recordings/recording-urls.ts";

const MINUTE_MS = 60_000;
/** Einstein and universal playback take no address that is good for less (guide, chapter 15). */
const LEAST_MS = 5 * MINUTE_MS;
/** Addresses end at a whole second, which must not cost the last minute. */
const SECOND_MS = 1_000;
const AT_ONCE = 20;

type Recording = z.output<typeof RecordingUrls>["recordings"][number];

/**
 * One answer for each key, in the order asked.
 * @throws ProblemError `recording.insecure-address`: Salesforce plays over https only
 */
export async function recordingUrls(
  deps: RecordingUrlDeps,
  tenant: TenantId,
  keys: readonly string[],
): Promise<z.output<typeof RecordingUrls>> {
  const livesMs = Math.max(deps.urlLivesMs, LEAST_MS);
  const one = async (vendorCallKey: string): Promise<Recording> => {
    const { state, url } = await signedRecordingUrl(deps, tenant, { vendorCallKey }, livesMs + SECOND_MS);
    if (url !== null && !url.startsWith("https:")) throw new ProblemError("recording.insecure-address");
    return { vendorCallKey, state, url, expiresInMinutes: url === null ? null : Math.floor(livesMs / MINUTE_MS) };
  };
  const recordings: Recording[] = [];
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    recordings.push(...(await Promise.all(keys.slice(from, from + AT_ONCE).map(one))));
  }
  return { recordings };
}
