import { afterEach, describe, expect, it } from "vitest";
import { errorSentences, sentences } from "../labels.ts";
import { Pair } from "../testing/pair.ts";
import type { Script } from "../testing/scripted-connector.ts";
import { ANSWER_WITHIN_MS } from "./connector-host.ts";

let pair: Pair;
const start = (script: Script = {}): Pair => (pair = new Pair(script));
afterEach(() => pair.close());

describe("a connector on the published library is set up", () => {
  it("hears the setup message with the contact center's settings and gets ready", async () => {
    start({ capabilities: { hasMute: true, hasRecord: false } });
    await pair.ready();
    expect(pair.connector.asked[0]).toEqual(["init", { organizationId: "00DLo0000000001", isACWAllowed: true }]);
    expect(pair.phone.capabilities.has("MUTE")).toBe(true);
    expect(pair.phone.capabilities.has("RECORD")).toBe(false);
    expect(pair.effects.at(-1)).toEqual({ type: "ready", callIds: [] });
  });

  it("whose capabilities are broken is ready with nothing enabled", async () => {
    start({ isBroken: true });
    await pair.ready();
    await pair.ring();
    expect(pair.phone.areCapabilitiesKnown).toBe(false);
    expect(pair.controls).toEqual(["accept", "decline"]);
    pair.ask("ACCEPT_CALL");
    await pair.until(() => pair.phase === "connected", "connected");
    expect(pair.controls).toEqual(["end"]);
  });

  it("that needs a login shows its login page in the height it asks for, and gets ready after it", async () => {
    start({ showLogin: true });
    pair.setUp();
    await pair.until(() => pair.phone.stage === "login", "login");
    expect(pair.phone.loginFrameHeight).toBe(300);
    await pair.page.publish("LOGIN_RESULT", new pair.page.library["GenericResult"]({ success: false }));
    await pair.until(() => pair.alerts.includes(sentences.logInFailed), "a refused login");
    expect(pair.phone.stage).toBe("login");
    await pair.page.publish("LOGIN_RESULT", new pair.page.library["GenericResult"]({ success: true }));
    await pair.until(() => pair.phone.stage === "ready", "ready");
    expect(pair.alerts).toEqual([]);
  });

  it.each([
    ["anything", () => new Error("no"), errorSentences["CAN_NOT_LOG_IN"]],
    ["a coded error", () => "INVALID_PARAMS", errorSentences["INVALID_PARAMS"]],
    [
      "a custom error whose label is missing",
      (library: Record<string, new (of: object) => unknown>) =>
        new library["CustomError"]!({ labelName: "NoSeat", namespace: "acme" }),
      "We couldn't find [acme.NoSeat].",
    ],
  ] as const)("that fails with %s says so in a sentence", async (_, initError, sentence) => {
    start({ initError: initError as NonNullable<Script["initError"]> });
    pair.setUp();
    await pair.until(() => pair.phone.stage === "failed", "failed");
    expect(pair.alerts).toEqual([sentence]);
  });

  it("that never answers is given up after ten seconds, and still gets ready when it answers late", async () => {
    start({ neverAnswers: ["init"] });
    pair.setUp();
    await pair.until(() => pair.frames.some(([way]) => way === "from-connector"), "its log, which is no answer");
    pair.clock.pass(ANSWER_WITHIN_MS - 1);
    expect(pair.phone.stage).toBe("loading");
    pair.clock.pass(1);
    expect(pair.phone.stage).toBe("failed");
    expect(pair.alerts).toEqual([sentences.noAnswer.setup]);
    await pair.page.publish("LOGIN_RESULT", new pair.page.library["GenericResult"]({ success: true }));
    await pair.until(() => pair.phone.stage === "ready", "ready");
  });

  it("whose session is taken away shows the login page and says that it may be used elsewhere", async () => {
    start();
    await pair.ready();
    await pair.page.publish(
      "LOGOUT_RESULT",
      new pair.page.library["LogoutResult"]({ success: true, loginFrameHeight: 280 }),
    );
    await pair.until(() => pair.phone.stage === "login", "login");
    expect(pair.phone.isTakenAway).toBe(true);
    expect(pair.alerts).toEqual([sentences.loggedOutElsewhere]);
  });

  it("that the agent logs out of shows the login page without a complaint", async () => {
    start();
    await pair.ready();
    pair.host.ask("LOGOUT");
    await pair.until(() => pair.phone.stage === "login", "login");
    expect([pair.phone.isTakenAway, pair.alerts, pair.phone.loginFrameHeight]).toEqual([false, [], 280]);
  });
});

