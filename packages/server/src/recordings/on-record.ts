import type { Call, Leg } from "@partner-telephony/calls";
import type { UpdateVoiceCall } from "@partner-telephony/salesforce-voice";
import type { Queryable } from "../store/database.ts";
import { listCallEvents } from "../store/statements/list-call-events.ts";
import { conversationStart, recordedMs } from "./recorded-time.ts";

/**
 * The recording as the final update of a VoiceCall lists it (guide, chapter 11, Call Recordings). Every VoiceCall of a call lists
 * the call's one recording. It is told before the file is here: whoever asks for it earlier hears "not yet", so that a slow
 * telephony system never holds up the record. Empty: nothing of this VoiceCall was recorded.
 */
export async function recordingOnRecord(
  db: Queryable,
  tenant: string,
  call: Call,
  leg: Leg,
  locationOf: ((callId: string) => string) | null,
): Promise<Pick<UpdateVoiceCall, "recordingLocation" | "totalRecordingDuration">> {
  const start = conversationStart(call);
  const span = spanOf(call, leg);
  if (locationOf === null || start === null || span === null) return {};
  const events = (await listCallEvents(db, tenant, call.callId)).map(({ event }) => event);
  if (recordedMs(events, Math.max(start, span.from), span.to) === 0) return {};
  return {
    recordingLocation: locationOf(call.callId),
    totalRecordingDuration: Math.round(recordedMs(events, start, span.to) / 1000),
  };
}

/** From the first to the last moment that somebody of this VoiceCall was on the line. */
function spanOf(call: Call, { vendorCallKey }: Leg): { from: number; to: number } | null {
  const own = Object.values(call.legs).filter((leg) => leg.vendorCallKey === vendorCallKey);
  const from = own.flatMap(({ connectedAt }) => connectedAt ?? []);
  const to = own.flatMap(({ endedAt }) => endedAt ?? []);
  return from.length === 0 || to.length === 0 ? null : { from: Math.min(...from), to: Math.max(...to) };
}
