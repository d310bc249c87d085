import type { CallRow } from "./active-calls.ts";

/** The chosen call when somebody on it can be heard, else the newest such call; null: nobody can. */
export function transcribable(calls: readonly CallRow[], chosenCallId: string | null): CallRow | null {
  const heard = calls.filter((call) => call.speakers.length > 0);
  return heard.find((call) => call.callId === chosenCallId) ?? heard[0] ?? null;
}
