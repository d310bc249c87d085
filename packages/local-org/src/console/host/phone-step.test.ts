import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorSentences, sentences } from "../labels.ts";
import { callMoves, moveCall } from "./call-moves.ts";
import { controlsOf, type ControlName } from "./controls.ts";
import { readFrame } from "./frames.ts";
import { idlePhone, type HostedCall, type Phone } from "./phone.ts";
import { step, type Input } from "./phone-step.ts";
import type { Effect } from "./step.ts";

const event = (telephonyEventType: string, telephonyEventPayload?: unknown) => ({
  type: "TELEPHONY_EVENT_DISPATCHED",
  payload: { telephonyEventType, telephonyEventPayload },
});
const hear = (phone: Phone, data: unknown, now = 1_000): { phone: Phone; effects: readonly Effect[] } =>
  step(phone, { type: "frame", frame: readFrame(data), now });
const loading = step(idlePhone, { type: "loading", isAfterConversationWorkAllowed: true }).phone;
const ready = hear(loading, { type: "CONNECTOR_READY", payload: {} }).phone;
const after = (...frames: unknown[]): Phone => frames.reduce<Phone>((phone, data) => hear(phone, data).phone, ready);
const call = (fields: object = {}) => ({ callId: "a", callType: "inbound", phoneNumber: "+1", ...fields });

describe("every payload shape of the wire is taken", () => {
  it.each([
    ["an array", [call()]],
    ["one call", call()],
    ["an object with calls", { calls: [call()] }],
    ["nothing", undefined],
  ])("HANGUP with %s ends the ringing call", (_, payload) => {
    expect(after(event("CALL_STARTED", call()), event("HANGUP", payload)).calls).toEqual([]);
  });

  it("HANGUP of a call that the console does not show changes nothing and is not told to the org", () => {
    const { phone, effects } = hear(after(event("CALL_STARTED", call())), event("HANGUP", [call({ callId: "b" })]));
    expect(phone.calls).toHaveLength(1);
    expect(effects).toEqual([]);
  });

  it.each([[false], [{ reason: "error" }], [call({ callId: "third" })], [undefined]])(
    "PARTICIPANT_REMOVED %j takes the third party away and leaves the customer",
    (payload) => {
      const added = event("PARTICIPANT_ADDED", { callId: "third", phoneNumber: "+2", initialCallHasEnded: false });
      const phone = after(event("CALL_CONNECTED", call()), added);
      expect(phone.calls[0]!.third).toMatchObject({ phoneNumber: "+2", isConnected: false });
      expect(hear(phone, event("PARTICIPANT_REMOVED", payload)).phone.calls[0]).toMatchObject({
        phase: "connected",
        third: null,
      });
    },
  );

  it("a third party that stays when the customer leaves is connected, though nothing else is said of it", () => {
    const added = event("PARTICIPANT_ADDED", { callId: "third", phoneNumber: "+2" });
    const phone = after(
      event("CALL_CONNECTED", call()),
      added,
      event("PARTICIPANT_CONNECTED", { initialCallHasEnded: true }),
    );
    expect(phone.calls[0]!.third).toMatchObject({ callId: "third", phoneNumber: "+2", isConnected: true });
  });

  it.each([[{ a: call() }], [[call()]], [undefined]])("HOLD_TOGGLE takes calls as %j", (calls) => {
    const held = event("HOLD_TOGGLE", { isCustomerOnHold: true, isThirdPartyOnHold: false, calls });
    expect(after(event("CALL_CONNECTED", call()), held).calls[0]!.isOnHold).toBe(true);
  });

  it("an agent sees how long the customer has waited, and hearing of the same hold again does not begin it anew", () => {
    const at = (phone: Phone, now: number, isCustomerOnHold: boolean) =>
      hear(phone, event("HOLD_TOGGLE", { isCustomerOnHold }), now).phone;
    const held = at(after(event("CALL_CONNECTED", call())), 60_000, true);
    expect(held.calls[0]!.heldSince).toBe(60_000);
    expect(at(held, 70_000, true).calls[0]!.heldSince).toBe(60_000);
    const resumed = at(held, 80_000, false);
    expect(resumed.calls[0]!.heldSince).toBeUndefined();
    expect(at(resumed, 90_000, true).calls[0]!.heldSince).toBe(90_000);
  });

  it("the end of one call answers nothing that was asked about another", () => {
    const both = after(event("CALL_CONNECTED", call()), event("CALL_STARTED", call({ callId: "b" })));
    const asked = step(both, { type: "asked", asked: { id: 1, type: "END_CALL", callId: "a" } }).phone;
    expect(hear(asked, event("HANGUP", [call({ callId: "b" })])).phone.asked).toHaveLength(1);
    expect(hear(asked, event("HANGUP", [call()])).phone.asked).toEqual([]);
  });

  it("a refusal that comes after the time-out takes the place of its sentence", () => {
    const late = hear(step(loading, { type: "no-setup-answer" }).phone, event("ERROR", { message: "CAN_NOT_LOG_IN" }));
    expect([late.phone.stage, late.phone.alerts.map(({ text }) => text)]).toEqual([
      "failed",
      [errorSentences["CAN_NOT_LOG_IN"]],
    ]);
  });

  it("an error name that is new is said as it came", () => {
    expect(after(event("ERROR", { message: "SOMETHING_NEW" })).alerts[0]!.text).toContain("SOMETHING_NEW");
  });

  it("a queued callback rings, and dials once it is accepted", () => {
    const callback = call({ callType: "callback" });
    const offered = hear(ready, event("QUEUED_CALL_STARTED", callback));
    expect(offered.effects).toContainEqual({ type: "announce", text: expect.stringContaining("called back") });
    const ringing = offered.phone;
    expect(ringing.calls[0]!.phase).toBe("ringing");
    const asked = step(ringing, { type: "asked", asked: { id: 1, type: "ACCEPT_CALL", callId: "a" } }).phone;
    const dialing = hear(asked, event("CALL_STARTED", callback)).phone;
    expect([dialing.calls[0]!.phase, dialing.asked]).toEqual(["dialing", []]);
  });

  it("an outbound call is dialed, never offered", () => {
    expect(after(event("CALL_STARTED", call({ callType: "Outbound" }))).calls[0]!.phase).toBe("dialing");
  });
});

