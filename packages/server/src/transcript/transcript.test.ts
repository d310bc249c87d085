import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createVoiceApi } from "@partner-telephony/salesforce-voice";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { send, startVoiceEndpoint, succeed } from "../../tests/support/voice-endpoint.ts";
import type { VoiceEndpoint } from "../../tests/support/voice-endpoint.ts";
import { connect, makeWorld } from "../../tests/support/world.ts";
import type { Arrived, World } from "../../tests/support/world.ts";
import type { EngineOptions } from "../engine/dependencies.ts";

interface Message {
  readonly content: string;
}
interface Entry {
  readonly vendorCallKey: string;
  readonly messages: readonly Message[];
}
interface Counts {
  readonly waiting: number;
  readonly sent: number;
  readonly left_out: number;
  readonly refused: number;
}

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

describe.each<Kind>(["pglite", "postgresql"])("a transcript on %s, with the real client", (kind) => {
  let fresh: FreshDatabase;
  let org: VoiceEndpoint;
  let world: World;
  const options: Partial<EngineOptions> = {
    voiceApi: ({ orgId, contactCenter, scrtUrl }) =>
      createVoiceApi({
        origin: scrtUrl,
        orgId,
        contactCenterName: contactCenter,
        signingKey: async () => privateKey,
        providerName: "practice",
      }),
    policy: { leaseMs: 3_600_000, offerMs: 3_600_000, createVoiceCallMs: 5_000 },
    bounds: {
      slowPollMs: 20,
      backOffMs: { first: 20, highest: 60 },
      pausedAgainMs: 300,
      transcriptAwaitsMs: 0,
      utterancesPerSecond: 5_000,
    },
  };
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    org = await startVoiceEndpoint();
    world = await startWorld();
  });
  afterEach(async () => {
    await world.stop();
    await org.close();
  });
  afterAll(() => fresh.remove());

  async function startWorld(bounds: EngineOptions["bounds"] = {}, now = Date.now): Promise<World> {
    const made = await makeWorld(fresh.database, { ...options, now, bounds: { ...options.bounds, ...bounds } });
    await fresh.database.query("update contact_centers set scrt_url = $2 where tenant_id = $1", [made.tenant, org.url]);
    await made.engine.start();
    return made;
  }

  async function talking(): Promise<Arrived & { agentLegId: string; agentId: string }> {
    const agentId = await world.addAgent({ username: `anna${randomUUID().slice(0, 8)}@example.com` });
    const arrived = await world.arrive();
    const { legId } = await connect(world, arrived);
    return { ...arrived, agentLegId: legId, agentId };
  }
  const says = (call: Arrived, legId: string, text: string, more: object = {}) => {
    const at = Date.now();
    const utterance = { utteranceId: randomUUID(), legId, text, startedAt: at, endedAt: at, ...more };
    return world.engine.utterance(world.tenant, call.callId, utterance);
  };
  const transcripts = () => org.received.filter(({ path }) => path.endsWith("/messages"));
  /** What each request says of each call: a bulk request of several, a single one of the call in its path. */
  const entries = (): Entry[] =>
    transcripts().flatMap(({ path, body }) =>
      path === "/voiceCalls/messages"
        ? (body["entries"] as Entry[])
        : [{ vendorCallKey: path.split("/")[2] ?? "", messages: [body as unknown as Message] }],
    );
  const contents = (call?: Arrived) =>
    entries()
      .filter(({ vendorCallKey }) => call === undefined || vendorCallKey === call.legId)
      .flatMap(({ messages }) => messages.map(({ content }) => content));
  const counts = async (call: Arrived) => {
    const [row] = await fresh.database.query<Counts>(
      "select waiting, sent, left_out, refused from transcripts where tenant_id = $1 and call_id = $2",
      [world.tenant, call.callId],
    );
    return row;
  };
  const nothingWaits = (call: Arrived) =>
    eventually(
      () => counts(call),
      (row) => row?.waiting === 0,
    );

  it("goes to the first VoiceCall line by line, with the words of each by who said them", async () => {
    const call = await talking();
    await fresh.database.query(
      "update agent_profiles set salesforce_user_id = '005000000000001AAA' where agent_id = $1",
      [call.agentId],
    );
    await says(call, call.legId, "Hello");
    await nothingWaits(call);
    await says(call, call.agentLegId, "How can I help?");
    await nothingWaits(call);
    const sent = transcripts().map(({ path, body }) => [
      path,
      body["senderType"],
      body["participantId"],
      body["content"],
    ]);
    expect(sent).toEqual([
      [`/voiceCalls/${call.legId}/messages`, "END_USER", `${call.legId}END_USER`, "Hello"],
      [`/voiceCalls/${call.legId}/messages`, "HUMAN_AGENT", "005000000000001AAA", "How can I help?"],
    ]);
    expect(await counts(call)).toEqual({ waiting: 0, sent: 2, left_out: 0, refused: 0 });
    const kept = await fresh.database.query("select 1 from utterances where tenant_id = $1", [world.tenant]);
    expect(kept, "what Salesforce has is not kept here").toEqual([]);
  });

  it("has times within the conversation, whatever clock the telephony system has", async () => {
    const call = await talking();
    await says(call, call.legId, "early", { startedAt: 5, endedAt: 6 });
    await nothingWaits(call);
    const view = await world.engine.call(world.tenant, call.callId);
    const body = transcripts()[0]?.body;
    expect([body?.["startTime"], body?.["endTime"]]).toEqual([view!.startedAt, view!.startedAt]);
  });

  it("leaves out and does not keep what is said while recording is paused or the customer is on hold", async () => {
    const call = await talking();
    const { callId, legId } = call;
    await world.fact({ type: "recordingStarted", callId, requestId: null });
    await world.fact({ type: "recordingPaused", callId, requestId: null });
    expect(await says(call, legId, "4111 1111 1111 1111")).toEqual({ repeated: false, leftOut: "recordingPaused" });
    await world.fact({ type: "recordingResumed", callId, requestId: null });
    await world.fact({ type: "legHeld", callId, legId, requestId: null });
    expect(await says(call, legId, "music")).toEqual({ repeated: false, leftOut: "onHold" });
    await world.fact({ type: "legResumed", callId, legId, requestId: null });
    await says(call, legId, "back", { startedAt: Date.now() + 5, endedAt: Date.now() + 5 });
    await nothingWaits(call);
    expect(contents()).toEqual(["back"]);
    expect(await counts(call)).toMatchObject({ sent: 1, left_out: 2 });
    expect(JSON.stringify(await world.engine.callLog(world.tenant, callId))).not.toContain("4111");
  });

  it("leaves out what was said into a pause of which the fact comes late", async () => {
    const call = await talking();
    const { callId, legId } = call;
    await world.fact({ type: "recordingStarted", callId, requestId: null });
    org.answer = (_request, response) => send(response, 503, {});
    const at = Date.now() + 1_000;
    await says(call, legId, "4111", { startedAt: at, endedAt: at });
    await eventually(
      () => transcripts().length,
      (length) => length > 0,
    );
    await world.fact({ type: "recordingPaused", callId, requestId: null, at: at - 10 });
    org.answer = succeed;
    await nothingWaits(call);
    expect(await counts(call)).toMatchObject({ sent: 0, left_out: 1 });
  });

  it("is told once, however often the telephony system says it", async () => {
    const call = await talking();
    const utteranceId = randomUUID();
    expect(await says(call, call.legId, "once", { utteranceId })).toMatchObject({ repeated: false });
    expect(await says(call, call.legId, "once", { utteranceId })).toMatchObject({ repeated: true });
    await nothingWaits(call);
    expect(contents()).toEqual(["once"]);
  });

  it("waits in order while Salesforce is down, and goes in requests of at most five calls with five messages", async () => {
    const calls = [];
    for (let made = 0; made < 6; made += 1) calls.push(await talking());
    org.answer = (request, response) =>
      request.path.endsWith("/messages") ? send(response, 503, {}) : succeed(request, response);
    for (let line = 0; line < 7; line += 1) for (const call of calls) await says(call, call.legId, `line ${line}`);
    await eventually(
      () => transcripts().length,
      (length) => length > 2,
    );
    org.received.length = 0;
    org.answer = (request, response) => send(response, request.path === "/voiceCalls/messages" ? 202 : 200, {});
    for (const call of calls) await nothingWaits(call);
    const lines = [0, 1, 2, 3, 4, 5, 6].map((line) => `line ${line}`);
    for (const call of calls) expect(contents(call)).toEqual(lines);
    const bulk = transcripts().filter(({ path }) => path === "/voiceCalls/messages");
    expect(bulk.length).toBeGreaterThan(0);
    for (const { body } of bulk) {
      const inOne = body["entries"] as Entry[];
      expect(inOne.length).toBeLessThanOrEqual(5);
      for (const { messages } of inOne) expect(messages.length).toBeLessThanOrEqual(5);
    }
  }, 30_000);

  it("is sent again with the same id when Salesforce took it and never said so, or asks to wait", async () => {
    const call = await talking();
    const answers = [503, 429, 200];
    org.answer = (request, response) =>
      request.path.endsWith("/messages") ? send(response, answers.shift() ?? 200, {}) : succeed(request, response);
    await says(call, call.legId, "again");
    await nothingWaits(call);
    expect(new Set(transcripts().map(({ body }) => body["messageId"])).size).toBe(1);
    expect(transcripts()).toHaveLength(3);
  });

  it("gives Salesforce time to hear of the end of a pause, then lets go and counts", async () => {
    await world.stop();
    let aheadMs = 0;
    world = await startWorld({ pausedAgainMs: 60_000 }, () => Date.now() + aheadMs);
    const call = await talking();
    org.answer = (request, response) =>
      request.path.endsWith("/messages") ? send(response, 409, {}) : succeed(request, response);
    await says(call, call.legId, "just resumed");
    await eventually(transcripts, (sent) => sent.length > 1);
    expect(await counts(call), "not let go yet").toMatchObject({ left_out: 0 });
    aheadMs = 60_001;
    await nothingWaits(call);
    expect(await counts(call)).toMatchObject({ sent: 0, left_out: 1 });
  });

  it("that Salesforce refuses for good is counted and shown for reconciliation, without its words", async () => {
    const call = await talking();
    org.answer = (request, response) =>
      request.path.endsWith("/messages") ? send(response, 400, { message: "no" }) : succeed(request, response);
    await says(call, call.legId, "refused words");
    await nothingWaits(call);
    expect(await counts(call)).toMatchObject({ sent: 0, refused: 1 });
    const found = await fresh.database.query("select code, detail from reconcile_entries where call_id = $1", [
      call.callId,
    ]);
    expect(found).toEqual([{ code: "transcript.refused", detail: { utterances: 1 } }]);
  });

  it("stays within what the org may be sent in a second", async () => {
    await world.stop();
    world = await startWorld({ utterancesPerSecond: 5 });
    const call = await talking();
    const from = Math.floor(Date.now() / 1000) + 1;
    await eventually(
      () => Math.floor(Date.now() / 1000),
      (second) => second >= from,
    );
    for (let line = 0; line < 8; line += 1) await says(call, call.legId, `line ${line}`);
    await nothingWaits(call);
    const rows = await fresh.database.query<{ taken: number }>("select taken from utterance_pace where second >= $1", [
      from,
    ]);
    expect(rows.length, "eight do not fit into one second").toBeGreaterThan(1);
    for (const { taken } of rows) expect(taken).toBeLessThanOrEqual(5);
    expect(await counts(call)).toMatchObject({ sent: 8 });
  });

  it("of an unknown call or leg is told back as unknown and keeps nothing", async () => {
    const call = await talking();
    expect(await says(call, randomUUID(), "who?")).toEqual({ unknown: "leg" });
    expect(await says({ ...call, callId: randomUUID() }, call.legId, "where?")).toEqual({ unknown: "call" });
    expect(await counts(call)).toBeUndefined();
  });
});
