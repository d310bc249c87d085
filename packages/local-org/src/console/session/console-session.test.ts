import { afterEach, describe, expect, it } from "vitest";
import type { VoiceCall } from "../../console-contract.ts";
import { labels, sentences } from "../labels.ts";
import { OrgError } from "../org/org-client.ts";
import { TestClock, until } from "../testing/clock.ts";
import { AVAILABLE, BUSY, FakeOrg, USER } from "../testing/fake-org.ts";
import { ConnectorPage } from "../testing/published-library.ts";
import { ScriptedConnector, type Script } from "../testing/scripted-connector.ts";
import { ConsoleSession, REPLAYED_WITHIN_MS, titleOf } from "./console-session.ts";

let desk: Desk;
afterEach(() => desk.session.close());

/** A console, an org and a connector on the published library. */
class Desk {
  readonly org = new FakeOrg();
  readonly clock = new TestClock();
  readonly session: ConsoleSession;
  readonly page: ConnectorPage;
  connector!: ScriptedConnector;

  constructor(script: Script = {}) {
    this.page = new ConnectorPage((library) => (this.connector = new ScriptedConnector(library, script)));
    this.session = new ConsoleSession({
      org: this.org.client(),
      user: USER,
      now: this.clock.now,
      after: this.clock.after,
      openChanges: (_user, _after, hear) => {
        this.org.hear = hear;
        return () => {};
      },
      onView: () => {},
    });
  }

  get view() {
    return this.session.view;
  }
  get calls() {
    return this.view.phone.calls;
  }
  get phase() {
    return this.calls[0]?.phase ?? null;
  }
  told(method: string): unknown[][] {
    return this.connector.asked.filter(([name]) => name === method).map(([, ...args]) => args);
  }
  until(condition: () => boolean, what: string): Promise<void> {
    const now = () =>
      `${what}; org: ${this.org.names().join(", ")}; phase ${this.phase}; ${JSON.stringify(this.view.phone.alerts)}`;
    return until(condition, now);
  }

  async open(): Promise<void> {
    await this.session.start();
    await this.until(() => this.view.connector !== null, "the connector's address");
    this.session.connectorLoaded(this.page);
    await this.until(() => this.view.phone.stage === "ready", "ready");
    await this.until(() => this.view.phone.asked.length === 0, "the first status");
  }
  async ring(): Promise<void> {
    this.connector.calls = [this.connector.call()];
    await this.page.publish("CALL_STARTED", new this.page.library["CallResult"]({ call: this.connector.call() }));
    await this.until(() => this.phase === "ringing" && this.view.agentWork.length > 0, "a call that rings");
  }
  async connected(): Promise<void> {
    await this.ring();
    this.session.accept("call-1");
    await this.until(() => this.view.agentWork[0]?.Status === "Opened", "a connected call");
  }
  async inAfterConversationWork(): Promise<void> {
    await this.connected();
    this.session.end("call-1");
    await this.until(() => this.view.agentWork[0]?.inAfterConversationWork === true, "after conversation work");
  }
}

const available = (one: Desk): void => void (one.org.presence = { ...one.org.presence, statusId: AVAILABLE });

