import { expect, it } from "vitest";
import { logRows } from "./log-rows.ts";
import { phoneNumberFault } from "./phone-number.ts";
import { duration, sentenceCase } from "./words.ts";

it.each([
  [0, "0:00"],
  [-5_000, "0:00"],
  [61_999, "1:01"],
  [3_600_000, "1:00:00"],
  [36_061_000, "10:01:01"],
])("%i ms is %s", (ms, text) => expect(duration(ms)).toBe(text));

it("reads event types to people", () => {
  expect(sentenceCase("afterConversationWorkStarted")).toBe("After conversation work started");
});

it.each(["+1 415 555 0100", "(415) 555-0100", "112", " 0041/44.123 "])("takes %s as a number", (text) => {
  expect(phoneNumberFault(text)).toBeNull();
});
it.each(["", "  ", "abc", "12", "+", "1".repeat(16), "12a4", "+1+2345"])("has a sentence for %j", (text) => {
  expect(phoneNumberFault(text)).toMatch(/^[A-Z].+\.$/);
});

it("shows a log newest first, with whom and why", () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  const line = (version: number, type: string, event: object) => ({
    version,
    at,
    type,
    traceparent: null,
    event: { ...event },
  });
  const rows = logRows({
    callId: "c",
    phase: "ended",
    events: [
      line(1, "legAdded", { legId: "l", participantType: "Initial_Caller" }),
      line(2, "legEnded", { legId: "l", reason: "hungUp" }),
    ],
  });
  expect(rows.map(({ version, label, subject }) => [version, label, subject])).toEqual([
    [2, "Leg ended", "Customer, hung up"],
    [1, "Leg added", "Customer"],
  ]);
  expect(rows[0]!.instant).toBe("2026-01-02T03:04:05.006Z");
});
