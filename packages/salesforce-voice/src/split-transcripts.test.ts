import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped, splitTranscripts } from "./split-transcripts.ts";

const messages = fc.array(
  fc.record({
    vendorCallKey: fc.integer({ min: 1, max: 12 }).map((call) => `call-${call}`),
    participantId: fc.constantFrom("customer", "agent", "supervisor"),
    startTime: fc.integer({ min: 0, max: 50 }),
  }),
  { maxLength: 150 },
);

describe("cutting transcripts into requests", () => {
  it("loses and repeats none", () => {
    fc.assert(
      fc.property(messages, (given) => {
        const sent = splitTranscripts(given).flat();
        expect(sent).toHaveLength(given.length);
        expect(new Set(sent)).toEqual(new Set(given));
      }),
    );
  });

  it("keeps every request within 5 calls × 5 messages and makes no empty one", () => {
    fc.assert(
      fc.property(messages, (given) => {
        for (const request of splitTranscripts(given)) {
          const calls = grouped(request, (message) => message.vendorCallKey);
          expect(calls.length).toBeGreaterThan(0);
          expect(calls.length).toBeLessThanOrEqual(5);
          for (const call of calls) expect(call.length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it("never sends a later part of a call before an earlier one", () => {
    fc.assert(
      fc.property(messages, (given) => {
        const latest = new Map<string, number>();
        for (const request of splitTranscripts(given)) {
          for (const call of grouped(request, (message) => message.vendorCallKey)) {
            const key = call[0]?.vendorCallKey ?? "";
            const times = call.map((message) => message.startTime);
            expect(Math.min(...times)).toBeGreaterThanOrEqual(latest.get(key) ?? 0);
            latest.set(key, Math.max(...times));
          }
        }
      }),
    );
  });

  it("groups one participant's messages within a request, each in order of time", () => {
    const at = (participantId: string, startTime: number) => ({ vendorCallKey: "call", participantId, startTime });
    const given = [at("agent", 3), at("customer", 1), at("agent", 2), at("customer", 4)];
    const expected = [at("customer", 1), at("customer", 4), at("agent", 2), at("agent", 3)];
    expect(splitTranscripts(given)).toEqual([expected]);
  });
});