describe("what was said of a request", () => {
  const asked = { id: 1, type: "END_CALL", callId: "a" } as const;
  const unanswered = (): Phone => {
    const phone = after(event("CALL_CONNECTED", call()), event("CALL_STARTED", call({ callId: "b" })));
    return step(step(phone, { type: "asked", asked }).phone, { type: "no-answer", asked }).phone;
  };
  const texts = (phone: Phone): string[] => phone.alerts.map(({ text }) => text);

  it("goes when its call changes state, and not with another call", () => {
    expect(texts(unanswered())).toHaveLength(1);
    expect(texts(hear(unanswered(), event("CALL_CONNECTED", call({ callId: "b" }))).phone)).toHaveLength(1);
    expect(texts(hear(unanswered(), event("HANGUP", [call()])).phone)).toEqual([]);
    expect(texts(step(unanswered(), { type: "closed", callId: "a" }).phone)).toEqual([]);
  });

  it("is said once: a late refusal takes the place of the time-out", () => {
    const late = hear(unanswered(), event("ERROR", { message: "CAN_NOT_END_THE_CALL" })).phone;
    expect(texts(late)).toEqual([errorSentences["CAN_NOT_END_THE_CALL"]]);
    expect(texts(hear(late, event("HANGUP", [call()])).phone)).toEqual([]);
  });

  it("goes when the same is asked again", () => {
    expect(texts(step(unanswered(), { type: "asked", asked: { ...asked, id: 2 } }).phone)).toEqual([]);
  });

  const status = { id: 1, type: "SET_AGENT_STATUS", callId: null } as const;
  const statusResult = (success: boolean) => event("SET_AGENT_STATUS_RESULT", { success });

  it("goes when the answer comes after all", () => {
    const late = step(step(ready, { type: "asked", asked: status }).phone, { type: "no-answer", asked: status }).phone;
    expect(texts(hear(late, event("MUTE_TOGGLE", { isMuted: true })).phone)).toHaveLength(1);
    expect(texts(hear(late, statusResult(true)).phone)).toEqual([]);
  });

  it("goes when a status that was refused is chosen again", () => {
    const refused = after(statusResult(false), event("ERROR", { message: "CAN_NOT_SET_AGENT_STATUS" }));
    expect(texts(refused)).toEqual([errorSentences["CAN_NOT_SET_AGENT_STATUS"]]);
    expect(texts(step(refused, { type: "asked", asked: status }).phone)).toEqual([]);
  });
});

