import type { RecordingOffered } from "../calls/told.ts";
import type { Change, Edge } from "../calls/work.ts";
import { durationMs, scoreOf, wasRecorded } from "./score.ts";
import { waveBytes } from "./wave.ts";

/** What the server is told of the recording when a call has ended; null: nobody wanted it recorded. */
export function offerOf(changes: readonly Change[], edge: Edge): RecordingOffered | null {
  const callId = changes[0]?.callId;
  if (callId === undefined || !wasRecorded(changes)) return null;
  const said = { type: "recordingOffered", factId: edge.newId(), callId, at: edge.now() } as const;
  const stretches = scoreOf(changes);
  const [first] = stretches;
  if (first === undefined) return { ...said, offer: { state: "none" } };
  const file = { mediaType: "audio/wav", bytes: waveBytes(stretches), startedAt: first.from } as const;
  return { ...said, offer: { state: "ready", ...file, durationMs: durationMs(stretches) } };
}
