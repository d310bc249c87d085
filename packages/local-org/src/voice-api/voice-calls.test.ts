import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  CENTER,
  createBody,
  START,
  startPracticeOrg,
  until,
  type Answer,
  type PracticeOrg,
} from "../testing/practice-org.ts";

let org: PracticeOrg;
beforeAll(async () => {
  org = await startPracticeOrg({
    definition: {
      queues: [
        { name: "Support", developerName: "support", externalId: "q-support" },
        { name: "Unmapped", developerName: "unmapped" },
        { name: "Voicemail", developerName: "voicemail", externalId: "q-voicemail" },
      ],
      agentExternalIds: { "ada@northwind.example": "agent-ada" },
      flows: [
        { developerName: "ToAda", target: { agent: "ada@northwind.example" } },
        { developerName: "Broken", target: { fail: "The flow ran into a fault." } },
      ],
      phoneChannels: [
        { dialedNumber: "+18005550100", flow: "Broken", fallbackQueue: "support", voicemailQueue: "voicemail" },
        { dialedNumber: "+18005550199", fallbackQueue: "unmapped" },
      ],
      voiceCallCustomFields: [
        { name: "Reason__c", maxLength: 10 },
        { name: "Score__c", type: "number" },
      ],
    },
  });
});
beforeEach(async () => {
  org.clock.time += 1_000; // a new second for the rate limits
  await org.ask("POST", "/stand-in/reset");
});
afterAll(() => org.close());

const create = (key: string, more?: Record<string, unknown>): Promise<Answer> =>
  org.voice("POST", "/voiceCalls", createBody(key, more));
const record = async (id: string): Promise<Answer["body"]> =>
  (await org.ask("GET", `/console/records/VoiceCall/${id}`)).body;
const total = async (): Promise<number> => (await org.ask("GET", "/console/records/VoiceCall")).body.totalSize;
const findings = async (): Promise<Answer["body"]> => (await org.ask("GET", "/stand-in/findings")).body;
const hidden = async (): Promise<Answer["body"]> => (await org.ask("GET", "/stand-in/records")).body;
const facts = (patch: Record<string, unknown>): Promise<Answer> => org.ask("PUT", "/stand-in/facts", patch);
/** Sends an update and waits until it is written. */
async function update(callId: string, body: unknown): Promise<Answer> {
  const answer = await org.voice("PATCH", `/voiceCalls/${callId}`, body);
  await until(hidden, ({ pendingUpdates }) => pendingUpdates === 0);
  return answer;
}
const message = (messageId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  participantId: "anything",
  messageId,
  startTime: START + 1_000,
  endTime: START + 2_000,
  content: "Hello",
  senderType: "END_USER",
  ...more,
});

