import { jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contactCenterName, inbound, startTime, utterance, voiceApi } from "./testing/examples.ts";
import { created, json, publicKey, startStubOrg, type StubOrg } from "./testing/stub-org.ts";
import type { VoiceApi } from "./voice-api.ts";

let org: StubOrg;
let api: VoiceApi;

beforeEach(async () => {
  org = await startStubOrg();
  api = voiceApi(org.origin);
});
afterEach(async () => {
  await api.close();
  await org.close();
});

const sent = () => {
  const last = org.received.at(-1);
  if (last === undefined) throw new Error("nothing was sent");
  return last;
};
const sentBody = () => JSON.parse(sent().body) as Record<string, unknown>;

describe("every request", () => {
  it("carries a token that the certificate verifies, the provider's name and the caller's trace", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await api.createVoiceCall(inbound, { traceparent });
    const { headers, method, path } = sent();
    expect([method, path]).toEqual(["POST", "/telephony/v1/voiceCalls"]);
    expect(headers).toMatchObject({
      traceparent,
      "telephony-provider-name": "fabrikam",
      "content-type": "application/json",
    });
    const { payload } = await jwtVerify(String(headers.authorization).replace("Bearer ", ""), publicKey);
    expect(payload.sub).toBe(contactCenterName);
  });

  it("reaches the same place whether the origin comes bare, with a slash or with the path", async () => {
    for (const ending of ["", "/", "/telephony/v1", "/telephony/v1/"]) {
      const other = voiceApi(org.origin + ending);
      await other.createVoiceCall(inbound);
      await other.close();
    }
    expect(new Set(org.received.map(({ path }) => path))).toEqual(new Set(["/telephony/v1/voiceCalls"]));
  });

  it("keeps an id in its place, whatever characters a telephony system puts into it", async () => {
    await api.clearRouting("a/b?c=1#d");
    expect(sent().path).toBe("/telephony/v1/voiceCalls/a%2Fb%3Fc%3D1%23d/clearRouting");
  });
});

describe("createVoiceCall", () => {
  it("writes the body as the guide wants it: ISO time, one END_USER, attributes as a string", async () => {
    const answer = await api.createVoiceCall({
      ...inbound,
      callAttributes: { SourceType: "Service", Reason__c: "d'oh" },
    });
    expect(answer).toEqual({ voiceCallId: "0LQ000000000001", errors: null, attempts: 1 });
    expect(sentBody()).toEqual({
      callCenterApiName: contactCenterName,
      vendorCallKey: inbound.vendorCallKey,
      to: "+18005550100",
      from: "+14155550123",
      initiationMethod: "Inbound",
      startTime: "2026-11-22T09:30:00.000Z",
      participants: [{ participantKey: "+14155550123", type: "END_USER" }],
      callAttributes: '{"SourceType":"Service","Reason__c":"d\'oh"}',
    });
  });

  it("sends a transfer with its parent and queue, and numbers as the telephony system gave them", async () => {
    const transfer = { initiationMethod: "Transfer", parentVoiceCallId: "0LQ000000000001", queue: "sales" } as const;
    await api.createVoiceCall({ ...inbound, ...transfer, from: "anonymous", participantKey: "guest-1" });
    expect(sentBody()).toMatchObject({ ...transfer, from: "anonymous" });
    expect(sentBody().participants).toEqual([{ participantKey: "guest-1", type: "END_USER" }]);
  });

  it("hands on what Salesforce bypassed to make the record, without the caller's number", async () => {
    const errors = "Call was created with errors: Reason__c too long for +14155550123";
    org.answer = (_, response) => json(response, 200, { voiceCallId: "0LQ000000000002", errors });
    const answer = await api.createVoiceCall(inbound);
    expect(answer.errors).toBe("Call was created with errors: Reason__c too long for [number]");
    expect(org.received).toHaveLength(1);
  });
});

