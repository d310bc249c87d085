import { TOOLKIT_EVENTS, ToolkitEvents, type Toolkit } from "c/toolkitEvents";

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
