import { generateKeyPairSync } from "node:crypto";
import { createVoiceApi } from "@partner-telephony/salesforce-voice";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { send, startVoiceEndpoint, succeed } from "../../tests/support/voice-endpoint.ts";
import type { VoiceEndpoint, VoiceRequest } from "../../tests/support/voice-endpoint.ts";
import { connect, makeWorld, outboxIsEmpty } from "../../tests/support/world.ts";
import type { Arrived, World } from "../../tests/support/world.ts";
import type { EngineOptions } from "../engine/dependencies.ts";
import { insertCallAttributes } from "../store/statements/insert-call-attributes.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

describe.each<Kind>(["pglite", "postgresql"])("what Salesforce is owed, on %s, with the real client", (kind) => {
  let fresh: FreshDatabase;
  let world: World;
  let org: VoiceEndpoint;
  let skewMs = 0;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    skewMs = 0;
    org = await startVoiceEndpoint();
    world = await startWorld();
  });
  afterEach(async () => {
    await world.stop();
    await org.close();
  });
  afterAll(() => fresh.remove());

  async function startWorld(options: Partial<EngineOptions> = {}): Promise<World> {
    const made = await makeWorld(fresh.database, {
      now: () => Date.now() + skewMs,
      voiceApi: ({ orgId, contactCenter, scrtUrl }) =>
        createVoiceApi({
          origin: scrtUrl,
          orgId,
          contactCenterName: contactCenter,
          signingKey: async () => privateKey,
          providerName: "practice",
        }),
      ...options,
      policy: { leaseMs: 3_600_000, offerMs: 3_600_000, createVoiceCallMs: 5_000, ...options.policy },
      // An update whose answer is late is sent again: the stub is given time, however busy the machine is.
      bounds: {
        slowPollMs: 20,
        backOffMs: { first: 20, highest: 100 },
        salesforceAttemptMs: 15_000,
        ...options.bounds,
      },
    });
    await fresh.database.query("update contact_centers set scrt_url = $2 where tenant_id = $1", [made.tenant, org.url]);
    await made.engine.start();
    return made;
  }

  const creates = () => org.received.filter(({ method }) => method === "POST");
  const updates = (call: Arrived | string) =>
    org.received.filter(
      ({ method, path }) =>
        method === "PATCH" && path === `/voiceCalls/${typeof call === "string" ? call : call.legId}`,
    );
  const hangUp = ({ callId, legId }: Arrived) =>
    world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp" });
  const drained = () => outboxIsEmpty(fresh.database, world.tenant);

  it("has the VoiceCall before the call rings, and one update after its end", async () => {
    await world.addAgent({ username: "anna@example.com" });
    const arrived = await world.arrive();
    await connect(world, arrived);
    expect(new Set(creates().map(({ body }) => body["vendorCallKey"]))).toEqual(new Set([arrived.legId]));
    expect(creates()[0]?.body).toMatchObject({
      vendorCallKey: arrived.legId,
      initiationMethod: "Inbound",
      from: "+491512345",
      to: "+498001",
    });
    expect(org.received.filter(({ method }) => method === "PATCH")).toEqual([]);
    await hangUp(arrived);
    await drained();
    const [update, ...more] = updates("0LQ000000000001");
    expect(more).toEqual([]);
    expect(update?.body).toMatchObject({
      startTime: expect.any(String),
      endTime: expect.any(String),
      agent: "anna@example.com",
      numberOfHolds: 0,
    });
  });

  const arriveWith = async (attributes: Record<string, string | number>): Promise<Arrived> => {
    const arrived = await world.arrive();
    await insertCallAttributes(fresh.database, world.tenant, arrived.callId, attributes);
    return arrived;
  };
  const attributes = { Reason__c: "Billing", RecordTypeId: "012000000000001AAA", Menu__c: 3 };

  it("puts what the caller entered on the record when it is made, as one string, and in no update after it", async () => {
    await world.stop();
    world = await makeWorld(fresh.database, { policy: { leaseMs: 3_600_000, createVoiceCallMs: 60_000 } });
    const arrived = await arriveWith(attributes);
    await world.engine.start();
    await eventually(
      () => world.engine.call(world.tenant, arrived.callId),
      (call) => call?.voiceCallId !== null,
    );
    await hangUp(arrived);
    await drained();
    expect(world.voiceApi.created.map(({ callAttributes }) => callAttributes)).toEqual([attributes]);
    expect(world.voiceApi.updated.map(({ body }) => body.callAttributes)).toEqual([undefined]);
    const log = JSON.stringify(await world.engine.callLog(world.tenant, arrived.callId));
    expect(log, "what a caller has entered stands apart from the log").not.toContain("Billing");
  });

  it("puts it into the update that has to make the record, when the API was away", async () => {
    org.answer = (_, response) => send(response, 500, {});
    await world.stop();
    world = await startWorld({ policy: { createVoiceCallMs: 200 } });
    const arrived = await arriveWith(attributes);
    await eventually(
      () => world.engine.callLog(world.tenant, arrived.callId),
      (log) => log?.events.some(({ type }) => type === "voiceCallNotCreated") === true,
    );
    org.answer = succeed;
    await hangUp(arrived);
    await drained();
    const body = updates(arrived).at(-1)?.body;
    expect(JSON.parse(body?.["callAttributes"] as string)).toEqual(attributes);
  });

  it("says in the final update which queue, how many holds, how long, and why it ended", async () => {
    await fresh.database.query(
      "insert into contact_center_queues (tenant_id, queue_id, name) values ($1, 'support', 'Support')",
      [world.tenant],
    );
    await world.addAgent();
    const arrived = await world.arrive({ queueId: "support" });
    await connect(world, arrived);
    const { callId, legId } = arrived;
    // Facts do not lie ahead of the clock: it goes on first.
    const at = Date.now();
    skewMs = 20_000;
    await world.fact({ type: "legHeld", callId, legId, requestId: null, at });
    await world.fact({ type: "legResumed", callId, legId, requestId: null, at: at + 7_000 });
    await world.fact({ type: "legHeld", callId, legId, requestId: null, at: at + 10_000 });
    await world.fact({ type: "legResumed", callId, legId, requestId: null, at: at + 13_000 });
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp", at: at + 20_000 });
    await drained();
    expect(updates("0LQ000000000001").map(({ body }) => body)).toEqual([
      expect.objectContaining({
        queue: "Support",
        enqueueTime: expect.any(String),
        acceptTime: expect.any(String),
        numberOfHolds: 2,
        totalHoldDuration: 10,
        longestHoldDuration: 7,
        agentInteractionDuration: expect.any(Number),
        disconnectReason: { value: "HUNG_UP", isError: false },
      }),
    ]);
  });

  it.each([
    ["abandoned", "ABANDONED", false],
    ["failed", "TELECOM_PROBLEM", true],
  ] as const)("says why a call that nobody took has ended: %s", async (why, value, isError) => {
    const arrived = await world.arrive();
    const { callId, legId } = arrived;
    await eventually(
      () => world.engine.call(world.tenant, callId),
      (call) => call?.voiceCallId !== null,
    );
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: why });
    await drained();
    expect(updates("0LQ000000000001").at(-1)?.body).toMatchObject({ disconnectReason: { value, isError } });
  });

  it.each([
    ["refuses connections", () => org.close()],
    ["answers 500", () => (org.answer = (_, response) => send(response, 500, {}))],
    ["answers 429", () => (org.answer = (_, response) => send(response, 429, {}))],
    ["does not answer", () => (org.answer = () => {})],
  ])("still rings at the agent in time when the API %s, with no POST after its deadline", async (_how, breakIt) => {
    await world.stop();
    world = await startWorld({ policy: { createVoiceCallMs: 700 } });
    await breakIt();
    const agentId = await world.addAgent();
    const arrived = await world.arrive();
    expect((await world.rings(arrived.callId)).agentId).toBe(agentId);
    expect((await world.engine.call(world.tenant, arrived.callId))?.voiceCallId).toBeNull();
    const signals = await world.signals(agentId);
    expect(signals.find((signal) => signal.type === "call.started")).toMatchObject({ call: { voiceCallId: null } });
    expect(creates().length).toBeLessThanOrEqual(4);
    const posted = creates().length;
    org.answer = succeed;
    await hangUp(arrived);
    if (_how === "refuses connections") return;
    await drained();
    expect(creates()).toHaveLength(posted);
    expect(updates(arrived).at(-1)?.body).toMatchObject({
      initiationMethod: "INBOUND",
      fromNumber: "+491512345",
      toNumber: "+498001",
      startTime: expect.any(String),
      endTime: expect.any(String),
    });
  });

  it("rings without a record when the server was down until after the deadline, and does not POST late", async () => {
    await world.stop();
    world = await makeWorld(fresh.database, { policy: { leaseMs: 3_600_000, createVoiceCallMs: 100 } });
    await world.addAgent();
    const { callId } = await world.arrive();
    const deadline = Date.now() + 100;
    await eventually(
      () => Date.now(),
      (at) => at > deadline,
    );
    await world.engine.start();
    await world.rings(callId);
    await drained();
    expect(world.voiceApi.created).toEqual([]);
    const log = await world.engine.callLog(world.tenant, callId);
    expect(log?.events.map(({ type }) => type)).toContain("voiceCallNotCreated");
  });

  const ailments: [string, VoiceEndpoint["answer"]][] = [
    ["answers 503", (_, response) => send(response, 503, {})],
    ["answers 429", (_, response) => send(response, 429, {})],
    ["does not answer", () => {}],
  ];
  it.each(ailments)(
    "repeats an update until Salesforce has taken it, over a restart too, counting on: it %s",
    async (_how, ail) => {
      await world.stop();
      world = await startWorld({ bounds: { salesforceAttemptMs: 400 } });
      await world.addAgent();
      const arrived = await world.arrive();
      await connect(world, arrived);
      // By the record's id, or by our key where a busy machine has not let it be made while it rang.
      const paths = ["0LQ000000000001", arrived.legId].map((key) => `/voiceCalls/${key}`);
      const isUpdate = ({ method, path }: VoiceRequest) => method === "PATCH" && paths.includes(path);
      const created = creates().length;
      org.answer = ail;
      await hangUp(arrived);
      const [failing] = await eventually(
        () =>
          fresh.database.query<{ attempts: number }>(
            "select attempts from outbox where tenant_id = $1 order by outbox_id",
            [world.tenant],
          ),
        ([row]) => (row?.attempts ?? 0) >= 3,
      );
      await world.stop();
      let taken = 0;
      org.answer = (request, response) => {
        if (isUpdate(request)) taken += 1;
        succeed(request, response);
      };
      const restarted = world.server(fresh.database, { bounds: { salesforceAttemptMs: 15_000 } });
      await restarted.start();
      await drained();
      await restarted.stop();
      expect(failing!.attempts).toBeGreaterThanOrEqual(3);
      expect(taken, "one update makes it whole").toBe(1);
      expect(org.received.filter(isUpdate).at(-1)?.body).toMatchObject({
        startTime: expect.any(String),
        endTime: expect.any(String),
        acceptTime: expect.any(String),
        agent: expect.any(String),
        numberOfHolds: 0,
        disconnectReason: { value: "HUNG_UP", isError: false },
      });
      expect(creates(), "no late create").toHaveLength(created);
    },
  );

  it("clears the routing of a caller who gave up before an agent had the call, then updates", async () => {
    const arrived = await world.arrive();
    await eventually(
      () => world.engine.call(world.tenant, arrived.callId),
      (call) => call?.voiceCallId !== null,
    );
    await hangUp(arrived);
    await drained();
    const paths = org.received.filter(({ method }) => method === "PATCH").map(({ path }) => path);
    expect(paths).toEqual(["/voiceCalls/0LQ000000000001/clearRouting", "/voiceCalls/0LQ000000000001"]);
  });

  it("parks what Salesforce will never take, shows it, lets other calls pass, and sends it when somebody asks", async () => {
    const poisoned = await world.arrive();
    await eventually(
      () => world.engine.call(world.tenant, poisoned.callId),
      (call) => call?.voiceCallId !== null,
    );
    org.answer = (request, response) =>
      request.method === "PATCH" ? send(response, 400, {}) : succeed(request, response);
    await hangUp(poisoned);
    const parked = await eventually(
      () => world.engine.parked(world.tenant),
      (rows) => rows.length === 2,
    );
    expect(parked.map(({ type, code }) => [type, code])).toEqual([
      ["clearRouting", "salesforce.refused"],
      ["updateVoiceCall", "salesforce.refused"],
    ]);
    const entries = await fresh.database.query("select code from reconcile_entries where tenant_id = $1", [
      world.tenant,
    ]);
    expect(entries).toEqual([{ code: "outbox.parked" }, { code: "outbox.parked" }]);

    org.answer = succeed;
    const other = await world.arrive();
    await eventually(
      () => world.engine.call(world.tenant, other.callId),
      (call) => call?.voiceCallId !== null,
    );
    for (const row of parked) expect(await world.engine.retryParked(world.tenant, row.outboxId)).toBe(true);
    await drained();
    expect(await world.engine.parked(world.tenant)).toEqual([]);
    expect(await world.engine.retryParked(world.tenant, parked[0]!.outboxId)).toBe(false);
  });

  it("parks an update that has failed for a day", async () => {
    const arrived = await world.arrive();
    await eventually(
      () => world.engine.call(world.tenant, arrived.callId),
      (call) => call?.voiceCallId !== null,
    );
    org.answer = (_, response) => send(response, 503, {});
    await hangUp(arrived);
    await eventually(
      () => org.of("PATCH", "/voiceCalls"),
      (all) => all.length > 0,
    );
    skewMs = 86_400_001;
    const parked = await eventually(
      () => world.engine.parked(world.tenant),
      (rows) => rows.length === 2,
    );
    expect(parked.map(({ type }) => type)).toEqual(["clearRouting", "updateVoiceCall"]);
  });

  it("creates no more than the org's limit in one second, and the call beyond it rings without a record", async () => {
    await world.stop();
    // A second that does not pass, in which no other test has asked; the answers take no time of the machine's either.
    const still = (Math.floor(Date.now() / 1000) + 3_600) * 1000;
    world = await makeWorld(fresh.database, {
      now: () => still,
      bounds: { createsPerSecond: 3 },
      policy: { leaseMs: 3_600_000, createVoiceCallMs: 400 },
    });
    await world.engine.start();
    const calls = await Promise.all([1, 2, 3, 4, 5].map(() => world.arrive()));
    await drained();
    expect(world.voiceApi.created).toHaveLength(3);
    const codes = await fresh.database.query<{ event: { code: string } }>(
      "select event from call_events where tenant_id = $1 and type = 'voiceCallNotCreated'",
      [world.tenant],
    );
    expect(codes.map(({ event }) => event.code)).toEqual(["salesforce.paced", "salesforce.paced"]);
    expect(calls).toHaveLength(5);
  });
});