describe("presence", () => {
  it("is told to the connector when it gets ready, and then what it has is asked for", async () => {
    desk = new Desk();
    available(desk);
    await desk.open();
    const status = { statusId: AVAILABLE, statusName: "Available for Voice", statusApiName: "Available_for_Voice" };
    expect(desk.told("setAgentStatus")).toEqual([["Online", status, false]]);
    await desk.until(() => desk.told("getActiveCalls").length === 2, "the replay");
  });

  it("that the agent chooses goes to the org, then once to the connector, though the org's stream repeats it", async () => {
    desk = new Desk();
    await desk.open();
    desk.session.choosePresence(AVAILABLE);
    await desk.until(() => desk.view.presence?.statusId === AVAILABLE, "available");
    desk.org.hear({ kind: "presence", revision: 5, presence: desk.org.presence });
    await desk.until(() => desk.view.phone.asked.length === 0, "the connector's answer");
    expect(desk.told("setAgentStatus").map(([name]) => name)).toEqual(["Offline", "Online"]);
  });

  it("that the phone could not take is told again when the phone is ready anew, and no sentence is left of it", async () => {
    const script = { statusError: "CAN_NOT_SET_AGENT_STATUS" as unknown };
    desk = new Desk(script);
    await desk.open();
    desk.session.choosePresence(AVAILABLE);
    await desk.until(() => desk.told("setAgentStatus").length === 2, "the status");
    await desk.until(() => desk.view.phone.alerts.length > 0, "a sentence");
    delete script.statusError;
    await desk.page.publish("LOGIN_RESULT", new desk.page.library["GenericResult"]({ success: true }));
    await desk.until(() => desk.told("setAgentStatus").length === 3, "the status once more");
    await desk.until(() => desk.view.phone.asked.length === 0, "the connector's answer");
    expect(desk.told("setAgentStatus").at(-1)).toMatchObject(["Online", { statusId: AVAILABLE }, false]);
    expect(desk.view.phone.alerts).toEqual([]);
  });

  it("that the connector changes goes to the org and is not echoed", async () => {
    desk = new Desk();
    await desk.open();
    await desk.page.publish("SET_AGENT_STATUS", new desk.page.library["AgentStatusInfo"]({ statusId: BUSY }));
    await desk.until(() => desk.view.presence?.statusId === BUSY, "busy");
    expect(desk.org.asked.at(-1)).toEqual([
      "presence",
      { user: USER, statusId: BUSY, reason: "connector", enqueueNextState: false },
    ]);
    expect(desk.told("setAgentStatus")).toHaveLength(1);
  });

  it("that the connector changes during a call is ignored", async () => {
    desk = new Desk();
    available(desk);
    await desk.open();
    await desk.connected();
    await desk.page.publish("SET_AGENT_STATUS", new desk.page.library["AgentStatusInfo"]({ statusId: BUSY }));
    await desk.page.publish("MUTE_TOGGLE", new desk.page.library["MuteToggleResult"]({ isMuted: true }));
    await desk.until(() => desk.calls[0]!.isMuted, "the frame behind it");
    expect(desk.org.names()).not.toContain("presence");
  });

  it("chosen during a call waits for its end when the connector can do that", async () => {
    desk = new Desk({ capabilities: { hasPendingStatusChange: true } });
    available(desk);
    await desk.open();
    await desk.connected();
    desk.session.choosePresence(BUSY);
    await desk.until(() => desk.view.presence?.pendingStatusId === BUSY, "a status that waits");
    expect(desk.view.presence?.statusId).toBe(AVAILABLE);
    desk.session.end("call-1");
    await desk.until(() => desk.phase === "afterConversationWork" && desk.org.names().includes("HANGUP"), "the end");
    desk.session.finish("call-1");
    await desk.until(() => desk.view.presence?.statusId === BUSY, "busy");
    await desk.until(() => desk.view.phone.asked.length === 0, "the connector's answer");
    const told = desk
      .told("setAgentStatus")
      .map(([, status, waits]) => [(status as { statusId: string }).statusId, waits]);
    expect(told, "never available in between").toEqual([
      [AVAILABLE, false],
      [BUSY, true],
      [BUSY, false],
    ]);
  });

  it("that waits for the end of a call is shown by a console loaded anew", async () => {
    desk = new Desk({ capabilities: { hasPendingStatusChange: true } });
    desk.org.presence = { ...desk.org.presence, statusId: AVAILABLE, pendingStatusId: BUSY };
    desk.org.agentWork = [desk.org.work({ Status: "Opened", inAfterConversationWork: true })];
    await desk.open();
    expect(desk.view.presence?.pendingStatusId).toBe(BUSY);
    desk.session.finish("call-1");
    await desk.until(() => desk.view.presence?.statusId === BUSY, "busy");
    await desk.until(() => desk.told("setAgentStatus").length === 1, "the connector has heard");
    expect(desk.told("setAgentStatus")).toEqual([["Online", expect.objectContaining({ statusId: BUSY }), false]]);
  });
});

describe("who is to be called", () => {
  const refused = (one: Desk) => one.view.phone.alerts.filter(({ kind }) => kind === "error").map(({ text }) => text);

  it.each([
    ["while a call is there", sentences.onCallCannotCall, (one: Desk) => one.connected()],
    ["in after conversation work", sentences.afterWorkCannotCall, (one: Desk) => one.inAfterConversationWork()],
  ])("is not called %s, and the agent reads why", async (_, sentence, before) => {
    desk = new Desk();
    available(desk);
    await desk.open();
    await before(desk);
    desk.session.startPreviewCall("+14155550101");
    expect(refused(desk)).toEqual([sentence]);
    expect(desk.told("dial")).toEqual([]);
  });

  it("is not called before the phone is ready, and the agent reads why", async () => {
    desk = new Desk();
    await desk.session.start();
    desk.session.startPreviewCall("+14155550101");
    expect(refused(desk)).toEqual([sentences.notReadyCannotCall]);
  });
});

