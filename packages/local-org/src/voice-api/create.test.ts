import { describe, expect, it } from "vitest";
import { CENTER, centerXml, makeCertificate } from "../testing/practice-org.ts";
import { voiceOrgPerFile } from "../testing/voice-org.ts";

const org = await voiceOrgPerFile();
const { create, update, record, total, findings, hidden, facts } = org;

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

it("a request of another contact center cannot touch a call", async () => {
  await create("mine");
  const other = await makeCertificate();
  await org.ask("POST", "/setup/contact-centers", centerXml(other.certificate, "OtherCenter"));
  const authorization = `Bearer ${await org.sign({ sub: "OtherCenter" }, other.key)}`;
  const answer = await org.ask("PATCH", "/telephony/v1/voiceCalls/mine", {}, { authorization });
  expect(answer).toMatchObject({ status: 403, body: { code: "voice.wrong-contact-center" } });
  expect(CENTER).not.toBe("OtherCenter");
});
