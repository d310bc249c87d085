import { beforeEach, describe, expect, it } from "vitest";
import { START } from "../testing/practice-org.ts";
import { voiceOrgPerFile } from "../testing/voice-org.ts";

const org = await voiceOrgPerFile();
const { create, update, hidden } = org;

describe("conversation events", () => {
  const service = "PartnerTelephonyIntelligence";
  const sentiment = {
    type: "IntelligenceSignal__Sentiment",
    value: "-12.50",
    startTime: START,
    participant: "CUSTOMER",
  };
  beforeEach(() => create("signals"));

  it("in real time are kept, in ascending order only and from the known service", async () => {
    const path = "/voiceCalls/signals/realtimeConversationEvents";
    expect(await org.voice("POST", path, { service, persist: false, events: [sentiment] })).toMatchObject({
      status: 202,
      body: { status: "202 Accepted" },
    });
    expect((await org.voice("POST", path, { service: "Other", events: [sentiment] })).status).toBe(400);
    expect(
      (await org.voice("POST", path, { service, events: [sentiment, { ...sentiment, startTime: START - 1 }] })).status,
    ).toBe(400);
    expect((await org.voice("POST", path, { service, events: [{ ...sentiment, value: "1000.01" }] })).status).toBe(400);
    expect((await hidden()).conversationEvents).toHaveLength(1);
  });

  it("after the call are taken once the conversation has closed", async () => {
    const path = "/voiceCalls/signals/postConversationEvents";
    const body = { service, events: [{ ...sentiment, endTime: START + 1 }] };
    expect(await org.voice("POST", path, body)).toMatchObject({
      status: 400,
      body: { code: "voice.conversation-open" },
    });
    await update("signals", {});
    expect((await org.voice("POST", path, body)).status).toBe(202);
  });
});