describe("an inbound call", () => {
  it("rings, is accepted, ended and finished; the org hears each step once and in order", async () => {
    start();
    await pair.connected();
    pair.ask("END_CALL");
    await pair.until(() => pair.phase === "afterConversationWork", "after conversation work");
    await pair.page.publish("AFTER_CALL_WORK_STARTED", { callId: "call-1" });
    await pair.page.publish("WRAP_UP_ENDED", { callId: "call-1", callType: "Inbound", callStatus: "ended" });
    await pair.until(() => pair.phone.calls.length === 0, "no call");
    expect(pair.reports.map(({ eventType }) => eventType)).toEqual([
      "CALL_STARTED",
      "CALL_CONNECTED",
      "HANGUP",
      "AFTER_CALL_WORK_STARTED",
      "WRAP_UP_ENDED",
    ]);
    expect(pair.phone.asked).toEqual([]);
  });

  it("gives the connector its own call object back, as it came", async () => {
    start();
    await pair.connected();
    const accepted = pair.connector.asked.find(([method]) => method === "acceptCall")![1];
    expect(accepted).toMatchObject({ callId: "call-1", callAttributes: { voiceCallId: "0LQxx0000000001GAA" } });
  });

  it("that is declined is gone, with a sentence, without after conversation work", async () => {
    start();
    await pair.ready();
    await pair.ring();
    pair.ask("DECLINE_CALL");
    await pair.until(() => pair.phone.calls.length === 0, "no call");
    expect(pair.alerts).toEqual(["You declined the call from +14155550101."]);
    expect(pair.reports.at(-1)).toMatchObject({ eventType: "HANGUP", calls: [{ callId: "call-1" }] });
  });

  it.each([
    ["MissedCallAgent", "You missed a call from +14155550101."],
    ["FailedConnectAgent", "The call from +14155550101 could not be connected to your phone."],
    ["FailedConnectCustomer", "The call from +14155550101 ended before you answered."],
    [undefined, "The call from +14155550101 ended before you answered."],
  ])("that ends while it rings (%s) is gone with a sentence", async (agentStatus, sentence) => {
    start();
    await pair.ready();
    await pair.ring();
    const call = pair.connector.call({ state: "ended", reason: "error", agentStatus });
    pair.connector.calls = [];
    await pair.page.publish("HANGUP", new pair.page.library["HangupResult"]({ calls: [call] }));
    await pair.until(() => pair.phone.calls.length === 0, "no call");
    expect(pair.alerts).toEqual([sentence]);
  });

  it("that can no longer be accepted says so and still rings until the connector takes it away", async () => {
    start({ acceptError: () => new Error("gone") });
    await pair.ready();
    await pair.ring();
    pair.ask("ACCEPT_CALL");
    await pair.until(() => pair.alerts.length > 0, "an alert");
    expect(pair.alerts).toEqual([errorSentences["CAN_NOT_ACCEPT_THE_CALL"]]);
    expect([pair.phase, pair.phone.asked]).toEqual(["ringing", []]);
  });

  it.each([
    ["DECLINE_CALL", { declineError: new Error("x") }, "CAN_NOT_DECLINE_THE_CALL", "ringing"],
    ["END_CALL", { endError: new Error("x") }, "CAN_NOT_END_THE_CALL", "connected"],
  ] as const)("whose %s fails stays as it was, with a sentence", async (type, script, name, phase) => {
    start(script);
    if (type === "END_CALL") await pair.connected();
    else {
      await pair.ready();
      await pair.ring();
    }
    pair.ask(type);
    await pair.until(() => pair.alerts.length > 0, "an alert");
    expect([pair.alerts, pair.phase, pair.phone.asked]).toEqual([[errorSentences[name]], phase, []]);
  });

  it("whose accept is never answered can be tried again after ten seconds", async () => {
    start({ neverAnswers: ["acceptCall"] });
    await pair.ready();
    await pair.ring();
    pair.ask("ACCEPT_CALL");
    pair.ask("ACCEPT_CALL");
    await pair.settled();
    expect(pair.connector.asked.filter(([method]) => method === "acceptCall")).toHaveLength(1);
    pair.clock.pass(ANSWER_WITHIN_MS);
    expect([pair.phone.asked, pair.alerts]).toEqual([[], [sentences.noAnswer.accept]]);
  });

  it("is there again after a reload, once, whether the connector says so one time or three times", async () => {
    start();
    await pair.connected();
    pair.host.tell("AGENT_AVAILABLE", { isAvailable: true });
    pair.host.tell("AGENT_AVAILABLE", { isAvailable: true });
    await pair.settled();
    expect(pair.phone.calls).toHaveLength(1);
    expect(pair.phase).toBe("connected");
  });

  it("in progress at the setup is shown at once", async () => {
    start();
    pair.connector.calls = [pair.connector.call({ state: "connected" })];
    await pair.ready();
    expect(pair.phase).toBe("connected");
    expect(pair.effects.at(-1)).toEqual({ type: "ready", callIds: ["call-1"] });
  });

  it("has no after conversation work in an org without it", async () => {
    start();
    pair.setUp("false");
    await pair.until(() => pair.phone.stage === "ready", "ready");
    await pair.ring();
    pair.ask("ACCEPT_CALL");
    await pair.until(() => pair.phase === "connected", "connected");
    pair.ask("END_CALL");
    await pair.until(() => pair.phone.calls.length === 0, "no call");
  });
});

