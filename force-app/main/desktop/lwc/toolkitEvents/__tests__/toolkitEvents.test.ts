import { TOOLKIT_EVENTS, ToolkitEvents, ofCall, type Toolkit } from "c/toolkitEvents";

const element = (): Toolkit => document.createElement("div") as unknown as Toolkit;
const say = (toolkit: Toolkit, name: string, detail?: unknown): boolean =>
  toolkit.dispatchEvent(new CustomEvent(name, { detail }));

describe("the events of the toolkit", () => {
  it("are heard by name with their detail, each of them", () => {
    const hear = jest.fn();
    const toolkit = element();
    new ToolkitEvents(hear).open(toolkit);
    for (const name of TOOLKIT_EVENTS) say(toolkit, name, { callId: name });
    expect(hear.mock.calls).toEqual(TOOLKIT_EVENTS.map((name) => [name, { callId: name }]));
  });

  it("are heard once, however often the component is rendered", () => {
    const hear = jest.fn();
    const toolkit = element();
    const events = new ToolkitEvents(hear);
    events.open(toolkit);
    events.open(toolkit);
    say(toolkit, "mute", { callId: "leg-1" });
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it("are no longer heard after close, nor of an element that was replaced", () => {
    const hear = jest.fn();
    const [first, second] = [element(), element()];
    const events = new ToolkitEvents(hear);
    events.open(first);
    events.open(second);
    say(first, "mute", { callId: "leg-1" });
    expect(hear).not.toHaveBeenCalled();
    say(second, "mute", { callId: "leg-1" });
    expect(hear).toHaveBeenCalledTimes(1);
    events.close();
    say(second, "mute", { callId: "leg-1" });
    expect(hear).toHaveBeenCalledTimes(1);
  });

  it("of other calls are not heard, none before the call is known, and none that names no call", () => {
    const hear = jest.fn();
    let key: string | null = null;
    const toolkit = element();
    new ToolkitEvents(ofCall(() => key, hear)).open(toolkit);
    say(toolkit, "mute", { callId: "leg-1" });
    say(toolkit, "mute");
    key = "leg-1";
    say(toolkit, "mute", { callId: "leg-2" });
    say(toolkit, "mute");
    expect(hear).not.toHaveBeenCalled();
    say(toolkit, "mute", { callId: "leg-1" });
    expect(hear.mock.calls).toEqual([["mute", { callId: "leg-1" }]]);
  });

  it("survive an event without a detail, and a page without the element", () => {
    const hear = jest.fn();
    const events = new ToolkitEvents(hear);
    events.open(null);
    const toolkit = element();
    events.open(toolkit);
    say(toolkit, "conference");
    expect(hear).toHaveBeenCalledWith("conference", {});
  });
});
