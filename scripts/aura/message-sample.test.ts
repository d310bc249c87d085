import { describe, expect, it } from "vitest";
import { auraBundle, carrying, FakeComponent, plain } from "./bundle.ts";

const run = auraBundle("auraMessageSample");
const shown = (component: FakeComponent) => plain(component.get("v.received"));
const receive = (component: FakeComponent, payload: unknown, source = "CONNECTOR") =>
  run("receive", component, carrying({ source, payload }));

describe("the Aura sample for messages", () => {
  it("shows what the connector sends, newest first, objects as JSON", () => {
    const component = new FakeComponent({ received: [] });
    receive(component, "hello");
    receive(component, { call: 1 });
    expect(shown(component)).toEqual(['{"call":1}', "hello"]);
  });

  it("shows nothing of what components send", () => {
    const component = new FakeComponent({ received: [] });
    receive(component, "hello", "auraMessageSample");
    expect(shown(component)).toEqual([]);
  });

  it("keeps the newest twenty", () => {
    const component = new FakeComponent({ received: [] });
    for (let n = 1; n <= 25; n++) receive(component, String(n));
    expect(shown(component)).toEqual(Array.from({ length: 20 }, (_, index) => String(25 - index)));
  });

  it("sends the text and empties the field, and sends nothing without a text", () => {
    const component = new FakeComponent({ text: "hello" });
    run("send", component);
    run("send", component);
    expect(component.published).toEqual([{ source: "auraMessageSample", payload: { text: "hello" } }]);
    expect(component.get("v.text")).toBe("");
  });
});
