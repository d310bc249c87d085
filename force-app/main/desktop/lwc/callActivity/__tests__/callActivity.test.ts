import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import CallActivity from "c/callActivity";
import { tell } from "../../../../../test/toolkit";
import { atRest, until } from "../../../../../test/until";

interface Activity extends HTMLElement {
  recordId?: string;
}
const wire = getRecord as unknown as { emit(data: unknown): void; error(body?: unknown): void };
const record = (fields: Record<string, string | number | null>) => ({
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
});
const MINE = { callId: "leg-1" };
const said = (id: string, text: string | null, role: string, clientSentTimestamp?: number) => ({
  ...MINE,
  id,
  clientSentTimestamp,
  content: { formatType: "Text", text },
  sender: { role },
});

const texts = (component: Activity, selector: string): (string | null)[] =>
  [...component.shadowRoot!.querySelectorAll(selector)].map(({ textContent }) => textContent);
const lines = (component: Activity): (string | null)[] => texts(component, ".line span");
const page = (component: Activity): string => component.shadowRoot!.textContent ?? "";

const opened = async (fields?: Record<string, string | null>): Promise<Activity> => {
  const component = createElement("c-call-activity", { is: CallActivity }) as unknown as Activity;
  component.recordId = "0LQ000000000001AAA";
  document.body.appendChild(component);
  if (fields) wire.emit(record(fields));
  await atRest();
  return component;
};

