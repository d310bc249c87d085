import { customerIsOnHold } from "../calls/say.ts";
import { openTalkers, type Call, type Leg } from "../calls/state.ts";
import { applyChange, type Change } from "../calls/work.ts";

/** A stretch of a call that is on its recording: who is heard in it, each as a tone. Instants in epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Hertz, one for each who speaks; none is silence. */
  readonly tones: readonly number[];
}

const LOWEST_HZ = 400;
const APART_HZ = 150;
/** Below half of the sample rate; the 21st leg of a call sounds like its first. */
const TONES = 20;

/** The tone of a leg, by its place among the legs of its call. The caller of an inbound call has 400 Hz. */
export const toneOf = (place: number): number => LOWEST_HZ + APART_HZ * (place % TONES);

/**
 * What the recording of a call consists of, from what has happened on the call. It begins once two could talk. Everybody who is
 * connected speaks all the time: a tone each, silent while muted, on hold or listening in, and all silent while the customer is
 * on hold. What was paused is not silence, it is not there: the stretch after it follows at once.
 */
export function scoreOf(changes: readonly Change[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let call: Call | undefined;
  let hasBegun = false;
  let since = 0;
  for (const change of changes) {
    const at = Math.max(since, change.facts[0]?.at ?? since);
    if (call && hasBegun && isRecording(call) && at > since) {
      stretches.push({ from: since, to: at, tones: tonesOf(call) });
    }
    call = applyChange(call, change);
    hasBegun ||= call !== undefined && openTalkers(call).filter(isConnected).length > 1;
    since = at;
  }
  return stretches;
}

const isRecording = (call: Call): boolean => call.endedAt === null && call.recording === "recording";
const isConnected = (leg: Leg): boolean => leg.state === "connected";

function tonesOf(call: Call): number[] {
  if (customerIsOnHold(call)) return [];
  return call.legs.flatMap((leg, place) => (isHeard(leg) ? [toneOf(place)] : []));
}

const isHeard = (leg: Leg): boolean =>
  isConnected(leg) && !leg.held && !leg.muted && (leg.participantType !== "Supervisor" || leg.bargedIn);

/** Somebody wanted this call to be recorded, whether or not there was anything to record. */
export const wasRecorded = (changes: readonly Change[]): boolean =>
  changes.some(({ facts }) =>
    facts.some((fact) => (fact.type === "callArrived" && fact.recording) || fact.type === "recordingStarted"),
  );

export const durationMs = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);