describe("the tab of a record from the list", () => {
  it("takes the record's name once it is loaded, and what the stream told of it stays", async () => {
    desk = new Desk();
    await desk.open();
    desk.session.showTab("0LQ9");
    expect(titleOf(desk.view, "0LQ9")).toBe(labels.loading);
    const record = { Id: "0LQ9", Name: "VC-00000009" } as VoiceCall;
    desk.session.recordLoaded(record);
    expect([titleOf(desk.view, "0LQ9"), desk.view.recordRevision.size]).toEqual(["VC-00000009", 0]);
    desk.session.recordLoaded({ ...record, Name: "older" });
    expect(titleOf(desk.view, "0LQ9")).toBe("VC-00000009");
  });
});

describe("a call", () => {
  it("opens its voice call when the agent has accepted, and the org hears each step in order", async () => {
    desk = new Desk();
    await desk.open();
    await desk.inAfterConversationWork();
    expect([desk.view.tabs, desk.view.shownTab]).toEqual([["0LQ1"], "0LQ1"]);
    expect(desk.org.names()).toEqual(["CALL_STARTED", "CALL_CONNECTED", "HANGUP"]);
  });

  it.each([
    ["the button", (one: Desk) => one.session.finish("call-1")],
    ["closing its tab", (one: Desk) => one.session.closeTab("0LQ1")],
  ])("is finished by %s: wrap-up, then the status, then the work is closed", async (_, finish) => {
    desk = new Desk();
    available(desk);
    await desk.open();
    await desk.inAfterConversationWork();
    const before = desk.connector.asked.length;
    finish(desk);
    await desk.until(() => desk.org.names().includes("close"), "closed work");
    await desk.until(() => desk.told("setAgentStatus").length === 2, "the status");
    const asked = desk.connector.asked.slice(before).map(([method]) => method);
    expect(asked).toEqual(["wrapUpCall", "setAgentStatus"]);
    expect(desk.calls).toEqual([]);
  });

  it("whose tab is closed while it is connected stays connected", async () => {
    desk = new Desk();
    await desk.open();
    await desk.connected();
    desk.session.closeTab("0LQ1");
    expect([desk.phase, desk.told("wrapUpCall")]).toEqual(["connected", []]);
  });

  it("that the agent declines is a decline for the org, before the hang-up that follows from it", async () => {
    desk = new Desk();
    await desk.open();
    await desk.ring();
    desk.session.decline("call-1");
    await desk.until(() => desk.org.names().includes("HANGUP"), "the hang-up");
    expect(desk.org.names()).toEqual(["CALL_STARTED", "decline", "HANGUP"]);
  });

  it("that nobody answers is taken back after the push time-out", async () => {
    desk = new Desk();
    desk.org.configuration = { ...desk.org.configuration, pushTimeOutSeconds: 20 };
    await desk.open();
    await desk.ring();
    desk.clock.pass(19_999);
    expect(desk.org.names()).toEqual(["CALL_STARTED"]);
    desk.clock.pass(1);
    await desk.until(() => desk.told("declineCall").length === 1 && desk.calls.length === 0, "the call taken back");
    expect(desk.org.names()).toContain("push-time-out");
    expect(desk.view.phone.alerts.map(({ text }) => text)).toEqual(["You missed a call from +14155550101."]);
  });

  it("whose push time-out changes the status is not offered anew by the connector's replay", async () => {
    desk = new Desk({ neverAnswers: ["declineCall"] });
    available(desk);
    desk.org.configuration = { ...desk.org.configuration, pushTimeOutSeconds: 20 };
    await desk.open();
    await desk.ring();
    desk.org.presence = { ...desk.org.presence, statusId: BUSY };
    const replays = desk.told("getActiveCalls").length;
    desk.clock.pass(20_000);
    await desk.until(() => desk.told("getActiveCalls").length > replays, "the replay that follows the new status");
    await desk.page.publish("SET_AGENT_STATUS", new desk.page.library["AgentStatusInfo"]({ statusId: AVAILABLE }));
    await desk.until(() => desk.org.names().includes("presence"), "a frame behind it");
    expect(desk.org.names()).toEqual(["CALL_STARTED", "push-time-out", "presence"]);
  });

  it("whose push time-out passes before the org has told of its work is missed all the same, not declined", async () => {
    desk = new Desk();
    desk.org.configuration = { ...desk.org.configuration, pushTimeOutSeconds: 20 };
    await desk.open();
    desk.org.failures.push(new OrgError(0, "org.unreachable", "The org does not answer."));
    desk.connector.calls = [desk.connector.call()];
    await desk.page.publish("CALL_STARTED", new desk.page.library["CallResult"]({ call: desk.connector.call() }));
    await desk.until(() => desk.view.orgTrouble !== null, "an org that does not answer");
    desk.clock.pass(20_000);
    await desk.until(() => desk.org.names().includes("HANGUP"), "the end");
    expect(desk.org.names()).toEqual(["CALL_STARTED", "CALL_STARTED", "push-time-out", "HANGUP"]);
  });

  it("that is finished before the org has told of its work leaves none open", async () => {
    desk = new Desk();
    await desk.open();
    desk.org.failures.push(new OrgError(0, "org.unreachable", "The org does not answer."));
    desk.connector.calls = [desk.connector.call()];
    await desk.page.publish("CALL_STARTED", new desk.page.library["CallResult"]({ call: desk.connector.call() }));
    await desk.until(() => desk.view.orgTrouble !== null, "an org that does not answer");
    desk.session.accept("call-1");
    await desk.until(() => desk.phase === "connected", "a connected call");
    desk.session.end("call-1");
    await desk.until(() => desk.phase === "afterConversationWork", "after conversation work");
    expect(desk.view.agentWork).toEqual([]);
    desk.session.finish("call-1");
    desk.clock.pass(20_000);
    await desk.until(() => desk.org.names().includes("close"), "closed work");
  });

  it("that is finished in another tab is finished here too, and the connector is not told twice", async () => {
    desk = new Desk();
    await desk.open();
    await desk.inAfterConversationWork();
    const agentWork = { ...desk.view.agentWork[0]!, Status: "Closed" as const, inAfterConversationWork: false };
    desk.org.hear({ kind: "agent-work", revision: 9, agentWork });
    expect(desk.calls).toEqual([]);
    expect(desk.told("wrapUpCall")).toEqual([]);
    expect(desk.org.names()).not.toContain("close");
  });

  it("is wrapped up by itself when after conversation work has a limit", async () => {
    desk = new Desk();
    desk.org.configuration = { ...desk.org.configuration, afterConversationWorkSeconds: 30 };
    await desk.open();
    await desk.inAfterConversationWork();
    desk.clock.pass(30_000);
    await desk.until(() => desk.org.names().includes("close"), "closed work");
    expect(desk.told("wrapUpCall")).toHaveLength(1);
  });

  it("in after conversation work is there again after a reload, and the agent stays out of the queue", async () => {
    desk = new Desk();
    available(desk);
    desk.org.agentWork = [desk.org.work({ Status: "Opened", inAfterConversationWork: true })];
    await desk.session.start();
    expect([desk.phase, desk.view.shownTab]).toEqual(["afterConversationWork", "0LQ1"]);
    await desk.until(() => desk.view.connector !== null, "the connector's address");
    desk.session.connectorLoaded(desk.page);
    await desk.until(() => desk.view.phone.stage === "ready" && desk.told("getActiveCalls").length === 2, "ready");
    expect(desk.told("setAgentStatus")).toEqual([]);
    desk.session.finish("call-1");
    await desk.until(() => desk.told("setAgentStatus").length === 1, "the status");
    expect(desk.told("wrapUpCall")[0]![0]).toMatchObject({ callId: "call-1" });
  });

  it("that ended while no console was open does not stay with the agent", async () => {
    desk = new Desk();
    desk.org.agentWork = [desk.org.work()];
    await desk.open();
    desk.clock.pass(REPLAYED_WITHIN_MS);
    await desk.until(() => desk.org.names().includes("HANGUP"), "the end told to the org");
    expect(desk.org.asked.at(-1)![1]).toMatchObject({ calls: [{ callId: "call-1", reason: "error" }] });
    expect(desk.view.phone.alerts.map(({ text }) => text)).toEqual([sentences.gone]);
  });

  it("that the connector replays is not taken for one that has ended", async () => {
    desk = new Desk();
    desk.org.agentWork = [desk.org.work()];
    desk.connector.calls = [desk.connector.call()];
    await desk.session.start();
    await desk.until(() => desk.view.connector !== null, "the connector's address");
    desk.session.connectorLoaded(desk.page);
    await desk.until(() => desk.phase === "ringing", "the call");
    desk.clock.pass(REPLAYED_WITHIN_MS);
    desk.session.choosePresence(BUSY);
    await desk.until(() => desk.view.presence?.statusId === BUSY, "what was sent to the org behind it");
    expect([desk.phase, desk.org.names().includes("HANGUP")]).toEqual(["ringing", false]);
  });
});

