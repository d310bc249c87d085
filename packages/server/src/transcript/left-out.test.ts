import type { CallEvent } from "@partner-telephony/calls";
import { describe, expect, it } from "vitest";
import { whyLeftOut } from "./left-out.ts";

const [caller, agent, third] = ["caller", "agent", "third"];
type Text = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, "v"> : never) : never;
const events = (...given: Text[]): CallEvent[] =>
  [
    { type: "legAdded", legId: caller, participantType: "Initial_Caller", at: 0 } as Text,
    { type: "legAdded", legId: agent, participantType: "Agent", at: 0 } as Text,
    ...given,
  ].map((event) => ({ v: 1, ...event }) as CallEvent);
const said = (startedAt: number, endedAt: number, legId = agent) => ({
  utteranceId: "u",
  legId,
  text: "x",
  startedAt,
  endedAt,
});

describe("what may not be told to Salesforce", () => {
  const pause = events({ type: "recordingPaused", at: 100 }, { type: "recordingResumed", at: 200 });

  it.each([
    ["before the pause", 10, 99, null],
    ["one word into the pause", 10, 100, "recordingPaused"],
    ["within the pause", 120, 150, "recordingPaused"],
    ["out of the pause", 199, 300, "recordingPaused"],
    ["around the pause", 10, 300, "recordingPaused"],
    ["after the pause", 200, 210, null],
  ] as const)("speech %s", (_when, start, end, why) => {
    expect(whyLeftOut(pause, said(start, end))).toBe(why);
  });

  it("is everything after a pause that nobody has ended", () => {
    expect(whyLeftOut(events({ type: "recordingPaused", at: 100 }), said(9_000, 9_001))).toBe("recordingPaused");
  });

  it("is what anybody says while the customer is on hold", () => {
    const hold = events({ type: "legHeld", legId: caller, at: 100 }, { type: "legResumed", legId: caller, at: 200 });
    expect([caller, agent, third].map((legId) => whyLeftOut(hold, said(150, 150, legId)))).toEqual([
      "onHold",
      "onHold",
      "onHold",
    ]);
    expect(whyLeftOut(hold, said(250, 250))).toBeNull();
  });

  it("is what somebody else on hold says, while the others go on", () => {
    const hold = events({ type: "legHeld", legId: third, at: 100 });
    expect(whyLeftOut(hold, said(150, 150, third))).toBe("onHold");
    expect(whyLeftOut(hold, said(150, 150, agent))).toBeNull();
  });

  it("follows a swap from one to the other", () => {
    const swap = events({ type: "legsSwapped", heldLegId: third, resumedLegId: caller, at: 100 });
    const begun = events({ type: "legHeld", legId: caller, at: 50 }, ...swap.slice(2));
    expect(whyLeftOut(begun, said(60, 60))).toBe("onHold");
    expect(whyLeftOut(begun, said(150, 150))).toBeNull();
    expect(whyLeftOut(begun, said(150, 150, third))).toBe("onHold");
  });
});
