import { createElement } from "lwc";
import { publish, subscribe, unsubscribe, type Subscription } from "lightning/messageService";
import { getRecord } from "lightning/uiRecordApi";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import CallMessages from "c/callMessages";
import { expectAccessible } from "../../../../../test/accessible";
import { atRest } from "../../../../../test/until";

interface Component extends HTMLElement {
  recordId?: string;
}
type Fields = Record<string, unknown>;
interface TextField extends HTMLElement {
  value: string;
  setCustomValidity: jest.Mock;
  reportValidity: jest.Mock;
}

const wire = getRecord as unknown as {
  emit(data: unknown): void;
  getLastConfig(): unknown;
  error(body?: unknown): void;
};
const recordOf = (key: string) => ({ fields: { VendorCallKey: { value: key } } });
const fromConnector = async (payload: unknown): Promise<void> => {
  publish({} as never, CHANNEL, { source: "CONNECTOR", payload });
  await atRest();
};
const tells = (messageId: string, position: number, more: Fields = {}): Promise<void> =>
  fromConnector({
    v: 1,
    type: "message",
    vendorCallKey: "leg-1",
    message: {
      messageId,
      position,
      at: 1_000,
      sentBy: "telephonySystem",
      body: `body ${messageId}`,
      refusedCode: null,
      ...more,
    },
  });