describe("the activity of a call", () => {
  afterEach(() => document.body.replaceChildren());

  it("says that it loads, then that nothing has happened yet", async () => {
    const component = await opened();
    expect(page(component)).toContain("c.ActivityLoading");
    await expect(component).toBeAccessible();
    wire.emit(record({ VendorCallKey: "leg-1" }));
    await until(() => !page(component).includes("c.ActivityLoading"));
    for (const empty of ["c.ActivityNoEvents", "c.ActivityNoTranscript", "c.ActivityNoQuality"])
      expect(page(component)).toContain(empty);
    await expect(component).toBeAccessible();
  });

  it("says that its record may not be read", async () => {
    const component = await opened();
    wire.error();
    await until(() => !page(component).includes("c.ActivityLoading"));
    const panel = component.shadowRoot!.querySelector("c-error-panel") as unknown as { error: unknown };
    expect(panel.error).toMatchObject({ code: "record.not-readable" });
    await expect(component).toBeAccessible();
  });

  it("tells what happens, in its order and with whom", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    tell(component, "callstarted", { ...MINE, callType: "inbound", participant: "+4930123" });
    tell(component, "callconnected", { ...MINE, participant: "+4930123" });
    for (const name of ["hold", "resume", "mute", "unmute", "pauserecording", "resumerecording", "conference", "swap"])
      tell(component, name, MINE);
    tell(component, "participantadded", { ...MINE, participant: "Bob" });
    tell(component, "flagraise", { ...MINE, sender: { role: "Agent", displayName: "Ada" } });
    tell(component, "callended", MINE);
    await atRest();
    expect(lines(component)).toEqual([
      "c.ActivityCallStarted: +4930123",
      "c.ActivityCallConnected: +4930123",
      "c.ActivityHold",
      "c.ActivityResume",
      "c.ActivityMute",
      "c.ActivityUnmute",
      "c.ActivityPauseRecording",
      "c.ActivityResumeRecording",
      "c.ActivityConference",
      "c.ActivitySwap",
      "c.ActivityParticipantAdded: Bob",
      "c.ActivityFlagRaised: Ada",
      "c.ActivityCallEnded",
    ]);
    await expect(component).toBeAccessible();
  });

  it("says of a customer who is held who it is, and never of a customer that they are muted: the agent is", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    const withCustomer = { ...MINE, participant: "+4930123" };
    for (const name of ["hold", "mute", "unmute", "pauserecording", "swap", "callended"])
      tell(component, name, withCustomer);
    await atRest();
    expect(lines(component)).toEqual([
      "c.ActivityHold: +4930123",
      "c.ActivityMute",
      "c.ActivityUnmute",
      "c.ActivityPauseRecording",
      "c.ActivitySwap",
      "c.ActivityCallEnded",
    ]);
  });

  it("knows from the record what was before the page was opened, and tells nothing twice", async () => {
    const fields = { VendorCallKey: "leg-1", CallStartDateTime: "2026-11-22T08:00:00.000Z", CallEndDateTime: null };
    const component = await opened({ ...fields, CallAcceptDateTime: "2026-11-22T08:00:05.000Z" });
    expect(lines(component)).toEqual(["c.ActivityCallStarted", "c.ActivityCallConnected"]);
    tell(component, "callended", MINE);
    wire.emit(record({ ...fields, CallEndDateTime: "2026-11-22T08:01:00.000Z" }));
    await until(() => lines(component).length === 3);
    await atRest();
    expect(lines(component).filter((line) => line === "c.ActivityCallEnded")).toHaveLength(1);
  });

  it("says the time as the user's country writes it, in the user's time zone, whatever the computer has", async () => {
    const component = await opened({ VendorCallKey: "leg-1", CallStartDateTime: "2026-11-22T22:05:09.000Z" });
    expect(texts(component, "time").map((text) => text!.replace(/\s/g, " "))).toEqual(["2:05:09 PM"]);
    expect(component.shadowRoot!.querySelector("time")!.dateTime).toBe("2026-11-22T22:05:09.000Z");
    await expect(component).toBeAccessible();
  });

  it("shows the transcript by time, with who said it, each utterance once", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    tell(component, "transcript", said("2", "How can I help?", "Agent", 2_000));
    tell(component, "transcript", said("1", "Good morning", "", 1_000));
    tell(component, "transcript", said("2", "How can I help?", "Agent", 2_000));
    tell(component, "transcript", said("3", null, "Agent", 3_000));
    tell(component, "transcript", said("4", "Say the number", "Supervisor"));
    await atRest();
    const spoken = texts(component, "[data-utterance]");
    expect(spoken).toHaveLength(3);
    expect(spoken[0]).toContain("c.ActivityRoleCustomer");
    expect(spoken[0]).toContain("Good morning");
    expect(spoken[1]).toContain("c.ActivityRoleAgent");
    expect(spoken[2]).toContain("c.ActivityRoleSupervisor");
    await expect(component).toBeAccessible();
  });

  it("shows the last measurement of each direction", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    const first = { ...MINE, stats: "inputChannelStats", packetsLost: 1, packetsCount: 100, jitterBufferMillis: 20.4 };
    tell(component, "audiostats", first);
    tell(component, "audiostats", { ...first, packetsLost: 3, packetsCount: 200, roundTripTimeMillis: 80 });
    tell(component, "audiostats", { ...MINE, stats: "outputChannelStats", packetsLost: 0 });
    tell(component, "audiostats", { ...MINE, stats: "statsOfTomorrow", packetsLost: 9 });
    await atRest();
    const channel = (name: string): string =>
      component.shadowRoot!.querySelector(`[data-channel=${name}]`)?.textContent ?? "";
    expect(component.shadowRoot!.querySelectorAll("[data-channel]")).toHaveLength(2);
    expect(channel("inputChannelStats")).toContain("c.ActivityRoundTrip");
    expect(channel("outputChannelStats")).toContain("c.ActivityPacketsLost");
    expect(channel("outputChannelStats")).not.toContain("c.ActivityRoundTrip");
    await expect(component).toBeAccessible();
  });

  it("shows the call's quality score once the record has it, and nothing of it on another record", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    wire.emit(record({ VendorCallKey: "leg-1", QualityScore: 4.26 }));
    await atRest();
    expect(texts(component, "[data-score]")).toEqual(["c.ActivityScore"]);
    expect(page(component)).not.toContain("c.ActivityNoQuality");
    await expect(component).toBeAccessible();
    component.recordId = "0LQ000000000002AAA";
    wire.emit(record({ VendorCallKey: "leg-2" }));
    await atRest();
    expect(texts(component, "[data-score]")).toEqual([]);
    expect(page(component)).toContain("c.ActivityNoQuality");
  });

  it("hears nothing of another call, nor of anything that it has no place for", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    tell(component, "hold", { callId: "leg-2" });
    tell(component, "hold", {});
    tell(component, "transcript", { ...said("1", "secret", "Agent"), callId: "leg-2" });
    await atRest();
    expect(lines(component)).toEqual([]);
    expect(page(component)).not.toContain("secret");
  });

  it("does not fill the page in a call of hours", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    for (let turn = 0; turn < 130; turn += 1) {
      tell(component, "hold", MINE);
      tell(component, "resume", MINE);
    }
    await atRest();
    expect(lines(component)).toHaveLength(200);
  });

  it("begins anew when the page shows another call, and hears nothing after it is closed", async () => {
    const component = await opened({ VendorCallKey: "leg-1" });
    tell(component, "hold", MINE);
    await until(() => lines(component).length === 1);
    component.recordId = "0LQ000000000002AAA";
    wire.emit(record({ VendorCallKey: "leg-2" }));
    await until(() => lines(component).length === 0);
    tell(component, "mute", { callId: "leg-2" });
    await until(() => lines(component).length === 1);
    const toolkit = component.shadowRoot!.querySelector("lightning-service-cloud-voice-toolkit-api")!;
    component.remove();
    toolkit.dispatchEvent(new CustomEvent("hold", { detail: { callId: "leg-2" } }));
    await atRest();
    expect(lines(component)).toHaveLength(1);
  });
});
