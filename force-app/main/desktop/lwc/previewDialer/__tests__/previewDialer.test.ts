import { createElement } from "lwc";
import readCurrent from "@salesforce/apex/PreviewDialer.current";
import loadCalls from "@salesforce/apex/PreviewDialer.load";
import saveCall from "@salesforce/apex/PreviewDialer.saveOutcome";
import skipCall from "@salesforce/apex/PreviewDialer.skip";
import noteStarted from "@salesforce/apex/PreviewDialer.started";
import { asked } from "lightning/serviceCloudVoiceToolkitApi";
import PreviewDialer from "c/previewDialer";
import { expectAccessible } from "../../../../../test/accessible";
import { tell } from "../../../../../test/toolkit";
import { atRest, until } from "../../../../../test/until";

jest.mock("@salesforce/apex/PreviewDialer.current", () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock("@salesforce/apex/PreviewDialer.load", () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/PreviewDialer.saveOutcome", () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
jest.mock("@salesforce/apex/PreviewDialer.skip", () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/PreviewDialer.started", () => ({ __esModule: true, default: jest.fn() }), {
  virtual: true,
});
const started = noteStarted as unknown as jest.Mock;
const current = readCurrent as unknown as jest.Mock;
const load = loadCalls as unknown as jest.Mock;
const save = saveCall as unknown as jest.Mock;
const skip = skipCall as unknown as jest.Mock;

const toMake = (previewCallId: string, name: string, phoneNumber: string, more: object = {}) => ({
  previewCallId,
  name,
  phoneNumber,
  attempts: 0,
  doNotCall: false,
  ...more,
});
const ADA = toMake("a", "Ada Lovelace", "+49 30 1234567", {
  reason: "Renewal",
  title: "Buyer",
  account: "Northwind",
  attempts: 2,
  lastOutcome: "Busy",
  note: "Mornings",
});
const BOB = toMake("b", "Bob", "+49301111111");
const EVE = toMake("e", "Eve", "+49302222222", { doNotCall: true });
const OUTCOMES = [
  { value: "Reached", label: "Reached" },
  { value: "Busy", label: "Busy" },
];
const work = (...calls: object[]) => ({ calls, hasMore: false, nextDueAt: null, outcomes: OUTCOMES });
const refusal = (code: string) => ({ body: { message: JSON.stringify({ code, message: "A sentence." }) } });
const MINE = { callId: "leg-1", callType: "outbound", participant: "+49301234567" };

const inPage = (component: HTMLElement, selector: string): HTMLElement =>
  component.shadowRoot!.querySelector(selector) as HTMLElement;
const button = (component: HTMLElement, name: string): HTMLButtonElement =>
  inPage(component, `[data-${name}]`) as HTMLButtonElement;
const heading = (component: HTMLElement): string | undefined =>
  inPage(component, "[data-heading]")?.textContent ?? undefined;
const status = (component: HTMLElement): string => inPage(component, "[data-status]").textContent!;
const problem = (component: HTMLElement): string | undefined =>
  inPage(component, "[data-problem]")?.textContent ?? undefined;
const errorOf = (component: HTMLElement): unknown =>
  (inPage(component, "c-error-panel") as unknown as { error: unknown }).error;
const rows = (component: HTMLElement): HTMLElement[] => [
  ...component.shadowRoot!.querySelectorAll<HTMLElement>("[role=option]"),
];

const opened = async (list: unknown): Promise<HTMLElement> => {
  load.mockResolvedValue(list);
  const component = createElement("c-preview-dialer", { is: PreviewDialer }) as unknown as HTMLElement;
  document.body.appendChild(component);
  await until(() => inPage(component, ".slds-spinner") === null && inPage(component, "h2") !== null);
  await atRest();
  return component;
};
/** Dials the first one until the far end has been reached, or not. */
const called = async (component: HTMLElement, ...events: string[]): Promise<void> => {
  button(component, "call").click();
  await atRest();
  for (const name of events) tell(component, name, MINE);
  await atRest();
};
const fill = (component: HTMLElement, outcome: string, note: string): void => {
  const select = inPage(component, "select") as HTMLSelectElement;
  select.value = outcome;
  select.dispatchEvent(new CustomEvent("change"));
  const area = inPage(component, "textarea") as HTMLTextAreaElement;
  area.value = note;
  area.dispatchEvent(new CustomEvent("input"));
};
const submit = (component: HTMLElement): boolean =>
  inPage(component, "form").dispatchEvent(new CustomEvent("submit", { cancelable: true }));
/** An outcome is written and cannot be saved: the person called and what was written stay. */
const notedInVain = async (code: string): Promise<HTMLElement> => {
  save.mockRejectedValueOnce(refusal(code));
  const component = await opened(work(ADA, BOB));
  await called(component, "callstarted", "callconnected", "callended");
  fill(component, "Reached", "wants an offer");
  await atRest();
  submit(component);
  await until(() => errorOf(component) !== undefined);
  expect(heading(component)).toBe("Ada Lovelace");
  expect((inPage(component, "textarea") as HTMLTextAreaElement).value).toBe("wants an offer");
  return component;
};
const press = (component: HTMLElement, key: string): boolean =>
  inPage(component, "[role=listbox]").dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));

