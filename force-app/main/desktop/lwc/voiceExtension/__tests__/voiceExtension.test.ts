import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import { asked } from "lightning/serviceCloudVoiceToolkitApi";
import VoiceExtension from "c/voiceExtension";
import { tell } from "../../../../../test/toolkit";
import { expectAccessible } from "../../../../../test/accessible";
import { atRest, until } from "../../../../../test/until";

interface Extension extends HTMLElement {
  recordId?: string;
}
const wire = getRecord as unknown as { emit(data: unknown): void; error(body?: unknown): void };
const MINE = { callId: "leg-1" };
const record = (fields: Record<string, string | null>) => ({
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
});
const inbound = (disposition: string) =>
  record({ VendorCallKey: "leg-1", CallType: "Inbound", CallDisposition: disposition });

const names = (component: Extension): string[] =>
  [...component.shadowRoot!.querySelectorAll<HTMLElement>("button[data-name]")].map(({ dataset }) => dataset.name!);
const inPage = (component: Extension, selector: string): HTMLElement =>
  component.shadowRoot!.querySelector(selector) as HTMLElement;
const press = (component: Extension, name: string): void => inPage(component, `button[data-name=${name}]`).click();
const status = (component: Extension): string => inPage(component, "[data-status]").textContent!;

const opened = async (data?: unknown): Promise<Extension> => {
  const component = createElement("c-voice-extension", { is: VoiceExtension }) as unknown as Extension;
  component.recordId = "0LQ000000000001AAA";
  document.body.appendChild(component);
  if (data !== undefined) wire.emit(data);
  await atRest();
  return component;
};
const sendDigits = (component: Extension, digits: string): void => {
  const field = inPage(component, "input") as HTMLInputElement;
  field.value = digits;
  field.dispatchEvent(new CustomEvent("input"));
  inPage(component, "form").dispatchEvent(new CustomEvent("submit", { cancelable: true }));
};

