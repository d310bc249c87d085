import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { consoleOf } from "../testing/console-client.ts";
import { startPracticeOrg, until, type PracticeOrg } from "../testing/practice-org.ts";

let org: PracticeOrg;
let desk: ReturnType<typeof consoleOf>;
beforeAll(async () => {
  org = await startPracticeOrg({
    definition: { presenceConfiguration: { updateStatusOnDecline: "Busy", updateStatusOnPushTimeOut: "Away" } },
  });
  desk = consoleOf(org);
});
beforeEach(async () => {
  await org.ask("POST", "/stand-in/reset");
});
afterAll(() => org.close());

describe("an inbound call in Omni-Channel", () => {
  it("rings as assigned work, is accepted, ends, and stays open for after conversation work until closed", async () => {
    const { voiceCall, agentWork } = await desk.ring("in");
    expect(agentWork).toMatchObject({ Status: "Assigned", WorkItemId: voiceCall.Id });
    const talking = (await desk.report("CALL_CONNECTED", { call: { callId: "in", callType: "inbound" } })).body;
    expect(talking).toMatchObject({
      agentWork: { Status: "Opened" },
      voiceCall: { CallDisposition: "in-progress", CallAcceptDateTime: expect.any(String) },
    });
    expect((await desk.act(agentWork.Id, "close")).status).toBe(409);
    const ended = (await desk.report("HANGUP", { calls: [{ callId: "in", reason: "ended" }] })).body;
    expect(ended).toMatchObject({
      agentWork: { Status: "Opened", inAfterConversationWork: true },
      voiceCall: { CallDisposition: "completed" },
    });
    expect((await desk.act(agentWork.Id, "close")).body.agentWork).toMatchObject({
      Status: "Closed",
      inAfterConversationWork: false,
    });
    expect((await desk.state()).agentWork).toEqual([]);
  });

  it("reported again after a reload changes nothing, and the reloaded page finds it", async () => {
    const first = await desk.ring("again");
    const second = await desk.report("CALL_STARTED", {
      call: { callId: "again", callType: "Inbound", isReplayedCall: true },
    });
    expect(second.body.agentWork).toEqual(first.agentWork);
    expect(await desk.state()).toMatchObject({
      agentWork: [{ Id: first.agentWork.Id }],
      voiceCalls: [{ VendorCallKey: "again" }],
    });
  });

  it("has the score that its connector's library made of it; a later one without a score changes nothing", async () => {
    await desk.ring("scored");
    await desk.report("CALL_CONNECTED", { call: { callId: "scored", callType: "inbound" } });
    await desk.report("HANGUP", { calls: [{ callId: "scored", reason: "ended" }] });
    const score = async (mos: unknown) => {
      const { body } = await desk.report("UPDATE_AUDIO_STATS_COMPLETED", { callId: "scored", mos });
      return body.voiceCall.QualityScore;
    };
    expect([await score(4.36), await score(null)]).toEqual([4.36, 4.36]);
    const nowhere = await desk.report("UPDATE_AUDIO_STATS_COMPLETED", { callId: "nowhere", mos: 1 });
    expect([nowhere.status, nowhere.body.voiceCall]).toEqual([200, null]);
  });

  it("that the caller gives up is canceled and its record stays new", async () => {
    await desk.ring("gone");
    const { body } = await desk.report("HANGUP", { calls: [{ callId: "gone", reason: "error" }] });
    expect(body).toMatchObject({ agentWork: { Status: "Canceled" }, voiceCall: { CallDisposition: "new" } });
  });

  it("declined sets the status of Update Status on Decline, missed that of Push Time-Out", async () => {
    const { agentWork } = await desk.ring("declined");
    const declined = (await desk.act(agentWork.Id, "decline")).body;
    expect(declined).toMatchObject({
      agentWork: { Status: "Declined" },
      presence: { statusId: await desk.statusNamed("Busy"), reason: "decline" },
    });
    await desk.ring("missed");
    const missed = (
      await desk.report("HANGUP", { calls: [{ callId: "missed", reason: "error", agentStatus: "MissedCallAgent" }] })
    ).body;
    expect(missed).toMatchObject({
      agentWork: { Status: "DeclinedOnPushTimeout" },
      presence: { statusId: await desk.statusNamed("Away") },
    });
    expect((await desk.act(agentWork.Id, "decline")).body.presence.statusId, "a repeat leaves the status alone").toBe(
      await desk.statusNamed("Away"),
    );
  });

  it("failed with closeCallOnError completes the record", async () => {
    await desk.ring("closed");
    const { body } = await desk.report("HANGUP", {
      calls: [{ callId: "closed", reason: "error", closeCallOnError: true }],
    });
    expect(body.voiceCall.CallDisposition).toBe("completed");
  });

  it("that Salesforce could not record rings without a record and gets it by a later update", async () => {
    const rung = (await desk.report("CALL_STARTED", { call: { callId: "unrecorded", callType: "inbound" } })).body;
    expect(rung).toMatchObject({ voiceCall: null, agentWork: { Status: "Assigned", WorkItemId: null } });
    await org.voice("PATCH", "/voiceCalls/unrecorded", { isActiveCall: true });
    expect((await desk.state()).agentWork[0].WorkItemId).toMatch(/^0LQ/);
  });

  it("cannot be declined by another agent or after it was accepted", async () => {
    const { agentWork } = await desk.ring("mine");
    expect(await desk.act(agentWork.Id, "decline", org.ben)).toMatchObject({
      status: 404,
      body: { code: "console.not-your-work" },
    });
    await desk.report("CALL_CONNECTED", { call: { callId: "mine", callType: "inbound" } });
    expect(await desk.act(agentWork.Id, "decline")).toMatchObject({
      status: 409,
      body: { code: "console.work-state" },
    });
  });

  it("late repeats of an ended call do not bring it back", async () => {
    const { agentWork } = await desk.ring("over");
    await desk.report("CALL_CONNECTED", { call: { callId: "over", callType: "inbound" } });
    await desk.report("HANGUP", { calls: [{ callId: "over" }] });
    await desk.report("CALL_CONNECTED", { call: { callId: "over", callType: "inbound" } });
    expect((await desk.state()).agentWork).toMatchObject([{ Id: agentWork.Id, inAfterConversationWork: true }]);
    await desk.act(agentWork.Id, "close");
    await desk.report("CALL_CONNECTED", { call: { callId: "over", callType: "inbound" } });
    expect((await desk.state()).agentWork).toEqual([]);
  });
});