describe("the other endpoints", () => {
  it("updateVoiceCall writes ISO times and leaves out what was not given", async () => {
    org.answer = (_, response) => json(response, 200, { status: "pending" });
    await api.updateVoiceCall("0LQ000000000001", { startTime, endTime: startTime + 61_000, totalHoldDuration: 5 });
    expect([sent().method, sent().path]).toEqual(["PATCH", "/telephony/v1/voiceCalls/0LQ000000000001"]);
    expect(sentBody()).toEqual({
      startTime: "2026-11-22T09:30:00.000Z",
      endTime: "2026-11-22T09:31:01.000Z",
      totalHoldDuration: 5,
    });
  });

  it("updateVoiceCall names the contact center when it may have to make the record", async () => {
    await api.updateVoiceCall(inbound.vendorCallKey, { initiationMethod: "INBOUND", fromNumber: inbound.from });
    expect(sentBody()).toMatchObject({ callCenterApiName: contactCenterName, initiationMethod: "INBOUND" });
  });

  it("updateVoiceCall with an empty body closes the conversation: Salesforce allows it", async () => {
    await api.updateVoiceCall(inbound.vendorCallKey, {});
    expect(sent().body).toBe("{}");
  });

  it("createTranscript keeps times as milliseconds", async () => {
    await api.createTranscript(inbound.vendorCallKey, utterance);
    expect(sent().path).toBe(`/telephony/v1/voiceCalls/${inbound.vendorCallKey}/messages`);
    expect(sentBody()).toEqual(utterance);
  });

  it("executeOmniFlow gives the target in our own ids", async () => {
    org.answer = (_, response) => json(response, 200, { agent: "agent-7", queue: "" });
    const flow = { flowDevName: "ns__Transfer", flowInputParameters: { Language: "de" } };
    expect(await api.executeOmniFlow("0LQ000000000001", flow)).toEqual({ agent: "agent-7", queue: null });
    expect(sentBody()).toEqual(flow);
  });

  it("clearRouting sends no body", async () => {
    org.answer = (_, response) => response.writeHead(204).end();
    await api.clearRouting("0LQ000000000001");
    expect([sent().method, sent().body]).toEqual(["PATCH", ""]);
  });

  it("realtimeConversationEvents sends signals in order of time, sentiment as text with two decimals", async () => {
    org.answer = (_, response) => json(response, 202, { status: "202 Accepted" });
    await api.realtimeConversationEvents(inbound.vendorCallKey, {
      service: "FabrikamInsights",
      events: [
        { type: "IntelligenceSignal__Sentiment", value: -12.5, startTime: startTime + 5, participant: "CUSTOMER" },
        { type: "IntelligenceSignal__Category", value: "Cancellation", startTime },
      ],
    });
    expect(sentBody().events).toEqual([
      { type: "IntelligenceSignal__Category", value: "Cancellation", startTime },
      { type: "IntelligenceSignal__Sentiment", value: "-12.50", startTime: startTime + 5, participant: "CUSTOMER" },
    ]);
  });

  it("postConversationEvents sends the scores of a closed conversation", async () => {
    org.answer = (_, response) => json(response, 202, null);
    const event = {
      type: "IntelligenceSignal__Sentiment",
      startTime,
      endTime: startTime + 1,
      participant: "AGENT",
    } as const;
    await api.postConversationEvents(inbound.vendorCallKey, { service: "S", events: [{ ...event, value: 1000 }] });
    expect(sent().path).toBe(`/telephony/v1/voiceCalls/${inbound.vendorCallKey}/postConversationEvents`);
    expect(sentBody().events).toEqual([{ ...event, value: "1000.00" }]);
  });
});

describe("the client", () => {
  it("signs one token for a burst of calls and a new one after it was told to forget", async () => {
    await Promise.all(Array.from({ length: 20 }, () => api.createVoiceCall(inbound)));
    const tokens = () => new Set(org.received.map(({ headers }) => headers.authorization));
    expect(tokens().size).toBe(1);
    org.answer = created;
    const times = [startTime, startTime + 5_000];
    const clocked = voiceApi(org.origin, { now: () => times[0] ?? 0 });
    await clocked.createVoiceCall(inbound);
    times.shift();
    clocked.forgetToken();
    await clocked.createVoiceCall(inbound);
    expect(tokens().size).toBe(3);
    await clocked.close();
  });

  it.each([
    ["origin", { origin: "http://example.com" }],
    ["origin", { origin: "https://example.com/other" }],
    ["origin", { origin: "https://user:pass@example.com" }],
    ["origin", { origin: "example" }],
    ["orgId", { orgId: "005xx0000001gPL" }],
    ["contactCenterName", { contactCenterName: " " }],
    ["providerName", { providerName: "a\r\nX-Other: b" }],
  ])("refuses a wrong %s when it is made, not when the first call rings", (option, wrong) => {
    expect(() => voiceApi(org.origin, wrong as object)).toThrow(new RegExp(`^${option}:`));
  });
});