describe("the call controls", () => {
  beforeEach(() => {
    jest.useFakeTimers();
    asked.mockReset();
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it("say that the call is loading, and that its record may not be read", async () => {
    const component = await opened();
    expect(status(component)).toBe("c.ExtensionLoading");
    await expectAccessible(component);
    wire.error();
    await until(() => status(component) === "");
    expect((inPage(component, "c-error-panel") as unknown as { error: unknown }).error).toMatchObject({
      code: "record.not-readable",
    });
    expect(names(component)).toEqual([]);
  });

  it("offer accept and decline while an inbound call rings, and the other controls once it is connected", async () => {
    const component = await opened(inbound("new"));
    expect(status(component)).toBe("c.ExtensionStateWaiting");
    tell(component, "callstarted", MINE);
    await until(() => status(component) === "c.ExtensionStateRinging");
    expect(names(component)).toEqual(["accept", "decline"]);
    tell(component, "callconnected", MINE);
    await until(() => status(component) === "c.ExtensionStateConnected");
    expect(names(component)).toEqual(["mute", "hold", "pauseRecording", "end"]);
    await expectAccessible(component);
  });

  it("offer nothing but to end an outbound call that rings", async () => {
    const component = await opened(record({ VendorCallKey: "leg-1", CallType: "Outbound", CallDisposition: "new" }));
    tell(component, "callstarted", MINE);
    await until(() => names(component).length > 0);
    expect(names(component)).toEqual(["end"]);
  });

  it("know from the record a call that was connected or over before the page was opened", async () => {
    expect(status(await opened(inbound("in-progress")))).toBe("c.ExtensionStateConnected");
    document.body.replaceChildren();
    const component = await opened(inbound("completed"));
    expect(status(component)).toBe("c.ExtensionStateEnded");
    expect(names(component)).toEqual([]);
  });

  it.each([
    ["accept", ["acceptCall"], "new", "callstarted"],
    ["decline", ["declineCall"], "new", "callstarted"],
    ["mute", ["mute"], "in-progress", "callconnected"],
    ["unmute", ["unmute"], "in-progress", "mute"],
    ["hold", ["hold", "Initial_Caller"], "in-progress", "callconnected"],
    ["resume", ["resume", "Initial_Caller"], "in-progress", "hold"],
    ["pauseRecording", ["pauseRecording"], "in-progress", "callconnected"],
    ["resumeRecording", ["resumeRecording"], "in-progress", "pauserecording"],
    ["end", ["endCall", "Agent"], "in-progress", "callconnected"],
  ])("ask the phone: %s", async (name, action, disposition, before) => {
    const component = await opened(inbound(disposition));
    tell(component, before, MINE);
    await until(() => names(component).includes(name));
    press(component, name);
    expect(asked).toHaveBeenCalledWith(...action);
  });

  it("show a control as done when its event has come, not before, and take no other one meanwhile", async () => {
    const component = await opened(inbound("in-progress"));
    press(component, "mute");
    await until(() => inPage(component, "button").getAttribute("aria-disabled") === "true");
    expect(status(component)).toBe("c.ExtensionStateConnected");
    press(component, "hold");
    expect(asked).toHaveBeenCalledTimes(1);
    tell(component, "mute", MINE);
    await until(() => names(component).includes("unmute"));
    expect(status(component)).toBe("c.ExtensionStateConnected · c.ExtensionStateMuted");
    press(component, "hold");
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("are offered both ways while nothing has told how a call of before the page stands", async () => {
    const component = await opened(inbound("in-progress"));
    expect(names(component)).toEqual(["mute", "unmute", "hold", "resume", "pauseRecording", "resumeRecording", "end"]);
    await expectAccessible(component);
    tell(component, "resume", MINE);
    tell(component, "mute", MINE);
    await until(() => !names(component).includes("mute"));
    expect(names(component)).toEqual(["unmute", "hold", "pauseRecording", "resumeRecording", "end"]);
  });

  it("say without an error that the phone told no change, and claim none, when it may have been so already", async () => {
    const component = await opened(inbound("in-progress"));
    press(component, "hold");
    jest.advanceTimersByTime(12_000);
    await until(() => inPage(component, "[data-not-told]").textContent === "c.ExtensionNotTold");
    expect(inPage(component, "[data-not-confirmed]")).toBeNull();
    expect(status(component)).toBe("c.ExtensionStateConnected");
    await expectAccessible(component);
    press(component, "resume");
    tell(component, "resume", MINE);
    await until(() => !names(component).includes("resume"));
    expect(inPage(component, "[data-not-told]").textContent).toBe("");
  });

  it("say that the phone has not confirmed, and can be asked again", async () => {
    const component = await opened(inbound("in-progress"));
    tell(component, "resume", MINE);
    await until(() => !names(component).includes("resume"));
    press(component, "hold");
    jest.advanceTimersByTime(12_000);
    await until(() => inPage(component, "[data-not-confirmed]") !== null);
    await expectAccessible(component);
    press(component, "hold");
    expect(asked).toHaveBeenCalledTimes(2);
    tell(component, "hold", MINE);
    await until(() => names(component).includes("resume"));
    expect(inPage(component, "[data-not-confirmed]")).toBeNull();
  });

  it("say so at once when the platform itself refuses", async () => {
    asked.mockRejectedValueOnce(new Error("no call"));
    const component = await opened(inbound("in-progress"));
    press(component, "mute");
    await until(() => inPage(component, "[data-not-confirmed]") !== null);
  });

  it("hear nothing of another call", async () => {
    const component = await opened(inbound("in-progress"));
    tell(component, "hold", { callId: "leg-2" });
    tell(component, "callended", { callId: "leg-2" });
    tell(component, "mute", {});
    await atRest();
    expect(status(component)).toBe("c.ExtensionStateConnected");
  });

  it("are gone when the call ends, whatever was asked", async () => {
    const component = await opened(inbound("in-progress"));
    tell(component, "hold", MINE);
    await until(() => names(component).includes("resume"));
    press(component, "resume");
    tell(component, "callended", MINE);
    await until(() => status(component) === "c.ExtensionStateEnded");
    expect(names(component)).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("send digits in capital letters and without blanks, and refuse others", async () => {
    const component = await opened(inbound("in-progress"));
    sendDigits(component, "12x");
    await until(() => inPage(component, "input").getAttribute("aria-invalid") === "true");
    expect(asked).not.toHaveBeenCalled();
    await expectAccessible(component);
    sendDigits(component, " 1 2,#b ");
    expect(asked).toHaveBeenCalledWith("sendDigits", "12,#B");
    await until(() => (inPage(component, "input") as HTMLInputElement).value === "");
    asked.mockRejectedValueOnce(new Error("no call"));
    sendDigits(component, "1");
    await until(() => inPage(component, "[data-not-confirmed]") !== null);
  });

  it("belong to the new call when the page shows another one", async () => {
    const component = await opened(inbound("in-progress"));
    component.recordId = "0LQ000000000002AAA";
    await atRest();
    tell(component, "hold", MINE);
    wire.emit(record({ VendorCallKey: "leg-2", CallDisposition: "in-progress", CallType: "Inbound" }));
    await until(() => names(component).includes("hold"));
    tell(component, "mute", { callId: "leg-2" });
    await until(() => names(component).includes("unmute"));
  });

  it("hear nothing any more after the page is closed", async () => {
    const component = await opened(inbound("in-progress"));
    press(component, "mute");
    const toolkit = inPage(component, "lightning-service-cloud-voice-toolkit-api");
    component.remove();
    expect(jest.getTimerCount()).toBe(0);
    toolkit.dispatchEvent(new CustomEvent("callended", { detail: MINE }));
    await atRest();
    expect(status(component)).toBe("c.ExtensionStateConnected");
  });
});