describe("creating a voice call", () => {
  it("makes a new record that pages can read, and answers its 15-character id", async () => {
    const answer = await create("in-1");
    expect(answer).toMatchObject({ status: 200, body: { errors: [] } });
    expect(answer.body.voiceCallId).toMatch(/^0LQ[0-9A-Za-z]{12}$/);
    expect((await record(answer.body.voiceCallId)).voiceCall).toMatchObject({
      VendorCallKey: "in-1",
      CallType: "Inbound",
      CallDisposition: "new",
      FromPhoneNumber: "+14155550101",
      ToPhoneNumber: "+18005550100",
    });
  });

  it.each([
    ["no participants", { participants: [] }, "participants"],
    [
      "an agent as participant",
      { participants: [{ participantKey: "x", type: "HUMAN_AGENT" }] },
      "participants.0.type",
    ],
    ["Outbound", { initiationMethod: "Outbound" }, "initiationMethod"],
    ["a local time", { startTime: "2026-03-02T09:00:00" }, "startTime"],
    ["a parent on the first call", { parentVoiceCallId: "x" }, "parentVoiceCallId"],
    ["a transfer without parent", { initiationMethod: "Transfer" }, "parentVoiceCallId"],
    ["a transfer from nowhere", { initiationMethod: "Transfer", parentVoiceCallId: "x" }, "parentVoiceCallId"],
    ["another contact center", { callCenterApiName: "Other" }, "callCenterApiName"],
    ["callAttributes as an object", { callAttributes: { Reason__c: "x" } }, "callAttributes"],
    ["an unknown origin", { callOrigin: "Robot" }, "callOrigin"],
  ])("with %s is refused, names the field and leaves nothing", async (_name, more, path) => {
    const answer = await create("bad", more);
    expect(answer).toMatchObject({ status: 400, body: { code: "voice.body-invalid" } });
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path);
    expect(await total()).toBe(0);
  });

  it("with attributes that cannot be written makes the record and tells so in one string", async () => {
    const callAttributes = JSON.stringify({
      Reason__c: "much too long a reason",
      Score__c: 7,
      Unknown__c: 1,
      SourceType: "Service",
    });
    const { body, status } = await create("partial", { callAttributes });
    expect(status).toBe(200);
    expect(body.errors).toMatch(
      /^The voice call was created with errors: .*Reason__c is longer.*no such field: Unknown__c/,
    );
    const { voiceCall } = await record(body.voiceCallId);
    expect(voiceCall).toMatchObject({ SourceType: "Service", customFields: { Score__c: 7 } });
  });

  it("twice with one vendorCallKey gives the same record, or a new one and a finding that fails the run", async () => {
    const first = (await create("twice")).body.voiceCallId;
    expect((await create("twice")).body.voiceCallId).toBe(first);
    expect((await findings()).failsRun).toBe(false);
    await facts({ duplicateVendorCallKey: "new" });
    expect((await create("twice")).body.voiceCallId).not.toBe(first);
    expect(await findings()).toMatchObject({
      failsRun: true,
      findings: [{ code: "voice-call.duplicate-key", subject: "twice", times: 2 }],
    });
  });

  it("for a transfer links both legs in one conversation, owned by the queue", async () => {
    const parent = (await create("leg-1")).body.voiceCallId;
    const child = (
      await create("leg-2", { initiationMethod: "Transfer", parentVoiceCallId: "leg-1", queue: "q-support" })
    ).body.voiceCallId;
    const [one, two] = [await record(parent), await record(child)];
    expect(one.nextCall.Id).toBe(two.voiceCall.Id);
    expect(two.previousCall.Id).toBe(one.voiceCall.Id);
    expect(two.voiceCall.ConversationId).toBe(one.voiceCall.ConversationId);
    expect(two.owner).toBe("Support");
  });

  it("keeps the conversation open when the first leg ends after a transfer, and closes it with the last leg", async () => {
    await create("a");
    await create("b", { initiationMethod: "Transfer", parentVoiceCallId: "a" });
    await update("a", {});
    expect((await hidden()).conversations).toMatchObject([{ closedAt: null }]);
    await update("b", {});
    expect((await hidden()).conversations).toMatchObject([{ closedAt: expect.any(Number) }]);
  });

  it("is limited to 50 in one second; the next second takes more", async () => {
    const answers = await Promise.all(Array.from({ length: 52 }, (_, index) => create(`rush-${index}`)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect(await total()).toBe(50);
    org.clock.time += 1_000;
    expect((await create("later")).status).toBe(200);
  });

  it("over the number of open conversations is refused, a transfer is not", async () => {
    await create("only");
    await facts({ concurrentConversations: 1 });
    expect(await create("more")).toMatchObject({ status: 429, body: { code: "voice.limit" } });
    expect((await create("leg", { initiationMethod: "Transfer", parentVoiceCallId: "only" })).status).toBe(200);
  });
});

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

describe("routing", () => {
  const flow = (body: unknown, key = "route"): Promise<Answer> =>
    org.voice("PATCH", `/voiceCalls/${key}/omniFlow`, body);
  beforeEach(() => create("route"));

  it("falls back to the channel's queue when its flow fails, and leaves one pending routing", async () => {
    expect(await flow({ dialedNumber: "+18005550100" })).toMatchObject({ status: 200, body: { queue: "q-support" } });
    expect((await hidden()).pendingServiceRouting).toHaveLength(1);
  });

  it("runs a transfer's flow by its qualified name and answers the agent's vendor id", async () => {
    expect((await flow({ flowDevName: "acme__ToAda" })).body).toEqual({ agent: "agent-ada" });
  });

  it("takes the voicemail queue once the call is a voicemail", async () => {
    await update("route", { isActiveCall: true, callOrigin: "Voicemail" });
    expect((await flow({ dialedNumber: "+18005550100" })).body).toEqual({ queue: "q-voicemail" });
  });

  it("that finds nobody answers its errors, with the status that the fact says", async () => {
    expect(await flow({ dialedNumber: "+18005550199" })).toMatchObject({
      status: 400,
      body: { errors: [expect.stringContaining("not mapped")] },
    });
    await facts({ omniFlowFailureStatus: 200 });
    expect((await flow({ flowDevName: "Nothing" })).status).toBe(200);
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("is cleared, repeatedly, with an empty body", async () => {
    await flow({ dialedNumber: "+18005550100" });
    for (let time = 0; time < 2; time += 1) {
      const authorization = `Bearer ${await org.sign()}`;
      const answer = await fetch(`${org.origin}/telephony/v1/voiceCalls/route/clearRouting`, {
        method: "PATCH",
        headers: { authorization, "content-type": "application/json" },
      });
      expect(answer.status).toBe(200);
    }
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("is deleted by Omni-Channel when the agent accepts", async () => {
    await flow({ dialedNumber: "+18005550100" });
    const report = (eventType: string): Promise<Answer> =>
      org.ask("POST", "/console/connector-events", {
        user: org.ada,
        eventType,
        call: { callId: "route", callType: "inbound" },
      });
    await report("CALL_STARTED");
    expect((await hidden()).pendingServiceRouting).toHaveLength(1);
    await report("CALL_CONNECTED");
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("left behind by a call that ended is a finding", async () => {
    await flow({ dialedNumber: "+18005550100" });
    await update("route", {});
    expect((await findings()).findings).toMatchObject([{ code: "routing.left-behind", subject: "route" }]);
  });
});

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

it("a request of another contact center cannot touch a call", async () => {
  await create("mine");
  const { centerXml, makeCertificate } = await import("../testing/practice-org.ts");
  const other = await makeCertificate();
  await org.ask("POST", "/setup/contact-centers", centerXml(other.certificate, "OtherCenter"));
  const authorization = `Bearer ${await org.sign({ sub: "OtherCenter" }, other.key)}`;
  const answer = await org.ask("PATCH", "/telephony/v1/voiceCalls/mine", {}, { authorization });
  expect(answer).toMatchObject({ status: 403, body: { code: "voice.wrong-contact-center" } });
  expect(CENTER).not.toBe("OtherCenter");
});
