import { describe, expect, it } from "vitest";
import { START, type Answer } from "../testing/practice-org.ts";
import { voiceOrgPerFile } from "../testing/voice-org.ts";

const org = await voiceOrgPerFile();
const { create, record, findings, facts } = org;

const message = (messageId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  participantId: "anything",
  messageId,
  startTime: START + 1_000,
  endTime: START + 2_000,
  content: "Hello",
  senderType: "END_USER",
  ...more,
});

describe("transcripts", () => {
  it("show on the record page in time order with the participant ids that the guide prescribes", async () => {
    const { voiceCallId } = (await create("talk")).body;
    expect(
      await org.voice(
        "POST",
        "/voiceCalls/talk/messages",
        message("m2", { startTime: START + 3_000, endTime: START + 4_000, senderType: "VIRTUAL_AGENT" }),
      ),
    ).toMatchObject({ status: 202, body: { result: "Accepted" } });
    await org.voice("POST", "/voiceCalls/talk/messages", message("m1"));
    const { transcript } = await record(voiceCallId);
    expect(transcript.map((entry: { participantId: string }) => entry.participantId)).toEqual([
      "talkEND_USER",
      "talkVIRTUAL_AGENT",
    ]);
  });

  it("take the first call's vendorCallKey only, also after a transfer", async () => {
    const { voiceCallId } = (await create("first")).body;
    await create("second", { initiationMethod: "Transfer", parentVoiceCallId: "first" });
    for (const key of [voiceCallId, "second"]) {
      expect(await org.voice("POST", `/voiceCalls/${key}/messages`, message("m"))).toMatchObject({
        status: 404,
        body: { code: "voice.key-kind" },
      });
    }
    expect(await org.voice("POST", "/voiceCalls/nobody/messages", message("m"))).toMatchObject({
      status: 404,
      body: { code: "voice.not-found" },
    });
  });

  it("repeated with one messageId are dropped or kept, as the fact says", async () => {
    const { voiceCallId } = (await create("repeat")).body;
    await org.voice("POST", "/voiceCalls/repeat/messages", message("m"));
    await org.voice("POST", "/voiceCalls/repeat/messages", message("m"));
    expect((await record(voiceCallId)).transcript).toHaveLength(1);
    await facts({ duplicateMessageId: "kept" });
    await org.voice("POST", "/voiceCalls/repeat/messages", message("m"));
    expect((await record(voiceCallId)).transcript).toHaveLength(2);
  });

  it("outside the conversation are taken and not made", async () => {
    const { voiceCallId } = (await create("outside")).body;
    expect(
      (await org.voice("POST", "/voiceCalls/outside/messages", message("m", { startTime: START - 5 }))).status,
    ).toBe(202);
    expect((await record(voiceCallId)).transcript).toEqual([]);
    expect((await findings()).findings).toMatchObject([{ code: "transcript.outside-conversation" }]);
  });

  it("in bulk answer 207 per call when one is wrong, and keep the others", async () => {
    const { voiceCallId } = (await create("bulk")).body;
    expect(
      await org.voice("POST", "/voiceCalls/messages", {
        entries: [{ vendorCallKey: "bulk", messages: [message("a")] }],
      }),
    ).toMatchObject({ status: 202, body: { result: "Accepted" } });
    const answer = await org.voice("POST", "/voiceCalls/messages", {
      entries: [
        { vendorCallKey: "bulk", messages: [message("b")] },
        { vendorCallKey: "nobody", messages: [message("c")] },
      ],
    });
    expect(answer.status).toBe(207);
    expect(answer.body.errorResponse.errorResponseEntries).toMatchObject([
      { status: 202 },
      { vendorCallKey: "nobody", status: 400 },
    ]);
    expect((await record(voiceCallId)).transcript).toHaveLength(2);
  });

  it("in bulk take 5 calls with 5 messages and not one more", async () => {
    await create("five");
    const entry = (count: number): unknown => ({
      vendorCallKey: "five",
      messages: Array.from({ length: count }, (_, index) => message(`n${index}`)),
    });
    expect((await org.voice("POST", "/voiceCalls/messages", { entries: [entry(5)] })).status).toBe(202);
    expect((await org.voice("POST", "/voiceCalls/messages", { entries: [entry(6)] })).status).toBe(400);
    expect(
      (await org.voice("POST", "/voiceCalls/messages", { entries: Array.from({ length: 6 }, () => entry(1)) })).status,
    ).toBe(400);
  });

  it("over the utterance limit answer 429, in bulk a 400 that says RESOURCE_EXHAUSTED", async () => {
    await create("busy");
    await facts({ utterancesPerSecond: 1 });
    org.clock.time += 1_000;
    expect((await org.voice("POST", "/voiceCalls/busy/messages", message("a"))).status).toBe(202);
    expect((await org.voice("POST", "/voiceCalls/busy/messages", message("b"))).status).toBe(429);
    const bulk = await org.voice("POST", "/voiceCalls/messages", {
      entries: [{ vendorCallKey: "busy", messages: [message("c")] }],
    });
    expect(bulk.body.errorResponse.errorResponseEntries[0]).toMatchObject({
      status: 400,
      message: expect.stringContaining("RESOURCE_EXHAUSTED"),
    });
  });

  it("are refused while the agent holds the customer or has paused recording", async () => {
    const { voiceCallId } = (await create("paused")).body;
    const report = (body: Record<string, unknown>): Promise<Answer> =>
      org.ask("POST", "/console/connector-events", { user: org.ada, callId: "paused", ...body });
    await report({ eventType: "HOLD_TOGGLE", isCustomerOnHold: true });
    expect(await org.voice("POST", "/voiceCalls/paused/messages", message("a"))).toMatchObject({ status: 409 });
    const bulk = await org.voice("POST", "/voiceCalls/messages", {
      entries: [{ vendorCallKey: "paused", messages: [message("a")] }],
    });
    expect(bulk.body.errorResponse.errorResponseEntries[0].status).toBe(409);
    await report({ eventType: "HOLD_TOGGLE", isCustomerOnHold: false });
    await report({ eventType: "RECORDING_TOGGLE", isRecordingPaused: true });
    expect((await org.voice("POST", "/voiceCalls/paused/messages", message("a"))).status).toBe(409);
    await report({ eventType: "RECORDING_TOGGLE", isRecordingPaused: false });
    expect((await org.voice("POST", "/voiceCalls/paused/messages", message("a"))).status).toBe(202);
    expect((await record(voiceCallId)).transcript).toHaveLength(1);
  });
});