describe("what a screen reader is told", () => {
  const inputOf = (one: Input | object): Input =>
    "payload" in one ? { type: "frame", frame: readFrame(one), now: 1_000 } : (one as Input);
  /** What the live region says after all of these. */
  function announced(...inputs: (Input | object)[]): string {
    let [phone, text] = [ready, ""];
    for (const one of inputs) {
      const next = step(phone, inputOf(one));
      phone = next.phone;
      for (const effect of next.effects) if (effect.type === "announce") text = effect.text;
    }
    return text;
  }
  const ended = [event("CALL_CONNECTED", call()), event("HANGUP", [call()])];
  const dial: Input = { type: "asked", asked: { id: 1, type: "DIAL", callId: null } };

  it("is the end of after conversation work that the agent finishes", () => {
    expect(announced(...ended, { type: "closed", callId: "a" })).toBe(sentences.wrapUpEnded);
  });

  it("is a new call being dialed, and nothing of the last one from the moment it is asked for", () => {
    const finished = [...ended, { type: "closed", callId: "a" } as const];
    expect(announced(...finished, dial)).toBe("");
    const started = event("CALL_STARTED", call({ callId: "b", callType: "Outbound", phoneNumber: "+2" }));
    expect(announced(...finished, dial, started)).toBe(sentences.nowDialing("+2"));
  });

  it("is nothing of a call that is over before it was answered, so that the same caller is announced anew", () => {
    const offered = event("CALL_STARTED", call());
    expect(announced(offered)).toBe(sentences.incoming("+1"));
    expect(announced(offered, event("HANGUP", [call({ reason: "error" })]))).toBe("");
  });

  it("is nothing of a call when the phone is logged out", () => {
    expect(announced(event("CALL_CONNECTED", call()), event("LOGOUT_RESULT", { success: true }))).toBe("");
  });
});

it("a refusal that comes after its call has ended is old news once another call begins", () => {
  const asked = { id: 1, type: "HOLD", callId: "a" } as const;
  const asking = step(after(event("CALL_CONNECTED", call())), { type: "asked", asked }).phone;
  const over = hear(asking, event("HANGUP", [call()])).phone;
  const refused = hear(over, event("ERROR", { message: "CAN_NOT_HOLD_CALL" })).phone;
  expect(refused.alerts.map(({ text }) => text)).toEqual([errorSentences["CAN_NOT_HOLD_CALL"]]);
  expect(hear(refused, event("CALL_STARTED", call({ callId: "b" }))).phone.alerts).toEqual([]);
});

it("a call that ends on hold, muted and unrecorded leaves nothing of that to after conversation work", () => {
  const talking = after(
    event("CALL_CONNECTED", call()),
    event("MUTE_TOGGLE", { isMuted: true }),
    event("HOLD_TOGGLE", { isCustomerOnHold: true }),
    event("RECORDING_TOGGLE", { isRecordingPaused: true }),
  );
  const { phone } = hear(talking, event("HANGUP", [call()]), 9_000);
  const none = { isMuted: false, isOnHold: false, heldSince: undefined, isRecordingPaused: false };
  expect(phone.calls).toEqual([
    expect.objectContaining({ phase: "afterConversationWork", phaseSince: 9_000, ...none }),
  ]);
});