describe("the preview dialer", () => {
  beforeEach(() => {
    jest.useFakeTimers();
    for (const mock of [current, load, save, skip, started, asked]) mock.mockReset();
    started.mockResolvedValue(null);
    current.mockImplementation(({ previewCallId }: { previewCallId: string }) =>
      Promise.resolve([ADA, BOB].find((one) => one.previewCallId === previewCallId)),
    );
    save.mockResolvedValue(null);
    skip.mockResolvedValue(null);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it("says that it loads", async () => {
    load.mockReturnValue(new Promise(() => {}));
    const component = createElement("c-preview-dialer", { is: PreviewDialer }) as unknown as HTMLElement;
    document.body.appendChild(component);
    await until(() => inPage(component, ".slds-spinner") !== null);
    await expectAccessible(component);
  });

  it("says that there is nobody to call, when there will be, and looks again when asked", async () => {
    const component = await opened(work());
    expect(inPage(component, "[data-empty]").textContent).toContain("c.PreviewEmpty");
    await expectAccessible(component);
    load.mockResolvedValue({ ...work(), nextDueAt: "2026-11-22T12:00:00.000Z" });
    inPage(component, "[data-empty] button").click();
    await until(() => inPage(component, "[data-empty]")?.textContent?.includes("c.PreviewEmptyUntil") ?? false);
    load.mockResolvedValue(work(BOB));
    inPage(component, "[data-empty] button").click();
    await until(() => heading(component) === "Bob");
  });

  it("shows why it could not load, and tries again", async () => {
    load.mockRejectedValueOnce(refusal("preview.not-permitted"));
    const component = createElement("c-preview-dialer", { is: PreviewDialer }) as unknown as HTMLElement;
    document.body.appendChild(component);
    await until(() => inPage(component, "c-error-panel") !== null && errorOf(component) !== undefined);
    await expectAccessible(component);
    load.mockResolvedValue(work(BOB));
    inPage(component, "c-error-panel").dispatchEvent(new CustomEvent("retry"));
    await until(() => heading(component) === "Bob");
    expect(errorOf(component)).toBeUndefined();
  });

  it("previews the record before anything is dialed", async () => {
    const component = await opened({ ...work(ADA, BOB), hasMore: true });
    const shown = [...component.shadowRoot!.querySelectorAll("dd")].map(({ textContent }) => textContent);
    expect(heading(component)).toBe("Ada Lovelace");
    expect(shown).toEqual(["+49 30 1234567", "Buyer", "Northwind", "Renewal", "2", "Busy", "Mornings"]);
    expect(component.shadowRoot!.textContent).toContain("c.PreviewHasMore");
    expect(asked).not.toHaveBeenCalled();
    await expectAccessible(component);
  });

  it("shows of a bare number only what there is", async () => {
    const component = await opened(work(BOB));
    expect(component.shadowRoot!.querySelectorAll("dd")).toHaveLength(1);
    expect(component.shadowRoot!.textContent).not.toContain("c.PreviewHasMore");
  });

  it("dials by startPreviewCall and follows the call to its outcome, then shows the next", async () => {
    const component = await opened(work(ADA, BOB));
    await called(component);
    expect(asked).toHaveBeenCalledWith("startPreviewCall", "+49 30 1234567");
    expect(status(component)).toBe("c.PreviewStateStarting");
    expect(button(component, "call").disabled).toBe(true);
    expect(button(component, "skip").disabled).toBe(true);
    tell(component, "callstarted", MINE);
    await until(() => status(component) === "c.PreviewStateRinging");
    tell(component, "callconnected", MINE);
    await until(() => status(component) === "c.PreviewStateConnected");
    expect(button(component, "save").disabled).toBe(true);
    tell(component, "callended", MINE);
    await until(() => status(component) === "c.PreviewStateEnded");
    await expectAccessible(component);
    fill(component, "Reached", "wants an offer");
    await atRest();
    submit(component);
    expect(save).toHaveBeenCalledWith({
      previewCallId: "a",
      outcome: "Reached",
      note: "wants an offer",
      vendorCallKey: "leg-1",
    });
    await until(() => heading(component) === "Bob");
    expect(rows(component)).toHaveLength(1);
    expect(inPage(component, "form")).toBeNull();
    expect(component.shadowRoot!.activeElement).toBe(inPage(component, "[data-heading]"));
  });

  it("notes that somebody is being called, and says when that cannot be noted", async () => {
    started.mockRejectedValueOnce(refusal("preview.not-saved"));
    const component = await opened(work(ADA, BOB));
    await called(component, "callstarted");
    expect(started.mock.calls).toEqual([[{ previewCallId: "a", vendorCallKey: "leg-1" }]]);
    await until(() => errorOf(component) !== undefined);
    await expectAccessible(component);
  });

  it("asks a page that is loaded during or after a call for its outcome, before anybody else is called", async () => {
    const component = await opened(work(BOB, { ...ADA, owedCallKey: "leg-1" }));
    expect(heading(component)).toBe("Ada Lovelace");
    expect(status(component)).toBe("c.PreviewStateOwed");
    expect(button(component, "call").disabled).toBe(true);
    await expectAccessible(component);
    tell(component, "callended", MINE);
    await until(() => status(component) === "c.PreviewStateEnded");
    fill(component, "Reached", "Done");
    submit(component);
    await until(() => heading(component) === "Bob");
    expect(save).toHaveBeenCalledWith({ previewCallId: "a", outcome: "Reached", note: "Done", vendorCallKey: "leg-1" });
  });

  it("asks for an outcome when nobody answered or the line was busy", async () => {
    const component = await opened(work(ADA));
    await called(component, "callstarted", "callended");
    expect(status(component)).toBe("c.PreviewStateMissed");
    expect(button(component, "call").disabled).toBe(true);
    submit(component);
    await until(() => inPage(component, "select").getAttribute("aria-invalid") === "true");
    expect(save).not.toHaveBeenCalled();
    await expectAccessible(component);
    fill(component, "Busy", "");
    await until(() => inPage(component, "select").getAttribute("aria-invalid") === "false");
    load.mockResolvedValue(work());
    submit(component);
    await until(() => inPage(component, "[data-empty]") !== null);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("says that a call did not start, and can be tried again or skipped", async () => {
    const component = await opened(work(ADA, BOB));
    await called(component);
    jest.advanceTimersByTime(15_000);
    await until(() => problem(component) === "c.PreviewRefused");
    await expectAccessible(component);
    await called(component);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(problem(component)).toBeUndefined();
    jest.advanceTimersByTime(15_000);
    await until(() => problem(component) === "c.PreviewRefused");
    button(component, "skip").click();
    await until(() => heading(component) === "Bob");
    expect(problem(component)).toBeUndefined();
  });

  it.each([
    [
      "throws",
      () =>
        asked.mockImplementationOnce(() => {
          throw new Error("no phone");
        }),
    ],
    ["rejects", () => asked.mockRejectedValueOnce(new Error("no phone"))],
  ])("says so at once when the platform %s", async (_how, refuse) => {
    refuse();
    const component = await opened(work(ADA));
    await called(component);
    expect(problem(component)).toBe("c.PreviewRefused");
  });

  it("takes a call that starts late for its own, and another one for none", async () => {
    const component = await opened(work(ADA));
    await called(component);
    tell(component, "callstarted", { callId: "leg-9", callType: "inbound", participant: "+49301234567" });
    tell(component, "callstarted", { callId: "leg-8", callType: "outbound", participant: "+49309999999" });
    await atRest();
    expect(status(component)).toBe("c.PreviewStateStarting");
    jest.advanceTimersByTime(15_000);
    await until(() => problem(component) === "c.PreviewRefused");
    tell(component, "callstarted", { ...MINE, participant: "030 1234567" });
    await until(() => status(component) === "c.PreviewStateRinging");
  });

  it("does not dial while the agent is on another call, and does when that has ended", async () => {
    const component = await opened(work(ADA));
    tell(component, "callstarted", { callId: "leg-7", callType: "inbound", participant: "+4930777" });
    await until(() => problem(component) === "c.PreviewBusy");
    expect(button(component, "call").disabled).toBe(true);
    button(component, "call").click();
    expect(asked).not.toHaveBeenCalled();
    await expectAccessible(component);
    tell(component, "callended", { callId: "leg-7" });
    await until(() => !button(component, "call").disabled);
  });

  it("does not dial in after conversation work: says so, and dials again when it is finished", async () => {
    const component = await opened(work(ADA, BOB));
    await called(component, "callstarted", "callconnected", "callended");
    fill(component, "Reached", "");
    await atRest();
    submit(component);
    await until(() => heading(component) === "Bob");
    await until(() => inPage(component, "[data-after-work]") !== null);
    expect(inPage(component, "[data-after-work]").textContent).toContain("c.PreviewAfterWork");
    expect(button(component, "call").disabled).toBe(true);
    button(component, "call").click();
    expect(asked).toHaveBeenCalledTimes(1);
    await expectAccessible(component);
    tell(component, "wrapupended", { callId: "leg-7" });
    await atRest();
    expect(button(component, "call").disabled).toBe(true);
    tell(component, "wrapupended", MINE);
    await until(() => !button(component, "call").disabled);
    expect(inPage(component, "[data-after-work]")).toBeNull();
  });

  it("waits for the after conversation work of a call that it did not make, and of none that nobody answered", async () => {
    const component = await opened(work(ADA));
    for (const name of ["callstarted", "callended"]) tell(component, name, { callId: "leg-6" });
    await atRest();
    expect(button(component, "call").disabled).toBe(false);
    for (const name of ["callstarted", "callconnected", "callended"]) tell(component, name, { callId: "leg-7" });
    await until(() => button(component, "call").disabled);
    expect(inPage(component, "[data-after-work]")).not.toBeNull();
  });

  it("takes the agent's word for it where the phone never tells that after conversation work has ended", async () => {
    const component = await opened(work(ADA));
    for (const name of ["callstarted", "callconnected", "callended"]) tell(component, name, { callId: "leg-7" });
    await until(() => button(component, "call").disabled);
    button(component, "finished").click();
    await until(() => !button(component, "call").disabled);
    expect(component.shadowRoot!.activeElement).toBe(button(component, "call"));
  });

  it("does not dial whoever does not want to be called", async () => {
    const component = await opened(work(EVE));
    expect(inPage(component, "[data-do-not-call]").textContent).toBe("c.PreviewDoNotCall");
    expect(button(component, "call").disabled).toBe(true);
    expect(button(component, "skip").disabled).toBe(false);
    await expectAccessible(component);
  });

  it("skips, and loads what has become due at the end of the list", async () => {
    const component = await opened(work(ADA));
    load.mockResolvedValue(work(BOB));
    button(component, "skip").click();
    await until(() => heading(component) === "Bob");
    expect(skip).toHaveBeenCalledWith({ previewCallId: "a" });
  });

  it("keeps what was written when it cannot be saved", async () => {
    const component = await notedInVain("preview.not-saved");
    await expectAccessible(component);
    submit(component);
    await until(() => heading(component) === "Bob");
  });

  it.each(["preview.already-done", "preview.unknown"])("goes on when somebody else was quicker: %s", async (code) => {
    skip.mockRejectedValueOnce(refusal(code));
    const component = await opened(work(ADA, BOB));
    button(component, "skip").click();
    await until(() => heading(component) === "Bob");
    expect(errorOf(component)).toEqual(refusal(code));
  });

  it.each(["preview.already-done", "preview.unknown"])(
    "does not dial what has been made or taken meanwhile, says so, and goes on: %s",
    async (code) => {
      current.mockRejectedValueOnce(refusal(code));
      const component = await opened(work(ADA, BOB));
      await called(component);
      expect(asked).not.toHaveBeenCalled();
      expect(errorOf(component)).toEqual(refusal(code));
      expect(heading(component)).toBe("Ada Lovelace");
      expect(button(component, "call").disabled).toBe(true);
      await expectAccessible(component);
      button(component, "skip").click();
      await until(() => heading(component) === "Bob");
      expect(skip).not.toHaveBeenCalled();
    },
  );

  it("does not dial a contact who does not want to be called any more", async () => {
    current.mockRejectedValueOnce(refusal("preview.do-not-call"));
    const component = await opened(work(ADA, BOB));
    await called(component);
    expect(asked).not.toHaveBeenCalled();
    expect(errorOf(component)).toEqual(refusal("preview.do-not-call"));
    expect(inPage(component, "[data-do-not-call]")).not.toBeNull();
    expect(button(component, "call").disabled).toBe(true);
  });

  it("dials the number that the record has now, and nobody when another call came while it was read", async () => {
    current.mockResolvedValueOnce({ ...ADA, phoneNumber: "+49 30 9999999" });
    const component = await opened(work(ADA));
    await called(component);
    expect(asked).toHaveBeenCalledWith("startPreviewCall", "+49 30 9999999");
    document.body.replaceChildren();
    asked.mockReset();
    const other = await opened(work(ADA));
    button(other, "call").click();
    tell(other, "callstarted", { callId: "leg-7", callType: "inbound", participant: "+4930777" });
    await until(() => problem(other) === "c.PreviewBusy");
    expect(asked).not.toHaveBeenCalled();
  });

  it("says that the computer is offline, whatever the platform says, and dials once it is not", async () => {
    const online = jest.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    current.mockRejectedValueOnce({ body: { message: "Disconnected or Canceled" } }).mockResolvedValueOnce(ADA);
    const component = await opened(work(ADA, BOB));
    await called(component);
    expect(errorOf(component)).toMatchObject({ code: "preview.offline", message: "c.PreviewOffline" });
    expect(asked).not.toHaveBeenCalled();
    online.mockRestore();
    await called(component);
    expect(errorOf(component)).toBeUndefined();
    expect(asked).toHaveBeenCalledWith("startPreviewCall", ADA.phoneNumber);
  });

  it("keeps what was written when somebody else was quicker, until the agent goes on", async () => {
    const component = await notedInVain("preview.already-done");
    expect((inPage(component, "select") as HTMLSelectElement).value).toBe("Reached");
    expect(button(component, "call").disabled).toBe(true);
    await expectAccessible(component);
    button(component, "skip").click();
    await until(() => heading(component) === "Bob");
  });

  it("is worked by keyboard: arrows, Home and End choose, and focus follows", async () => {
    const component = await opened(work(ADA, BOB, EVE));
    expect(rows(component).map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    for (const [key, name] of [
      ["ArrowDown", "Bob"],
      ["End", "Eve"],
      ["ArrowUp", "Bob"],
      ["Home", "Ada Lovelace"],
      ["ArrowUp", "Ada Lovelace"],
      ["x", "Ada Lovelace"],
    ] as const) {
      press(component, key);
      // eslint-disable-next-line no-await-in-loop
      await atRest();
      expect(heading(component)).toBe(name);
    }
    press(component, "End");
    await until(() => component.shadowRoot!.activeElement === rows(component)[2]);
    expect(rows(component)[2]!.getAttribute("aria-selected")).toBe("true");
  });

  it("chooses by click, but stays with a call until its outcome is noted", async () => {
    const component = await opened(work(ADA, BOB));
    rows(component)[1]!.click();
    await until(() => heading(component) === "Bob");
    rows(component)[0]!.click();
    await until(() => heading(component) === "Ada Lovelace");
    await called(component, "callstarted");
    rows(component)[1]!.click();
    await atRest();
    expect(heading(component)).toBe("Ada Lovelace");
    expect(rows(component)[1]!.getAttribute("aria-disabled")).toBe("true");
  });

  it("leaves nothing behind when it is closed", async () => {
    const component = await opened(work(ADA));
    await called(component);
    component.remove();
    expect(jest.getTimerCount()).toBe(0);
  });
});
