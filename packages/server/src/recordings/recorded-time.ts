import type { Call, CallEvent, Leg } from "@partner-telephony/calls";

/** Milliseconds between two instants in which the call was recorded: from start to stop, without pauses. */
export function recordedMs(events: readonly CallEvent[], from: number, to: number): number {
  let since: number | null = null;
  let total = 0;
  const stop = (at: number): void => {
    if (since !== null) total += Math.max(0, Math.min(at, to) - Math.max(since, from));
    since = null;
  };
  for (const { type, at } of events) {
    if (type === "recordingStarted" || type === "recordingResumed") since ??= at;
    else if (type === "recordingPaused" || type === "recordingStopped") stop(at);
  }
  stop(to);
  return total;
}

/** When two had each other on the line for the first time: before that there is nothing to record. Null: they never had. */
export function conversationStart(call: Call): number | null {
  const connected = Object.values(call.legs).flatMap((leg: Leg) =>
    leg.connectedAt === null || leg.participantType === "Supervisor" ? [] : [leg.connectedAt],
  );
  return connected.toSorted((one, other) => one - other)[1] ?? null;
}
