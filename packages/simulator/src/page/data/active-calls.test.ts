import { describe, expect, it } from "vitest";
import type { CallView } from "@partner-telephony/api";
import { activeCalls } from "./active-calls.ts";
import type { SwitchCallData } from "./backend.ts";
import type { LegData } from "./words.ts";

const leg = (legId: string, participantType: LegData["participantType"], rest: Partial<LegData> = {}): LegData => ({
  legId,
  participantType,
  state: "connected",
  held: false,
  muted: false,
  number: null,
  ...rest,
});
const call = (...legs: LegData[]): SwitchCallData => ({ callId: "c", startedAt: 1_000, recording: false, legs });
const caller = (rest: Partial<LegData> = {}) => leg("caller", "Initial_Caller", { number: "+1415", ...rest });
const view = (rest: Partial<CallView> = {}) =>
  ({
    callId: "c",
    phase: "ringing",
    startedAt: 1_000,
    participants: [
      { legId: "caller", participantType: "Initial_Caller", state: "ringing", name: "Ada", phoneNumber: "+1415" },
    ],
    ...rest,
  }) as CallView;
const labels = (calls: SwitchCallData[]) =>
  activeCalls(calls, [], 0)[0]!.legs.flatMap(({ acts }) => acts.map((act) => act.label));

describe("what the far end can do", () => {
  it("a caller who waits or talks can hang up, and agents act in the console only", () => {
    expect(labels([call(caller({ state: "ringing" }), leg("a", "Agent", { state: "ringing" }))])).toEqual([
      "Customer hangs up",
    ]);
    expect(labels([call(caller(), leg("a", "Agent"))])).toEqual(["Customer hangs up"]);
  });
  it("whoever was called can answer or refuse", () => {
    const acts = [
      "Customer answers",
      "Customer is busy",
      "Customer does not answer",
      "Customer cannot be reached",
      "Number does not exist",
    ];
    expect(labels([call(leg("a", "Agent"), caller({ state: "ringing" }))])).toEqual(acts);
    const third = leg("t", "Third_Party", { state: "ringing" });
    expect(labels([call(caller(), leg("a", "Agent"), third)])).toContain("Third party answers");
  });
  it("nobody acts on a leg that has ended", () => {
    expect(labels([call(caller({ state: "ended" }), leg("a", "Agent"))])).toEqual([]);
  });
});

describe("one list of two sources", () => {
  it("has the server's name and phase beside the switch's legs", () => {
    const rows = activeCalls([call(caller({ state: "ringing" }))], [view()], 62_000);
    expect(rows).toMatchObject([{ title: "Ada", about: "+1415", state: "Ringing", duration: "1:01", note: "" }]);
  });
  it.each([
    ["Inbound", "Inbound call · +1415"],
    ["Outbound", "Outbound call · +1415"],
    ["Callback", "Callback · +1415"],
  ] as const)("says who called whom: %s", (callType, about) => {
    expect(activeCalls([call(caller())], [view({ callType })], 0)[0]!.about).toBe(about);
    expect(activeCalls(null, [view({ callType })], 0)[0]!.about).toBe(about);
  });
  it("says when the server has not heard of a call", () => {
    expect(activeCalls([call(caller())], [], 0)[0]!.note).toContain("does not have this call yet");
    expect(activeCalls([call(caller())], null, 0)[0]!.note).toBe("");
  });
  it("keeps a call that only after conversation work holds open, but none that has ended", () => {
    const rows = activeCalls([], [view({ phase: "afterConversationWork" }), view({ callId: "d", phase: "ended" })], 0);
    expect(rows.map((row) => [row.callId, row.state])).toEqual([["c", "After conversation work"]]);
  });
  it("says of a callback that nobody has accepted that the customer is still to be dialed", () => {
    const [waits] = activeCalls([], [view({ callType: "Callback", phase: "waiting" })], 0);
    expect(waits).toMatchObject({ note: expect.stringContaining("dialed then"), legs: [{ state: "Not dialed yet" }] });
    expect(activeCalls([], [view({ callType: "Inbound" })], 0)[0]!.note).toBe("The switch no longer has it.");
  });
  it("works out the state alone when the server is down", () => {
    const stateOf = (...legs: LegData[]) => activeCalls([call(...legs)], null, 0)[0]!.state;
    expect(stateOf(caller({ state: "ringing" }))).toBe("Waiting");
    expect(stateOf(caller({ state: "ringing" }), leg("a", "Agent", { state: "ringing" }))).toBe("Ringing");
    expect(stateOf(caller(), leg("a", "Agent"))).toBe("Connected");
  });
  it("shows the newest first", () => {
    const rows = activeCalls([call(caller()), { ...call(caller()), callId: "new", startedAt: 9_000 }], null, 9_000);
    expect(rows.map((row) => row.callId)).toEqual(["new", "c"]);
  });
});
