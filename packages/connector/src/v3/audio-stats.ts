import type { AudioStatistics, CallView } from "@partner-telephony/api";
import type { AudioStats, StatsInfo } from "@salesforce/scv-connector-base";
import type { Library } from "./library.ts";
import { vendorCallKeyOf } from "./phone-call.ts";

type Channel = NonNullable<AudioStatistics["input"]>;

/** Library 3.6.2 gives better and better scores beyond a delay of about 1 s, up to 98 of 5: longer is told as this long. */
const MOST_DELAY_MS = 950;

/**
 * What the agent's own leg has measured, for the Mean Opinion Score that Salesforce keeps with the call (guide, chapter 11). One
 * element for the whole leg: the library averages elements and sends nothing but the score. Null: nothing was measured; the
 * library would make a score of 0 of it.
 */
export function audioStats(library: Library, call: CallView, agentId: string): AudioStats | null {
  const legId = call.agents.find((agent) => agent.agentId === agentId)?.legId;
  const audio = call.participants.find((one) => one.legId === legId)?.audio;
  if (audio == null || (audio.input === null && audio.output === null)) return null;
  const element = new library.AudioStatsElement({
    ...(audio.input && { inputChannelStats: infoOf(library, audio.input) }),
    ...(audio.output && { outputChannelStats: infoOf(library, audio.output) }),
  });
  return new library.AudioStats({
    callId: vendorCallKeyOf(call, agentId),
    stats: [element],
    isAudioStatsCompleted: true,
  });
}

function infoOf(library: Library, { packetsCount, packetsLost, jitterBufferMs, roundTripMs }: Channel): StatsInfo {
  const jitterBufferMillis = Math.min(jitterBufferMs, MOST_DELAY_MS / 2);
  const roundTripTimeMillis = Math.min(roundTripMs, MOST_DELAY_MS - 2 * jitterBufferMillis);
  return new library.StatsInfo({ packetsCount, packetsLost, jitterBufferMillis, roundTripTimeMillis });
}
