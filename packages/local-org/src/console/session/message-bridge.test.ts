import { describe, expect, it } from "vitest";
import type { Rendered } from "../../lightning/contract.ts";
import { MessageBridge } from "./message-bridge.ts";

const settle = () => new Promise((done) => setImmediate(done));

function setUp() {
  const faults: string[] = [];
  const calls: unknown[][] = [];
  const rendered: [string, Readonly<Record<string, unknown>>][] = [];
  let load: (outcome: Error | null) => void = () => {};
  const bridge = new MessageBridge(
    (name, attributes) => {
      rendered.push([name, attributes]);
      return new Promise<Rendered>((resolve, reject) => {
        const component: Rendered = { set: () => {}, call: (...args) => void calls.push(args), remove: () => {} };
        load = (error) => (error === null ? resolve(component) : reject(error));
      });
    },
    (sentence) => faults.push(sentence),
  );
  return { bridge, faults, calls, rendered, loads: (error: Error | null = null) => load(error) };
}

describe("the contact center's message bridge", () => {
  it("gets what the connector says, in order, also what it said while the component was loading", async () => {
    const { bridge, calls, loads } = setUp();
    bridge.load("c:messageBridge", () => {});
    bridge.publish("one");
    bridge.publish("two");
    await settle();
    expect(calls).toEqual([]);
    loads();
    bridge.publish("three");
    await settle();
    expect(calls.map(([method, payload]) => [method, payload])).toEqual([
      ["publishMessage", "one"],
      ["publishMessage", "two"],
      ["publishMessage", "three"],
    ]);
  });

  it("takes a component's message to whoever loaded it, and is loaded once however often the connector is", () => {
    const { bridge, rendered } = setUp();
    const heard: unknown[] = [];
    bridge.load("c:messageBridge", (message) => heard.push(message));
    bridge.load("c:messageBridge", (message) => heard.push(message));
    expect(rendered.map(([name]) => name)).toEqual(["c:messageBridge"]);
    (rendered[0]![1]["handleMessage"] as (message: unknown) => void)("hello");
    expect(heard).toEqual(["hello"]);
  });

  it("that the package does not have is named in a sentence, and the console goes on", async () => {
    const { bridge, faults, loads } = setUp();
    bridge.load("c:gone", () => {});
    loads(new Error("The package has no component c:gone."));
    bridge.publish("lost");
    await settle();
    expect(faults).toEqual(["The message bridge c:gone is not there. The package has no component c:gone."]);
  });

  it("without a name in the vendor record carries nothing", async () => {
    const { bridge, rendered } = setUp();
    bridge.load(undefined, () => {});
    bridge.publish("lost");
    await settle();
    expect(rendered).toEqual([]);
  });
});
