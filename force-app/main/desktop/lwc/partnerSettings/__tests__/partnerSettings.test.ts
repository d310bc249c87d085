import { createElement } from "lwc";
import { publish, subscribe, unsubscribe, type Message, type Subscription } from "lightning/messageService";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import PartnerSettings from "c/partnerSettings";
import { ANSWER_DEADLINE_MS } from "c/phoneRequests";
import { expectAccessible } from "../../../../../test/accessible";
import { atRest, until } from "../../../../../test/until";

interface Settings extends HTMLElement {
  save(): Promise<void>;
  cancel(): void;
}
type Payload = { requestId: string; type: string; settings?: unknown };

const ANSWER = {
  type: "settings",
  settings: { callerId: "+4930111", queueId: null },
  callerIds: ["+4930111", "+4930222"],
  queues: [
    { queueId: "support", name: "Support" },
    { queueId: "sales", name: "Sales" },
  ],
};

/** The connector, as the bridge brings its messages. */
let asked: Payload[];
let subscription: Subscription;
const answerLast = (payload: object): void =>
  publish({}, CHANNEL, { source: "CONNECTOR", payload: { ...payload, requestId: asked.at(-1)!.requestId } });
const refuseLast = (code: string, sentence = ""): void => answerLast({ type: "refused", code, sentence });

const inPage = (component: Settings, selector: string): HTMLElement | null =>
  component.shadowRoot!.querySelector(selector);
const select = (component: Settings, name: string): HTMLSelectElement =>
  inPage(component, `select[data-name=${name}]`) as HTMLSelectElement;
const errorOf = (component: Settings): unknown =>
  (inPage(component, "c-error-panel") as { error?: unknown } | null)?.error;
const retryOf = (component: Settings): unknown =>
  (inPage(component, "c-error-panel") as { retryable?: unknown } | null)?.retryable;
const statusOf = (component: Settings): string => inPage(component, "p[role=status]")?.textContent ?? "";
const choose = (component: Settings, name: string, value: string): void => {
  const field = select(component, name);
  field.value = value;
  field.dispatchEvent(new CustomEvent("change"));
};

const opened = (): Settings => {
  const component = createElement("c-partner-settings", { is: PartnerSettings }) as unknown as Settings;
  document.body.appendChild(component);
  return component;
};
const loaded = async (answer: object = ANSWER): Promise<Settings> => {
  const component = opened();
  answerLast(answer);
  await until(() => select(component, "callerId") !== null);
  return component;
};

