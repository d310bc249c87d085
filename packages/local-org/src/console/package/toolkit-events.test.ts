import { describe, expect, it } from "vitest";
import type { TranscriptEntry, VoiceCall } from "../../console-contract.ts";
import { readPhoneCall } from "../host/phone-call.ts";
import type { HostedCall } from "../host/phone.ts";
import { toolkitEvents, transcriptEvent } from "./toolkit-events.ts";

const hosted = (phase: HostedCall["phase"], more: Partial<HostedCall> = {}, wire: object = {}): HostedCall => ({
  call: readPhoneCall({ callId: "leg-1", callType: "outbound", phoneNumber: "+14155550177", ...wire })!,
  phase,
  phaseSince: 0,
  isMuted: false,
  isOnHold: false,
  isRecordingPaused: false,
  third: null,
  isMerged: false,
  ...more,
});
const names = (before: HostedCall[], after: HostedCall[]) => toolkitEvents(before, after).map(({ name }) => name);

describe("what the toolkit tells components of a call", () => {
  it.each<[string, HostedCall[], HostedCall[], string[]]>([
    ["begins", [], [hosted("dialing")], ["callstarted"]],
    ["is answered", [hosted("dialing")], [hosted("connected")], ["callconnected"]],
    ["begins answered", [], [hosted("connected")], ["callstarted", "callconnected"]],
    ["ends in after conversation work", [hosted("connected")], [hosted("afterConversationWork")], ["callended"]],
    ["ends without an answer", [hosted("dialing")], [], ["callended"]],
    ["is wrapped up", [hosted("afterConversationWork")], [], ["wrapupended"]],
    ["is held", [hosted("connected")], [hosted("connected", { isOnHold: true })], ["hold"]],
    ["goes on", [hosted("connected", { isOnHold: true })], [hosted("connected")], ["resume"]],
    ["is muted", [hosted("connected")], [hosted("connected", { isMuted: true })], ["mute"]],
    ["is unmuted", [hosted("connected", { isMuted: true })], [hosted("connected")], ["unmute"]],
    ["stays as it is", [hosted("connected")], [hosted("connected")], []],
    ["is replayed after a reload", [], [hosted("connected", {}, { isReplayedCall: true })], []],
    ["is restored in after conversation work", [], [hosted("afterConversationWork")], []],
  ])("that %s", (_what, before, after, events) => {
    expect(names(before, after)).toEqual(events);
  });

  it("names the call by its vendorCallKey, with type and number", () => {
    const detail = { callId: "leg-1", callType: "outbound", participant: "+14155550177" };
    expect(toolkitEvents([], [hosted("dialing")])).toEqual([{ name: "callstarted", detail }]);
  });

  it("names the customer who is held, and nobody when the agent is muted", () => {
    const [muted] = toolkitEvents([hosted("connected")], [hosted("connected", { isMuted: true })]);
    expect(muted?.detail).toEqual({ callId: "leg-1" });
    const [held] = toolkitEvents([hosted("connected")], [hosted("connected", { isOnHold: true })]);
    expect(held?.detail).toEqual({ callId: "leg-1", participant: "+14155550177" });
  });

  it("tells an utterance of the first call of its conversation", () => {
    const leg = (VendorCallKey: string, PreviousCallId: string | null) =>
      ({ VendorCallKey, PreviousCallId, ConversationId: "0dw1" }) as VoiceCall;
    const entry = {
      messageId: "m1",
      conversationId: "0dw1",
      senderType: "HUMAN_AGENT",
      content: "Hello",
    } as TranscriptEntry;
    const told = transcriptEvent(entry, [leg("leg-2", "0LQ1"), leg("leg-1", null)]);
    expect(told?.detail).toMatchObject({
      callId: "leg-1",
      id: "m1",
      content: { text: "Hello" },
      sender: { role: "Agent" },
    });
    expect(transcriptEvent({ ...entry, conversationId: "other" }, [leg("leg-1", null)])).toBeNull();
  });
});
