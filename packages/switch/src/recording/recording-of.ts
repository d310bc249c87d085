import type { SwitchRecording } from "@partner-telephony/api";
import type { Call } from "../calls/state.ts";
import type { Change } from "../calls/work.ts";

/** Whether an open call is being recorded; of an ended one the file that the server was offered. */
export function recordingOf(call: Call, changes: readonly Change[]): SwitchRecording {
  if (call.endedAt === null) return { state: call.recording };
  const told = changes.flatMap(({ facts }) => facts).find((fact) => fact.type === "recordingOffered");
  if (told === undefined) return { state: "off" };
  if (told.offer.state === "none") return { state: "none" };
  const { mediaType, bytes, durationMs } = told.offer;
  return { state: "ready", mediaType, bytes, durationMs };
}