describe("the messages of a call", () => {
  let toConnector: Fields[] = [];
  let subscription: Subscription;
  beforeEach(() => {
    toConnector = [];
    let made = 0;
    Object.defineProperty(globalThis.crypto, "randomUUID", { value: () => `id-${(made += 1)}`, configurable: true });
    subscription = subscribe({} as never, CHANNEL, (message) => {
      if (message?.source !== "CONNECTOR") toConnector.push(message!.payload as Fields);
    });
  });
  afterEach(() => {
    unsubscribe(subscription);
    document.body.replaceChildren();
  });

  const opened = async (record: Fields | null = recordOf("leg-1")): Promise<Component> => {
    const component = createElement("c-call-messages", { is: CallMessages }) as unknown as Component;
    component.recordId = "0LQ000000000001AAA";
    document.body.appendChild(component);
    if (record !== null) wire.emit(record);
    await atRest();
    return component;
  };
  const texts = (component: Component) =>
    [...component.shadowRoot!.querySelectorAll(".text")].map(({ textContent }) => textContent);
  const errorOf = (component: Component): unknown =>
    (component.shadowRoot!.querySelector("c-error-panel") as { error?: unknown } | null)?.error;
  const notes = (component: Component) =>
    [...component.shadowRoot!.querySelectorAll(".note")].map(({ textContent }) => textContent?.trim());
  const field = (component: Component): TextField => {
    const found = component.shadowRoot!.querySelector("lightning-textarea") as unknown as TextField;
    found.setCustomValidity ??= jest.fn();
    found.reportValidity ??= jest.fn();
    return found;
  };
  const sends = async (component: Component, text: string): Promise<void> => {
    const { setCustomValidity, reportValidity } = { setCustomValidity: jest.fn(), reportValidity: jest.fn() };
    const input = Object.assign(field(component), { value: text, setCustomValidity, reportValidity });
    input.focus = jest.fn();
    component.shadowRoot!.querySelector("form")!.dispatchEvent(new CustomEvent("submit", { cancelable: true }));
    await atRest();
  };

  it("are asked for as soon as the record is there", async () => {
    await opened();
    expect(toConnector).toEqual([{ v: 1, vendorCallKey: "leg-1", type: "messages.wanted" }]);
  });

  it("are shown in their order, each once, whatever order and how often they come", async () => {
    const component = await opened();
    await tells("b", 2);
    await tells("a", 1);
    await tells("b", 2);
    expect(texts(component)).toEqual(["body a", "body b"]);
  });

  it("show what is not text as JSON", async () => {
    const component = await opened();
    await tells("a", 1, { body: { order: 4711 } });
    expect(texts(component)).toEqual(['{\n  "order": 4711\n}']);
  });

  it("of another call, of other components, or that make no sense are left alone", async () => {
    const component = await opened();
    const payloads = [
      null,
      "text",
      { v: 2, type: "message" },
      { v: 1, type: "message", vendorCallKey: "leg-1", message: "x" },
      { v: 1, type: "message", vendorCallKey: "leg-2", message: { messageId: "x", position: 1, body: "no" } },
      { v: 1, type: "settings", requestId: "1" },
    ];
    await Promise.all(payloads.map((payload) => fromConnector(payload)));
    publish({} as never, CHANNEL, { source: "PAGE", payload: { v: 1, type: "message", vendorCallKey: "leg-1" } });
    expect(texts(component)).toEqual([]);
  });

  it("one that is sent shows as being sent until the connector tells it back", async () => {
    const component = await opened();
    await sends(component, " hello ");
    expect(toConnector.at(-1)).toEqual({
      v: 1,
      vendorCallKey: "leg-1",
      type: "message.send",
      messageId: "id-1",
      body: "hello",
    });
    expect(notes(component)).toEqual(["c.CallMessagesSending"]);
    await tells("id-1", 1, { sentBy: "agent", body: "hello" });
    expect([texts(component), notes(component)]).toEqual([["hello"], []]);
  });

  it("when the connector is there again, are asked for and sent again with the same id", async () => {
    const component = await opened();
    await sends(component, "hello");
    toConnector = [];
    await fromConnector({ v: 1, type: "messages.ready" });
    expect(toConnector.map(({ type, messageId }) => [type, messageId])).toEqual([
      ["messages.wanted", undefined],
      ["message.send", "id-1"],
    ]);
    expect(texts(component)).toEqual(["hello"]);
  });

  it.each([
    ["message.too-large", "c.CallMessagesNotSent c.CallMessagesTooLarge"],
    ["call.unknown", "c.CallMessagesNotYourCall"],
    ["server.unreachable", "c.CallMessagesNotSent c.PhoneServerUnreachable"],
    ["pbx.busy", "c.CallMessagesNotSent The line is busy."],
  ])("one that is refused with %s says why and can be sent again", async (code, sentence) => {
    const component = await opened();
    await sends(component, "hello");
    await fromConnector({
      v: 1,
      type: "refused",
      vendorCallKey: "leg-1",
      messageId: "id-1",
      code,
      sentence: "The line is busy.",
    });
    expect(notes(component)).toEqual([sentence]);
    toConnector = [];
    component.shadowRoot!.querySelector<HTMLElement>("[data-id=id-1]")!.click();
    await atRest();
    expect(toConnector).toMatchObject([{ type: "message.send", messageId: "id-1", body: "hello" }]);
    expect(notes(component)).toEqual(["c.CallMessagesSending"]);
  });

  it("one that the telephony system never took says so", async () => {
    const component = await opened();
    await tells("a", 1, { sentBy: "agent", refusedCode: "message.expired" });
    expect(notes(component)).toEqual(["c.CallMessagesNotDelivered"]);
  });

  it("that are too large, or empty, are not sent, and the text stays", async () => {
    const component = await opened();
    toConnector = [];
    const large = "ü".repeat(8_192);
    await sends(component, large);
    expect(field(component).setCustomValidity).toHaveBeenLastCalledWith("c.CallMessagesTooLarge");
    expect(field(component).value).toBe(large);
    await sends(component, "   ");
    expect(toConnector).toEqual([]);
  });

  it("of one record go when another is shown", async () => {
    const component = await opened();
    await tells("a", 1);
    wire.emit(recordOf("leg-2"));
    await atRest();
    expect(texts(component)).toEqual([]);
    expect(toConnector.at(-1)).toMatchObject({ vendorCallKey: "leg-2", type: "messages.wanted" });
  });

  it("are no longer heard once the component is gone", async () => {
    const component = await opened();
    component.remove();
    await tells("a", 1);
    expect(texts(component)).toEqual([]);
  });

  it("are accessible while loading, empty, shown, and when the record cannot be read, which is said", async () => {
    const component = await opened(null);
    expect(component.shadowRoot!.textContent).toContain("c.CallMessagesLoading");
    await expectAccessible(component);
    wire.emit(recordOf("leg-1"));
    await atRest();
    expect(component.shadowRoot!.textContent).toContain("c.CallMessagesNone");
    await tells("a", 1);
    await sends(component, "hello");
    await expectAccessible(component);
    wire.error({ message: "no access" });
    await atRest();
    expect(errorOf(component)).toMatchObject({ code: "record.not-readable" });
    await expectAccessible(component);
  });

  it("whose record cannot be read at first say so instead of loading for ever", async () => {
    const component = await opened(null);
    wire.error({ message: "no access" });
    await atRest();
    expect(errorOf(component)).toMatchObject({ message: "c.CallMessagesNoRecord" });
    expect(component.shadowRoot!.textContent).not.toContain("c.CallMessagesLoading");
    await expectAccessible(component);
  });

  it("stay, with what is being written, when the record is read again while offline, and go on when the network is back", async () => {
    const component = await opened();
    await tells("a", 1);
    const input = Object.assign(field(component), { value: "half a sent" });
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    wire.error({ message: "offline" });
    await atRest();
    expect(errorOf(component)).toMatchObject({ code: "browser.offline" });
    expect(texts(component)).toEqual(["body a"]);
    expect(field(component)).toBe(input);
    expect(field(component).value).toBe("half a sent");
    await expectAccessible(component);
    online.mockRestore();
    window.dispatchEvent(new CustomEvent("online"));
    await atRest();
    expect(wire.getLastConfig()).toMatchObject({ recordId: "0LQ000000000001AAA" });
    wire.emit(recordOf("leg-1"));
    await atRest();
    expect(errorOf(component)).toBeUndefined();
    expect([texts(component), field(component).value]).toEqual([["body a"], "half a sent"]);
  });
});