it("why a dialed call was not answered is old news once another call begins", () => {
  const isBusy = event("ERROR", { customError: { labelName: "PhoneBusy", namespace: "c" } });
  const dialed = event("CALL_STARTED", call({ callType: "outbound" }));
  const unreached = after(dialed, event("HANGUP", call({ callType: "outbound" })), isBusy);
  expect(unreached.alerts).toHaveLength(2);
  expect(hear(unreached, event("CALL_STARTED", call({ callId: "b" }))).phone.alerts).toEqual([]);
  const lost = after(event("CALL_STARTED", call()), event("HANGUP", call()), isBusy);
  expect(hear(lost, event("CALL_STARTED", call({ callId: "b" }))).phone.alerts, "of no dialed call").toHaveLength(1);
});

describe("that the phone cannot reach its server", () => {
  const isOut = event("ERROR", { customError: { labelName: "PhoneServerUnreachable", namespace: "c" } });
  const sentence = "We couldn't find [c.PhoneServerUnreachable].";
  const texts = (phone: Phone): string[] => phone.alerts.map(({ text }) => text);
  const refusals = ["MUTE", "HOLD", "PAUSE_RECORDING", "SET_AGENT_STATUS", "LOGOUT"] as const;

  it("is not pushed out by what was tried meanwhile, nor by missed calls", () => {
    let phone = after(isOut);
    refusals.forEach((type, id) => {
      const asked = { id, type, callId: null };
      phone = step(step(phone, { type: "asked", asked }).phone, { type: "no-answer", asked }).phone;
    });
    for (const text of ["1", "2", "3", "4", "5"]) phone = step(phone, { type: "alert", kind: "notice", text }).phone;
    expect(texts(phone)).toEqual([sentence, "2", "3", "4", "5"]);
  });

  it("is said no more once the connector is ready anew, and its call is still the one that is shown", () => {
    const talking = hear(after(event("CALL_CONNECTED", call())), isOut).phone;
    const { phone } = hear(hear(talking, event("LOGIN_RESULT", { success: true })).phone, {
      type: "CONNECTOR_READY",
      payload: { capabilities: {}, callInProgress: { ...call(), state: "connected" } },
    });
    expect([texts(phone), phone.calls.map(({ phase }) => phase)]).toEqual([[], ["connected"]]);
  });
});

describe("the table of moves", () => {
  it("leads to after conversation work from a conversation alone", () => {
    for (const [name, row] of Object.entries(callMoves)) {
      for (const [from, to] of Object.entries(row)) {
        if (to === "afterConversationWork") expect(["connected", "afterConversationWork"], name).toContain(from);
      }
    }
  });

  it("never brings a call back from after conversation work", () => {
    for (const row of Object.values(callMoves))
      expect(["afterConversationWork", "over"]).toContain(row.afterConversationWork);
  });

  it("shows a call only because it was offered, dialed or connected", () => {
    const opening = Object.entries(callMoves).filter(([, row]) => row.none !== "none");
    expect(opening.map(([name]) => name)).toEqual(["offered", "dialed", "connected"]);
  });

  it("skips after conversation work in an org without it", () => {
    expect(moveCall("connected", "hungUp", false)).toBe("over");
  });
});

/** Said apart from the rules: what may be shown when. */
function mustNotBeThere(phone: Phone, hosted: HostedCall, name: ControlName): boolean {
  const { info } = hosted.call;
  const allowed: Record<ControlName, boolean> = {
    accept: hosted.phase === "ringing",
    decline: hosted.phase === "ringing",
    end: hosted.phase === "connected" || hosted.phase === "dialing",
    finish: hosted.phase === "afterConversationWork",
    mute: hosted.phase === "connected" && phone.capabilities.has("MUTE") && info.showMuteButton,
    record: hosted.phase === "connected" && phone.capabilities.has("RECORD") && info.showRecordButton,
    hold: hosted.phase === "connected" && phone.areCapabilitiesKnown,
    keypad: hosted.phase === "connected" && phone.areCapabilitiesKnown,
    addCaller: hosted.phase === "connected" && info.showAddCallerButton && hosted.third === null,
    swap: phone.capabilities.has("SWAP") && info.showSwapButton && hosted.third?.isConnected === true,
    merge: phone.capabilities.has("MERGE") && info.showMergeButton && hosted.third?.isConnected === true,
    removeThirdParty: hosted.third !== null,
  };
  return phone.stage !== "ready" || !allowed[name];
}

