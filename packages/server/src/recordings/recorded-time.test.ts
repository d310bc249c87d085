import type { Call, CallEvent, Leg } from "@partner-telephony/calls";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationStart, recordedMs } from "./recorded-time.ts";

const event = (type: string, at: number) => ({ v: 1, type, at }) as CallEvent;

describe("recorded time", () => {
  const log = [
    event("recordingStarted", 1_000),
    event("recordingPaused", 5_000),
    event("recordingResumed", 8_000),
    event("recordingStopped", 10_000),
  ];

  it("leaves out pauses and what lies outside of the span", () => {
    expect(recordedMs(log, 0, 20_000)).toBe(6_000);
    expect(recordedMs(log, 2_000, 9_000)).toBe(4_000);
    expect(recordedMs(log, 5_000, 8_000), "all of it paused").toBe(0);
    expect(recordedMs(log.slice(0, 2), 0, 20_000), "paused until the end").toBe(4_000);
    expect(recordedMs(log.slice(0, 1), 0, 7_000), "still going on").toBe(6_000);
    expect(recordedMs([], 0, 7_000)).toBe(0);
  });

  it("of a span is that of its two halves together", () => {
    const times = fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, fc.nat(10_000), (at, middle) => {
        const names = ["recordingStarted", "recordingPaused", "recordingResumed", "recordingStopped"];
        const events = names.map((name, index) => event(name, at[index]!));
        expect(recordedMs(events, 0, middle) + recordedMs(events, middle, 10_000)).toBe(recordedMs(events, 0, 10_000));
      }),
    );
  });
});

describe("a conversation", () => {
  const call = (...legs: Partial<Leg>[]) => ({ legs: Object.fromEntries(legs.entries()) }) as unknown as Call;
  it("begins when the second of those who talk is there; a supervisor does not count", () => {
    expect(conversationStart(call({ connectedAt: 5 }, { connectedAt: null }))).toBeNull();
    expect(conversationStart(call({ connectedAt: 5 }, { connectedAt: 6, participantType: "Supervisor" }))).toBeNull();
    expect(conversationStart(call({ connectedAt: 9 }, { connectedAt: 5 }, { connectedAt: 12 }))).toBe(9);
  });
});