describe("a control that fails with a custom error", () => {
  const failing = (namespace: string): Script => ({
    acceptError: (library) => new library["CustomError"]({ labelName: "NoAnswer", namespace, message: "for the log" }),
  });
  it.each([
    ["acme", "acme.NoAnswer"],
    ["C", "c.NoAnswer"],
  ])("of namespace %s is said in the words of the org's custom label", async (namespace, name) => {
    desk = new Desk(failing(namespace));
    desk.org.customLabels = { [name]: "The phone did not answer." };
    await desk.open();
    await desk.ring();
    desk.session.accept("call-1");
    await desk.until(() => desk.view.phone.alerts.length > 0, "the sentence");
    expect(desk.view.phone.alerts.map(({ text }) => text)).toEqual(["The phone did not answer."]);
    expect([desk.phase, desk.view.phone.asked]).toEqual(["ringing", []]);
  });

  it("whose label the org does not have is said as such, and not in generic words (guide, chapter 8)", async () => {
    desk = new Desk(failing("acme"));
    await desk.open();
    await desk.ring();
    desk.session.accept("call-1");
    await desk.until(() => desk.view.phone.alerts.length > 0, "the sentence");
    expect(desk.view.phone.alerts.map(({ text }) => text)).toEqual(["We couldn't find [acme.NoAnswer]."]);
  });
});

