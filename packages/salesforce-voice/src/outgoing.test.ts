import { describe, expect, it } from "vitest";
import type { CreateVoiceCall, ExecuteOmniFlow, RealtimeConversationEvents, UpdateVoiceCall } from "./bodies.ts";
import { isVoiceApiError } from "./errors.ts";
import { createBody, omniFlowBody, pathId, realtimeBody, transcriptBody, updateBody } from "./outgoing.ts";
import { inbound, startTime, utterance } from "./testing/examples.ts";

function faults(write: () => unknown): string[] {
  try {
    write();
  } catch (failure) {
    if (isVoiceApiError(failure)) return failure.fields.map(({ field }) => field);
    throw failure;
  }
  return [];
}

describe("a create that Salesforce would refuse is not sent", () => {
  it.each([
    ["no key", { vendorCallKey: undefined }, ["vendorCallKey"]],
    ["a line break in a number", { from: "+1415\r\n" }, ["from"]],
    ["outbound, which REST does not create", { initiationMethod: "Outbound" }, ["initiationMethod"]],
    ["a parent on the first call", { parentVoiceCallId: "0LQ" }, ["parentVoiceCallId"]],
    ["a queue on the first call", { queue: "q" }, ["queue"]],
    ["a transfer without parent", { initiationMethod: "Transfer" }, ["parentVoiceCallId"]],
    ["seconds for milliseconds", { startTime: startTime / 1_000 }, ["startTime"]],
    ["an attribute that is no field", { callAttributes: { "bad key": "x" } }, ["callAttributes"]],
    ["an attribute that is an object", { callAttributes: { A__c: {} } }, ["callAttributes"]],
    ["a misspelt property", { callOrgin: "Preview" }, ["callOrgin"]],
    ["an unknown origin", { callOrigin: "Robot" }, ["callOrigin"]],
  ])("%s", (_, wrong, expected) => {
    expect(faults(() => createBody({ ...inbound, ...wrong } as CreateVoiceCall, "CC"))).toEqual(expected);
  });

  it("a body that is none", () => {
    expect(faults(() => createBody(null as unknown as CreateVoiceCall, "CC"))).toEqual(["body"]);
  });
});

describe("an update that Salesforce would refuse is not sent", () => {
  it.each([
    ["1,001 characters of recording URL", { recordingLocation: "x".repeat(1_001) }, ["recordingLocation"]],
    ["a recording's length without its URL", { totalRecordingDuration: 5 }, ["recordingLocation"]],
    ["an end before the start", { startTime, endTime: startTime - 1 }, ["endTime"]],
    ["half a second on hold", { totalHoldDuration: 0.5 }, ["totalHoldDuration"]],
    ["more than an int32", { numberOfHolds: 2 ** 31 }, ["numberOfHolds"]],
    ["a reason without isError", { disconnectReason: { value: "OTHER" } }, ["disconnectReason"]],
  ])("%s", (_, wrong, expected) => {
    expect(faults(() => updateBody(wrong as UpdateVoiceCall, "CC"))).toEqual(expected);
  });

  it("1,000 characters of recording URL are", () => {
    expect(faults(() => updateBody({ recordingLocation: "x".repeat(1_000) }, "CC"))).toEqual([]);
  });
});

describe("the other bodies", () => {
  it("a transcript needs all six fields and an id that the record can hold", () => {
    const wrong = { ...utterance, messageId: "x".repeat(37), content: "", senderType: "ROBOT" as "END_USER" };
    expect(faults(() => transcriptBody(wrong))).toEqual(["messageId", "content", "senderType"]);
  });

  it("a flow needs a number or a name", () => {
    expect(faults(() => omniFlowBody({ fallbackQueue: "q" } as ExecuteOmniFlow))).toEqual(["dialedNumber"]);
  });

  it("a sentiment needs its participant and stays within ±1000; an unknown signal is named", () => {
    const events = [
      { type: "IntelligenceSignal__Sentiment", value: 1001, startTime },
      { type: "__proto__", value: "x", startTime },
    ];
    const body = { service: "S", events } as unknown as RealtimeConversationEvents;
    expect(faults(() => realtimeBody(body))).toEqual(["events[0].value", "events[0].participant", "events[1].type"]);
    expect(faults(() => realtimeBody({ service: "S", events: [] }))).toEqual(["events"]);
  });

  it.each([".", "..", "", "\ud800"])("an id of %j cannot be put in a path", (id) => {
    expect(faults(() => pathId("clearRouting", "id", id))).toEqual(["id"]);
  });
});