describe("a status that an agent chooses to have after a call", () => {
  const choose = async (name: string, more: object = { enqueueNextState: true }) =>
    (
      await org.ask("PUT", "/console/presence", {
        user: org.ada,
        statusId: await desk.statusNamed(name),
        reason: "agent",
        ...more,
      })
    ).body;
  const presence = async () => (await desk.state()).presence;
  const talk = async (key: string): Promise<string> => {
    await choose("Available for Voice", {});
    const { agentWork } = await desk.ring(key);
    await desk.report("CALL_CONNECTED", { call: { callId: key, callType: "inbound" } });
    return agentWork.Id;
  };
  const hangUp = (key: string) => desk.report("HANGUP", { calls: [{ callId: key, reason: "ended" }] });

  it("waits for the end of after conversation work, and every console is told of it and of its coming", async () => {
    const [available, busy] = [await desk.statusNamed("Available for Voice"), await desk.statusNamed("Busy")];
    const work = await talk("waits");
    expect(await choose("Busy")).toMatchObject({ statusId: available, pendingStatusId: busy });
    await hangUp("waits");
    expect(await presence(), "still in after conversation work").toMatchObject({
      statusId: available,
      pendingStatusId: busy,
    });
    const taken = { statusId: busy, pendingStatusId: null, reason: "agent" };
    expect((await desk.act(work, "close")).body.presence).toMatchObject(taken);
    expect(await presence()).toMatchObject(taken);
  });

  it("comes too when the connector ends the work", async () => {
    await talk("wrapped");
    await choose("Away");
    await hangUp("wrapped");
    const { body } = await desk.report("WRAP_UP_ENDED", { callId: "wrapped" });
    expect(body.presence).toMatchObject({ statusId: await desk.statusNamed("Away"), pendingStatusId: null });
  });

  it("is dropped when another is chosen, or the one that holds already", async () => {
    const work = await talk("dropped");
    await choose("Busy");
    expect(await choose("Away")).toMatchObject({ pendingStatusId: await desk.statusNamed("Away") });
    expect(await choose("Available for Voice")).toMatchObject({ pendingStatusId: null });
    await choose("Busy");
    await hangUp("dropped");
    expect(await choose("Away", {}), "chosen in after conversation work: at once").toMatchObject({
      statusId: await desk.statusNamed("Away"),
      pendingStatusId: null,
    });
    expect((await desk.act(work, "close")).body.presence.statusId).toBe(await desk.statusNamed("Away"));
  });

  it("waits for the last of two calls", async () => {
    const work = await talk("first");
    await choose("Busy");
    await desk.ring("second");
    await hangUp("first");
    expect((await desk.act(work, "close")).body.presence.pendingStatusId).toBe(await desk.statusNamed("Busy"));
    const { body } = await desk.report("HANGUP", { calls: [{ callId: "second", reason: "error" }] });
    expect(body.presence).toMatchObject({ statusId: await desk.statusNamed("Busy"), pendingStatusId: null });
  });

  it("is taken at once when no call is there, and forgotten with the calls when the org is reset", async () => {
    await choose("Available for Voice", {});
    expect(await choose("Busy")).toMatchObject({ statusId: await desk.statusNamed("Busy"), pendingStatusId: null });
    await talk("reset");
    await choose("Away");
    await org.ask("POST", "/stand-in/reset");
    expect(await presence()).toMatchObject({ pendingStatusId: null });
  });
});

