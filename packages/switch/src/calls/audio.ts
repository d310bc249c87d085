import type { AudioStatistics } from "@partner-telephony/api";
import type { Call, Leg } from "./state.ts";

/** One packet each 20 ms, as G.711 is usually sent. */
const PACKET_MS = 20;

/** What a line loses and how long it takes. `poor` is what people complain of; the scores of the two lie far apart. */
const lines = {
  good: { loss: 0, jitterBufferMs: 20, roundTripMs: 40 },
  poor: { loss: 0.08, jitterBufferMs: 150, roundTripMs: 300 },
} as const;

/**
 * What the switch has measured at an agent's leg that ends: the customer's line is the only one that can be poor, and is so in both
 * directions. Nothing for others, or when nobody talked.
 */
export function audioOf(call: Call, leg: Leg, endsAt: number): { audio?: AudioStatistics } {
  if (leg.kind !== "agent" || leg.connectedAt === undefined) return {};
  const packetsCount = Math.floor((endsAt - leg.connectedAt) / PACKET_MS);
  if (packetsCount < 1) return {};
  const isPoor = call.legs.some(({ line }) => line === "poor");
  const { loss, jitterBufferMs, roundTripMs } = lines[isPoor ? "poor" : "good"];
  const channel = { packetsCount, packetsLost: Math.floor(packetsCount * loss), jitterBufferMs, roundTripMs };
  return { audio: { input: channel, output: channel } };
}
