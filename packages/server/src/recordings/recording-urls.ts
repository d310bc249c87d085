import type { RecordingUrlQuery, SignedRecordingUrl } from "@partner-telephony/api";
import { Id } from "@partner-telephony/api";
import type { TenantId } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import { recordingPath, signUrl } from "./signed-url.ts";
import { findCallOfKey, findRecording, readRecordedCall } from "./sql/find-recording.ts";

export interface RecordingUrlDeps {
  readonly db: Queryable;
  readonly now: () => number;
  readonly secretKey: Buffer;
  /** Under which browsers reach this server: no slash at the end. */
  readonly publicUrl: () => string;
  /** So long an address is good. */
  readonly urlLivesMs: number;
  /** So long after a call's end its recording is awaited; then there is none. */
  readonly awaitsMs: number;
}

const nothing = { url: null, durationSeconds: null, expiresAt: null } as const;

/**
 * The recording of a VoiceCall, for somebody who may hear the contact center's. `pending`: not yet, ask again; `none`: there
 * never will be one (Salesforce stops asking, docs/facts/service-cloud-voice-apex.md, 2.5). Both the connector's and the
 * package's question end here.
 */
export async function signedRecordingUrl(
  deps: RecordingUrlDeps,
  tenant: TenantId,
  query: RecordingUrlQuery,
  livesMs = deps.urlLivesMs,
): Promise<SignedRecordingUrl> {
  const callId = await callOf(deps, tenant, query);
  const recording = callId === null ? null : await findRecording(deps.db, tenant, callId);
  if (callId === null || recording?.state === "none") return { state: "none", ...nothing };
  if (recording?.state !== "stored") {
    const awaited = recording !== null || (await isAwaited(deps, tenant, callId));
    return { state: awaited ? "pending" : "none", ...nothing };
  }
  const expires = Math.floor((deps.now() + livesMs) / 1000);
  return {
    state: "ready",
    url: signUrl(deps.secretKey, deps.publicUrl(), { tenant, callId, expires }),
    durationSeconds: recording.durationMs / 1000,
    expiresAt: expires * 1000,
  };
}

/** By the record's key; by its address where the key says nothing to us. */
async function callOf(
  { db }: RecordingUrlDeps,
  tenant: TenantId,
  { vendorCallKey, recordingUrl }: RecordingUrlQuery,
): Promise<string | null> {
  const byKey = vendorCallKey === undefined ? null : await findCallOfKey(db, tenant, vendorCallKey);
  if (byKey !== null || recordingUrl === undefined || !URL.canParse(recordingUrl)) return byKey;
  const { pathname } = new URL(recordingUrl);
  const callId = pathname.split("/").at(-1) ?? "";
  return Id.safeParse(callId).success && pathname.endsWith(recordingPath(callId)) ? callId : null;
}

/** Nothing has been offered yet: may something still come? */
async function isAwaited({ db, now, awaitsMs }: RecordingUrlDeps, tenant: TenantId, callId: string): Promise<boolean> {
  const call = await readRecordedCall(db, tenant, callId);
  if (call === null) return false;
  if (call.endedAt === null) return true;
  return call.wasRecorded && now() - call.endedAt < awaitsMs;
}
