import { describe, expect, it } from "vitest";
import { auraBundle, carrying, FakeComponent } from "./bundle.ts";

const run = auraBundle("auraMessageBridge");

describe("the Aura message bridge", () => {
  it("takes the connector's messages to the channel, marked as the connector's", () => {
    const component = new FakeComponent();
    run("publishMessage", component, carrying({ arguments: { message: { hello: "page" } } }));
    expect(component.published).toEqual([{ source: "CONNECTOR", payload: { hello: "page" } }]);
  });

  it("takes messages of components to the connector", () => {
    const heard: unknown[] = [];
    const component = new FakeComponent({ handleMessage: (payload: unknown) => heard.push(payload) });
    run("toConnector", component, carrying({ source: "page", payload: "hello" }));
    expect(heard).toEqual(["hello"]);
  });

  it("does not send the connector its own messages back", () => {
    const heard: unknown[] = [];
    const component = new FakeComponent({ handleMessage: (payload: unknown) => heard.push(payload) });
    run("publishMessage", component, carrying({ arguments: { message: "hello" } }));
    for (const message of component.published) run("toConnector", component, carrying(message));
    expect(heard).toEqual([]);
  });

  it("drops messages that come before Salesforce has given it the connector", () => {
    const component = new FakeComponent();
    expect(() => run("toConnector", component, carrying({ source: "page", payload: 1 }))).not.toThrow();
    expect(component.published).toEqual([]);
  });
});