/** The server's final update, written. */
async function completedByServer(key: string, more: Record<string, unknown> = {}): Promise<void> {
  await org.voice("PATCH", `/voiceCalls/${key}`, {
    isActiveCall: false,
    endTime: new Date(org.clock.time).toISOString(),
    ...more,
  });
  const record = async () =>
    (await org.ask("GET", "/console/records/VoiceCall")).body.records.find(
      ({ VendorCallKey }: { VendorCallKey: string }) => VendorCallKey === key,
    );
  await until(record, (call) => call?.CallDisposition === "completed");
}

describe("a call whose record the server completes before the console has told of its end", () => {
  it("leaves nothing with the agent when nobody was ever connected", async () => {
    await desk.report("CALL_STARTED", { call: { callId: "busy", callType: "Outbound", phoneNumber: "+14155550109" } });
    await completedByServer("busy");
    const hungUp = { callId: "busy", callType: "Outbound", reason: "error", agentStatus: "FailedConnectCustomer" };
    const { body } = await desk.report("HANGUP", { calls: [{ ...hungUp, closeCallOnError: true }] });
    expect(body.agentWork).toMatchObject({ Status: "Closed", inAfterConversationWork: false });
    expect((await desk.state()).agentWork).toEqual([]);
  });

  it("has its after conversation work when the agent did talk", async () => {
    await desk.report("CALL_STARTED", {
      call: { callId: "spoken", callType: "Outbound", phoneNumber: "+14155550109" },
    });
    await completedByServer("spoken");
    await desk.report("CALL_CONNECTED", { call: { callId: "spoken", callType: "Outbound" } });
    const { body } = await desk.report("HANGUP", { calls: [{ callId: "spoken", reason: "ended" }] });
    expect(body.agentWork).toMatchObject({ Status: "Opened", inAfterConversationWork: true });
  });
});

it("an outbound call's record is made by the org on CALL_STARTED, once", async () => {
  const call = { callId: "out", callType: "Outbound", phoneNumber: "+14155550109" };
  const { body } = await desk.report("CALL_STARTED", { call });
  expect(body).toMatchObject({
    voiceCall: { CallType: "Outbound", ToPhoneNumber: "+14155550109", VendorCallKey: "out" },
    agentWork: { Status: "Opened" },
  });
  await desk.report("CALL_STARTED", { call });
  expect((await org.ask("GET", "/console/records/VoiceCall")).body.totalSize).toBe(1);
});
