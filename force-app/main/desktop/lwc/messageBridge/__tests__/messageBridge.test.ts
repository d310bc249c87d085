import { createElement } from "lwc";
import { APPLICATION_SCOPE, publish, subscribe, unsubscribe } from "lightning/messageService";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import MessageBridge from "c/messageBridge";

interface Bridge extends HTMLElement {
  handleMessage?: (payload: unknown) => void;
  publishMessage(payload: unknown): void;
}

const connected = (handleMessage?: (payload: unknown) => void): Bridge => {
  const bridge = createElement("c-message-bridge", { is: MessageBridge }) as unknown as Bridge;
  if (handleMessage) bridge.handleMessage = handleMessage;
  document.body.appendChild(bridge);
  return bridge;
};

describe("the message bridge", () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it("takes a component's message to the connector", () => {
    const handleMessage = jest.fn();
    connected(handleMessage);
    publish({}, CHANNEL, { source: "PAGE", payload: { say: "hello" } });
    expect(handleMessage).toHaveBeenCalledTimes(1);
    expect(handleMessage).toHaveBeenCalledWith({ say: "hello" });
  });

  it("takes the connector's message to the components and never back to the connector", () => {
    const handleMessage = jest.fn();
    const component = jest.fn();
    const bridge = connected(handleMessage);
    const subscription = subscribe({}, CHANNEL, component, { scope: APPLICATION_SCOPE });
    bridge.publishMessage("from the telephony system");
    expect(component).toHaveBeenCalledWith({ source: "CONNECTOR", payload: "from the telephony system" });
    expect(handleMessage).not.toHaveBeenCalled();
    unsubscribe(subscription);
  });

  it("hears components of the whole application, not only of its own tab", () => {
    connected(jest.fn());
    expect(subscribe).toHaveBeenLastCalledWith(undefined, CHANNEL, expect.any(Function), { scope: APPLICATION_SCOPE });
  });

  it("stops listening when it is taken away", () => {
    const handleMessage = jest.fn();
    connected(handleMessage).remove();
    publish({}, CHANNEL, { source: "PAGE", payload: 1 });
    expect(handleMessage).not.toHaveBeenCalled();
  });

  it.each([[null], [undefined]])("survives the message %s and a connector that is not ready", (message) => {
    connected();
    expect(() => publish({}, CHANNEL, message as unknown as object)).not.toThrow();
  });

  it("adds nothing to the page, so it is accessible by being absent", async () => {
    const bridge = connected(jest.fn());
    expect(bridge.shadowRoot?.children.length ?? 0).toBe(0);
    await expect(bridge).toBeAccessible();
  });
});