const eventTypes = [
  ...["CALL_STARTED", "QUEUED_CALL_STARTED", "CALL_CONNECTED", "CALL_UPDATED", "HANGUP", "AFTER_CALL_WORK_STARTED"],
  ...["WRAP_UP_ENDED", "MUTE_TOGGLE", "HOLD_TOGGLE", "RECORDING_TOGGLE", "PARTICIPANT_ADDED", "PARTICIPANT_CONNECTED"],
  ...["PARTICIPANT_REMOVED", "CALL_BARGED_IN", "SHOW_LOGIN", "LOGIN_RESULT", "LOGOUT_RESULT", "SET_AGENT_STATUS"],
  ...[
    "SET_AGENT_STATUS_RESULT",
    "ERROR",
    "INFO",
    "CALL_FAILED",
    "SUPERVISOR_HANGUP",
    "UPDATE_AUDIO_STATS_COMPLETED",
    "SHOW_STORAGE_ACCESS",
    "toString",
  ],
];
const flag = fc.constantFrom(true, false, undefined);
const anyCall = fc.record(
  {
    callId: fc.constantFrom("a", "b", "", 7, undefined),
    callType: fc.constantFrom("Inbound", "outbound", "Callback", "InternalCall", "?", 3, undefined),
    phoneNumber: fc.constantFrom("+14155550101", null, 5),
    state: fc.constantFrom("ringing", "connected", "ended", "Connected", undefined),
    agentStatus: fc.constantFrom("DeclinedByAgent", "toString", undefined),
    callInfo: fc.record({ showMuteButton: flag, muteEnabled: flag, showAddCallerButton: flag, endCallDisabled: flag }),
    callAttributes: fc.constantFrom({ participantType: "Initial_Caller" }, null, "x"),
    isMuted: flag,
    isCustomerOnHold: flag,
    success: flag,
    message: fc.constantFrom("CAN_NOT_ACCEPT_THE_CALL", "__proto__", undefined),
  },
  { requiredKeys: [] },
);
const payload = fc.oneof(anyCall, fc.array(anyCall, { maxLength: 3 }), fc.anything());
const frame = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(fc.constantFrom(...eventTypes), payload).map(([type, of]) => event(type, of) as unknown),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        capabilities: fc.dictionary(fc.constantFrom("MUTE", "RECORD", "SWAP", "MERGE"), flag),
        callInProgress: anyCall,
      })
      .map((of): unknown => ({ type: "CONNECTOR_READY", payload: of })),
  },
  { weight: 1, arbitrary: fc.anything() },
);
const requests = ["ACCEPT_CALL", "END_CALL", "HOLD", "SET_AGENT_STATUS", "CONFERENCE"] as const;
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: frame.map((data): Input => ({ type: "frame", frame: readFrame(data), now: 5 })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...requests)
      .chain((type) => fc.nat(3).map((id): Input => ({ type: "asked", asked: { id, type, callId: "a" } }))),
  },
  {
    weight: 1,
    arbitrary: fc.nat(3).map((id): Input => ({ type: "no-answer", asked: { id, type: "HOLD", callId: "a" } })),
  },
  { weight: 1, arbitrary: fc.constant<Input>({ type: "loading", isAfterConversationWorkAllowed: true }) },
);

describe("whatever frames come, in whatever order", () => {
  it("nothing throws, no call is shown twice, no control is there that must not be", () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 40 }), (inputs) => {
        let phone = ready;
        for (const one of inputs) {
          phone = step(phone, one).phone;
          const ids = phone.calls.map((hosted) => hosted.call.callId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(phone.alerts.length).toBeLessThanOrEqual(8);
          for (const hosted of phone.calls)
            for (const { name } of controlsOf(phone, hosted))
              expect([name, mustNotBeThere(phone, hosted, name)]).toEqual([name, false]);
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