describe("controls of a connected call", () => {
  it("are those of the capabilities, and follow what the connector says of them", async () => {
    start({ capabilities: { hasMute: true, hasRecord: true } });
    await pair.connected();
    expect(pair.controls).toEqual(["mute", "hold", "record", "keypad", "addCaller", "end"]);
    pair.ask("MUTE");
    await pair.until(() => pair.phone.calls[0]!.isMuted, "muted");
    pair.ask("HOLD");
    await pair.until(() => pair.phone.calls[0]!.isOnHold, "on hold");
    pair.ask("PAUSE_RECORDING");
    await pair.until(() => pair.phone.calls[0]!.isRecordingPaused, "recording paused");
    expect(pair.reports.slice(-2)).toEqual([
      { eventType: "HOLD_TOGGLE", callId: "call-1", isCustomerOnHold: true },
      { eventType: "RECORDING_TOGGLE", callId: "call-1", isRecordingPaused: true },
    ]);
    expect(pair.phone.asked).toEqual([]);
  });

  it("are hidden by the call's own flags", async () => {
    start({ capabilities: { hasMute: true, hasRecord: true } });
    await pair.ready();
    const callInfo = new pair.page.library["CallInfo"]({
      isOnHold: false,
      showMuteButton: false,
      showAddCallerButton: false,
    });
    await pair.ring({ state: "connected", callInfo });
    await pair.page.publish(
      "CALL_CONNECTED",
      new pair.page.library["CallResult"]({ call: pair.connector.call({ state: "connected", callInfo }) }),
    );
    await pair.until(() => pair.phase === "connected", "connected");
    expect(pair.controls).toEqual(["hold", "record", "keypad", "end"]);
  });
});

describe("the agent's status", () => {
  it("that the connector refuses is said to the agent", async () => {
    start({ statusError: { type: "INVALID_AGENT_STATUS" } });
    await pair.ready();
    pair.host.ask("SET_AGENT_STATUS", { agentStatus: "Online", statusInfo: { statusId: "1" } });
    await pair.until(() => pair.alerts.includes(errorSentences["INVALID_AGENT_STATUS"]!), "an alert");
    expect(pair.phone.asked).toEqual([]);
  });

  it("that the connector changes reaches the page", async () => {
    start();
    await pair.ready();
    const info = new pair.page.library["AgentStatusInfo"]({ statusId: "0N5Lo0000000002KAA" });
    await pair.page.publish("SET_AGENT_STATUS", info);
    await pair.until(() => pair.effects.some(({ type }) => type === "statusFromConnector"), "a status");
    expect(pair.effects.at(-1)).toEqual({ type: "statusFromConnector", statusId: "0N5Lo0000000002KAA" });
  });
});