describe("an org that does not answer", () => {
  it("is said to the agent, and gets every step later, in order and once", async () => {
    desk = new Desk();
    await desk.open();
    const gone = () => new OrgError(0, "org.unreachable", "The org does not answer.");
    desk.org.failures.push(gone(), gone());
    desk.connector.calls = [desk.connector.call()];
    await desk.page.publish("CALL_STARTED", new desk.page.library["CallResult"]({ call: desk.connector.call() }));
    await desk.until(() => desk.view.orgTrouble !== null, "the sentence");
    expect(desk.view.orgTrouble).toBe(sentences.noAnswerFromOrg);
    desk.session.accept("call-1");
    await desk.until(() => desk.phase === "connected", "the call goes on without the org");
    desk.clock.pass(250);
    await desk.until(() => desk.org.failures.length === 0, "the second try");
    await new Promise((go) => setImmediate(go));
    desk.clock.pass(500);
    await desk.until(() => desk.org.names().at(-1) === "CALL_CONNECTED", "the rest");
    expect(desk.org.names()).toEqual(["CALL_STARTED", "CALL_STARTED", "CALL_STARTED", "CALL_CONNECTED"]);
    await desk.until(() => desk.view.orgTrouble === null, "no trouble");
  });

  it("or that refuses a change is said with its own sentence, and the rest goes on", async () => {
    desk = new Desk();
    await desk.open();
    desk.org.failures.push(new OrgError(409, "console.work-state", "The work is closed."));
    desk.session.choosePresence(AVAILABLE);
    await desk.until(() => desk.view.phone.alerts.length > 0, "the sentence");
    expect(desk.view.phone.alerts[0]!.text).toBe(sentences.orgRefused("The work is closed."));
    desk.session.choosePresence(BUSY);
    await desk.until(() => desk.view.presence?.statusId === BUSY, "the next change");
  });

  it("has no phone for a user of no contact center, and the widget says why", async () => {
    desk = new Desk();
    const refusing = desk.org.client();
    refusing.setupMessage = () => Promise.reject(new OrgError(409, "console.no-contact-center", "Ada is in none."));
    const { clock } = desk;
    const session = new ConsoleSession({
      org: refusing,
      user: USER,
      now: clock.now,
      after: clock.after,
      openChanges: () => () => {},
      onView: () => {},
    });
    await session.start();
    await until(
      () => session.view.phone.stage === "failed",
      () => "failed",
    );
    expect(session.view.phone.alerts[0]!.text).toContain("Ada is in none.");
  });
});

it("the login page gets the username, and no other secret is in its address", async () => {
  desk = new Desk({ showLogin: true });
  await desk.session.start();
  await desk.until(() => desk.view.loginUrl !== null, "the address");
  expect(desk.view.loginUrl).toBe(`https://login.example/login/?username=${encodeURIComponent(USER)}`);
});
