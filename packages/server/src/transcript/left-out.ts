import type { LeftOut } from "@partner-telephony/api";
import type { CallEvent } from "@partner-telephony/calls";
import type { Utterance } from "./store-utterance.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

type Change = "begins" | "ends" | null;

/** When something was so, by the events that begin and end it. What has not ended goes on. */
function spans(events: readonly CallEvent[], changeOf: (event: CallEvent) => Change): Span[] {
  const found: Span[] = [];
  let from: number | null = null;
  for (const event of events) {
    const change = changeOf(event);
    if (change === "begins") from ??= event.at;
    if (change !== "ends" || from === null) continue;
    found.push({ from, to: event.at });
    from = null;
  }
  return from === null ? found : [...found, { from, to: Infinity }];
}

const recordingPause = (event: CallEvent): Change => {
  if (event.type === "recordingPaused") return "begins";
  return event.type === "recordingResumed" || event.type === "recordingStopped" ? "ends" : null;
};

const holdOf =
  (legId: string) =>
  (event: CallEvent): Change => {
    if (event.type === "legHeld") return event.legId === legId ? "begins" : null;
    if (event.type === "legResumed" || event.type === "legEnded") return event.legId === legId ? "ends" : null;
    if (event.type !== "legsSwapped") return null;
    if (event.heldLegId === legId) return "begins";
    return event.resumedLegId === legId ? "ends" : null;
  };

const touches =
  ({ startedAt, endedAt }: Utterance) =>
  ({ from, to }: Span): boolean =>
    endedAt >= from && startedAt < to;

/**
 * Why this must not be told to Salesforce, judged by when it was said and not by when it arrives; null: it may. One word into
 * a pause and all of it goes, for it may be a card number. While the customer is on hold nobody's speech is taken (guide,
 * chapter 9; docs/facts/telephony-integration-api.md).
 */
export function whyLeftOut(events: readonly CallEvent[], utterance: Utterance): LeftOut | null {
  const customers = events.flatMap((event) =>
    event.type === "legAdded" && event.participantType === "Initial_Caller" ? [event.legId] : [],
  );
  const during = touches(utterance);
  if (spans(events, recordingPause).some(during)) return "recordingPaused";
  const held = [utterance.legId, ...customers].some((legId) => spans(events, holdOf(legId)).some(during));
  return held ? "onHold" : null;
}