describe("the settings of an agent", () => {
  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
    subscription = subscribe({}, CHANNEL, (message: Message | null | undefined) => {
      if (message?.source !== "CONNECTOR") asked.push(message?.payload as Payload);
    });
  });
  afterEach(() => {
    document.body.replaceChildren();
    unsubscribe(subscription);
    jest.useRealTimers();
  });

  it("say that they are loading, and ask the connector once", async () => {
    const component = opened();
    await until(() => inPage(component, ".slds-spinner") !== null);
    expect(asked.map(({ type }) => type)).toEqual(["settings.load"]);
    expect(select(component, "callerId")).toBeNull();
    await expectAccessible(component);
  });

  it("show what is stored among what may be chosen", async () => {
    const component = await loaded();
    expect(select(component, "callerId").value).toBe("+4930111");
    expect([...select(component, "queueId").options].map(({ label }) => label)).toEqual([
      "c.PartnerSettingsQueueNone",
      "Support",
      "Sales",
    ]);
    expect(select(component, "queueId").value).toBe("");
    await expectAccessible(component);
  });

  it("can be saved: Salesforce calls save, the connector gets both values, and the agent is told", async () => {
    const component = await loaded();
    choose(component, "callerId", "+4930222");
    choose(component, "queueId", "sales");
    const saved = component.save();
    await until(() => statusOf(component) === "c.PartnerSettingsSaving");
    expect(select(component, "callerId").disabled).toBe(true);
    const settings = { callerId: "+4930222", queueId: "sales" };
    expect(asked.at(-1)).toMatchObject({ type: "settings.save", settings });
    answerLast({ ...ANSWER, settings });
    await saved;
    await until(() => statusOf(component) === "c.PartnerSettingsSaved");
    component.cancel();
    await atRest();
    expect(select(component, "callerId").value).toBe("+4930222");
    await expectAccessible(component);
  });

  it("can be emptied again", async () => {
    const component = await loaded();
    choose(component, "callerId", "");
    const saved = component.save();
    expect(asked.at(-1)).toMatchObject({ settings: { callerId: null, queueId: null } });
    answerLast({ ...ANSWER, settings: { callerId: null, queueId: null } });
    await saved;
  });

  it("go back to what is stored when Salesforce calls cancel", async () => {
    const component = await loaded();
    choose(component, "callerId", "+4930222");
    await until(() => select(component, "callerId").value === "+4930222");
    component.cancel();
    await until(() => select(component, "callerId").value === "+4930111");
    expect(asked).toHaveLength(1);
  });

  it("keep what was chosen when saving is refused, and can be saved again", async () => {
    const component = await loaded();
    choose(component, "callerId", "+4930222");
    const refused = component.save();
    refuseLast("server.unreachable");
    await refused;
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "server.unreachable" });
    expect(select(component, "callerId").value).toBe("+4930222");
    await expectAccessible(component);
    const saved = component.save();
    answerLast({ ...ANSWER, settings: { callerId: "+4930222", queueId: null } });
    await saved;
    await until(() => statusOf(component) === "c.PartnerSettingsSaved");
    expect(errorOf(component)).toBeUndefined();
  });

  it.each(["settings.caller-id-unknown", "queue.unknown"])(
    "offer to read again when saving is refused with %s, and keep what is still offered",
    async (code) => {
      const component = await loaded();
      choose(component, "callerId", "+4930222");
      choose(component, "queueId", "sales");
      const refused = component.save();
      refuseLast(code);
      await refused;
      await until(() => retryOf(component) === true);
      await expectAccessible(component);
      inPage(component, "c-error-panel")!.dispatchEvent(new CustomEvent("retry"));
      expect(asked.at(-1)).toMatchObject({ type: "settings.load" });
      await until(() => select(component, "callerId") === null);
      answerLast({ ...ANSWER, callerIds: ["+4930111", "+4930333"] });
      await until(() => select(component, "callerId") !== null);
      expect(select(component, "callerId").value).toBe("+4930111");
      expect(select(component, "queueId").value).toBe("sales");
      expect([...select(component, "callerId").options].map(({ value }) => value)).toEqual([
        "",
        "+4930111",
        "+4930333",
      ]);
      expect([errorOf(component), retryOf(component)]).toEqual([undefined, false]);
      await expectAccessible(component);
    },
  );

  it("are read anew by cancel when the choices were out of date, without what was chosen", async () => {
    const component = await loaded();
    choose(component, "queueId", "sales");
    const refused = component.save();
    refuseLast("queue.unknown");
    await refused;
    component.cancel();
    expect(asked.at(-1)).toMatchObject({ type: "settings.load" });
    await until(() => select(component, "queueId") === null);
    answerLast({ ...ANSWER, queues: [{ queueId: "support", name: "Support" }] });
    await until(() => select(component, "queueId") !== null);
    expect([...select(component, "queueId").options].map(({ value }) => value)).toEqual(["", "support"]);
    expect([select(component, "queueId").value, errorOf(component)]).toEqual(["", undefined]);
  });

  it("offer nothing to read again when only the server was away, and another choice takes the error away", async () => {
    const component = await loaded();
    const refused = component.save();
    refuseLast("server.unreachable");
    await refused;
    await until(() => errorOf(component) !== undefined);
    expect(retryOf(component)).toBe(false);
    choose(component, "queueId", "sales");
    await until(() => errorOf(component) === undefined);
  });

  it("save by themselves when the network is back, as the agent has read", async () => {
    const component = await loaded();
    choose(component, "queueId", "sales");
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await component.save();
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "browser.offline" });
    expect(asked).toHaveLength(1);
    online.mockRestore();
    window.dispatchEvent(new CustomEvent("online"));
    expect(asked.at(-1)).toMatchObject({ type: "settings.save", settings: { queueId: "sales" } });
    answerLast({ ...ANSWER, settings: { callerId: "+4930111", queueId: "sales" } });
    await until(() => statusOf(component) === "c.PartnerSettingsSaved");
    expect(errorOf(component)).toBeUndefined();
  });

  it("save nothing when the network is back and the agent has cancelled", async () => {
    const component = await loaded();
    choose(component, "queueId", "sales");
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await component.save();
    component.cancel();
    online.mockRestore();
    window.dispatchEvent(new CustomEvent("online"));
    expect(asked).toHaveLength(1);
  });

  it("keep what was chosen when their place on the page changes", async () => {
    const component = await loaded();
    choose(component, "queueId", "sales");
    const place = document.body.appendChild(document.createElement("div"));
    place.appendChild(component);
    answerLast(ANSWER);
    await until(() => select(component, "queueId") !== null);
    expect(select(component, "queueId").value).toBe("sales");
  });

  it("are saved once, however often save is called meanwhile, and cancel does not interfere", async () => {
    const component = await loaded();
    choose(component, "callerId", "+4930222");
    const saved = component.save();
    await component.save();
    component.cancel();
    expect(asked.filter(({ type }) => type === "settings.save")).toHaveLength(1);
    answerLast({ ...ANSWER, settings: { callerId: "+4930222", queueId: null } });
    await saved;
  });

  it("do not save what the provider no longer offers, and say which one", async () => {
    const component = await loaded({ ...ANSWER, settings: { callerId: "+4930999", queueId: "gone" } });
    expect(select(component, "callerId").value).toBe("+4930999");
    expect(select(component, "callerId").getAttribute("aria-invalid")).toBe("true");
    await component.save();
    expect(asked).toHaveLength(1);
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "settings.choice-gone" });
    expect(component.shadowRoot!.activeElement).toBe(select(component, "callerId"));
    await expectAccessible(component);
    choose(component, "callerId", "+4930111");
    choose(component, "queueId", "support");
    component.save().catch(() => {});
    await until(() => asked.length === 2);
  });

  it("say that the phone does not answer, and try again when asked", async () => {
    const component = opened();
    jest.advanceTimersByTime(ANSWER_DEADLINE_MS);
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "phone.no-answer" });
    await expectAccessible(component);
    await component.save();
    expect(asked).toHaveLength(1);
    inPage(component, "c-error-panel")!.dispatchEvent(new CustomEvent("retry"));
    answerLast(ANSWER);
    await until(() => select(component, "callerId") !== null);
  });

  it("load by themselves once the phone can be spoken to", async () => {
    const component = opened();
    jest.advanceTimersByTime(ANSWER_DEADLINE_MS);
    await until(() => errorOf(component) !== undefined);
    publish({}, CHANNEL, { source: "CONNECTOR", payload: { v: 1, type: "messages.ready" } });
    await until(() => asked.length === 2);
    answerLast(ANSWER);
    await until(() => select(component, "callerId") !== null);
    publish({}, CHANNEL, { source: "CONNECTOR", payload: { v: 1, type: "messages.ready" } });
    expect(asked).toHaveLength(2);
  });

  it("wait for the network and go on by themselves when it is back", async () => {
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    const component = opened();
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "browser.offline" });
    online.mockRestore();
    window.dispatchEvent(new CustomEvent("online"));
    await until(() => asked.length === 1);
    answerLast(ANSWER);
    await until(() => select(component, "callerId") !== null);
    window.dispatchEvent(new CustomEvent("online"));
    expect(asked).toHaveLength(1);
  });

  it("say so when they are to be saved before they are loaded", async () => {
    const component = opened();
    await component.save();
    await until(() => errorOf(component) !== undefined);
    expect(errorOf(component)).toMatchObject({ code: "settings.not-loaded" });
    component.cancel();
    expect(asked).toHaveLength(1);
  });

  it("leave nothing behind when the panel is closed", () => {
    opened().remove();
    expect(jest.getTimerCount()).toBe(0);
    window.dispatchEvent(new CustomEvent("online"));
    expect(asked).toHaveLength(1);
  });
});
