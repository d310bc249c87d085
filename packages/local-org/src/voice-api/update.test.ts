import { describe, expect, it } from "vitest";
import { voiceOrgPerFile } from "../testing/voice-org.ts";

const org = await voiceOrgPerFile();
const { create, update, record, findings, hidden } = org;

describe("updating a voice call", () => {
  it("is answered pending, then writes times, duration, agent and recording and completes the call", async () => {
    const { voiceCallId } = (await create("up")).body;
    const answer = await update("up", {
      startTime: "2026-03-02T09:00:00Z",
      endTime: "2026-03-02T09:01:30Z",
      agent: org.ada,
      queue: "Support",
      totalHoldDuration: 12,
      numberOfHolds: 1,
      agentInteractionDuration: 60,
      recordingLocation: "https://recordings.example/1",
      disconnectReason: { value: "CUSTOMER", isError: false },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: "pending" } });
    const page = await record(voiceCallId);
    expect(page).toMatchObject({
      agent: "Ada Agent",
      recording: { MediaContentId: "https://recordings.example/1", DurationInSeconds: 72 },
      voiceCall: {
        CallDisposition: "completed",
        CallDurationInSeconds: 90,
        CustomerHoldDuration: 12,
        IsRecorded: true,
        QueueName: "Support",
      },
    });
  });

  it("again overwrites hold figures with 0, keeps one recording, and is a finding", async () => {
    const { voiceCallId } = (await create("again")).body;
    await update("again", { totalHoldDuration: 12, numberOfHolds: 2, recordingLocation: "https://r.example/1" });
    await update("again", { recordingLocation: "https://r.example/2" });
    const page = await record(voiceCallId);
    expect(page.voiceCall).toMatchObject({ CustomerHoldDuration: 0, NumberOfHolds: 0 });
    expect(page.recording.MediaContentId).toBe("https://r.example/2");
    expect((await findings()).findings.map((finding: { code: string }) => finding.code)).toContain(
      "voice-call.second-final-update",
    );
  });

  it("writes no duration from one time alone", async () => {
    const { voiceCallId } = (await create("one-time")).body;
    await update("one-time", { endTime: "2026-03-02T09:01:30Z" });
    expect((await record(voiceCallId)).voiceCall.CallDurationInSeconds).toBeNull();
  });

  it("creates the record of a call that Salesforce never heard of", async () => {
    expect(
      (
        await update("late", {
          startTime: "2026-03-02T09:00:00Z",
          endTime: "2026-03-02T09:00:10Z",
          fromNumber: "+14155550109",
        })
      ).status,
    ).toBe(200);
    const { records } = (await org.ask("GET", "/console/records/VoiceCall")).body;
    expect(records).toMatchObject([
      {
        VendorCallKey: "late",
        CallDisposition: "completed",
        FromPhoneNumber: "+14155550109",
        CallDurationInSeconds: 10,
      },
    ]);
  });

  it("with an unknown voiceCallId is refused", async () => {
    expect(await org.voice("PATCH", "/voiceCalls/0LQLo0000zzzzzz", {})).toMatchObject({
      status: 404,
      body: { code: "voice.not-found" },
    });
  });

  it("with isActiveCall keeps conversation and routing open; without it both close", async () => {
    const { voiceCallId } = (await create("voicemail")).body;
    await org.voice("PATCH", `/voiceCalls/${voiceCallId}/omniFlow`, { dialedNumber: "+18005550100" });
    await update("voicemail", { isActiveCall: true, callOrigin: "Voicemail" });
    expect((await record(voiceCallId)).voiceCall).toMatchObject({
      CallDisposition: "in-progress",
      CallOrigin: "Voicemail",
    });
    expect((await hidden()).pendingServiceRouting).toHaveLength(1);
    await update("voicemail", {});
    expect((await record(voiceCallId)).voiceCall.CallDisposition).toBe("completed");
    expect(await hidden()).toMatchObject({
      pendingServiceRouting: [],
      conversations: [{ closedAt: expect.any(Number) }],
    });
  });

  it.each([
    [
      "a recording URL of 1,001 characters",
      { recordingLocation: `https://r.example/${"x".repeat(983)}` },
      "recordingLocation",
    ],
    ["recording duration without URL", { totalRecordingDuration: 3 }, "recordingLocation"],
    ["an end before the start", { startTime: "2026-03-02T09:00:00Z", endTime: "2026-03-02T08:00:00Z" }, "endTime"],
    ["half a disconnect reason", { disconnectReason: { value: "OTHER" } }, "disconnectReason.isError"],
    ["a list", [], "(body)"],
  ])("with %s is refused", async (_name, body, path) => {
    await create("strict");
    const answer = await org.voice("PATCH", "/voiceCalls/strict", body);
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path }] } });
  });
});
