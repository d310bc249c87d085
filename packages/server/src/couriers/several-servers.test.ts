import { createPackageVoiceApi, type PackageAnswer } from "@partner-telephony/salesforce-voice";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase, type FreshDatabase } from "../../tests/support/fresh-database.ts";
import { makeWorld, outboxIsEmpty } from "../../tests/support/world.ts";
import type { EngineOptions } from "../engine/dependencies.ts";
import type { RequestFrame } from "./courier.ts";
import { Couriers } from "./couriers.ts";

/** As a server has it: the org's package by the couriers that are connected to this one server. */
const by = (couriers: Couriers): Partial<EngineOptions> => ({
  couriers,
  voiceApi: ({ tenant, contactCenter }) =>
    createPackageVoiceApi({ contactCenterName: contactCenter, carry: couriers.carryFor(tenant) }),
  bounds: { slowPollMs: 20, backOffMs: { first: 20, highest: 100 } },
});

const answerTo = ({ method, path }: RequestFrame): PackageAnswer => {
  if (method === "POST") return { status: 201, body: '{"voiceCallId":"0LQ000000000001","errors":[]}' };
  return path.endsWith("/clear-routing") ? { status: 204, body: null } : { status: 202, body: '{"status":"pending"}' };
};

describe("two servers on one database, an org that signs, and a page that is connected to one of them", () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase("postgresql");
  });
  afterAll(() => fresh.remove());

  it("let that page report every call, at the first attempt", async () => {
    const [without, withPage] = [new Couriers(), new Couriers()];
    const policy = { leaseMs: 3_600_000, offerMs: 3_600_000, createVoiceCallMs: 10_000 };
    const world = await makeWorld(fresh.database, { ...by(without), policy });
    await fresh.database.query("update contact_centers set signer = 'org' where tenant_id = $1", [world.tenant]);
    const other = world.server(await fresh.another(), by(withPage));
    const asked: RequestFrame[] = [];
    const page = withPage.enter(world.tenant, (frame) => {
      asked.push(frame);
      queueMicrotask(() => page.answer(frame.requestId, answerTo(frame)));
    });
    await world.engine.start();
    await other.start();
    const calls = await Promise.all(Array.from({ length: 12 }, () => world.arrive()));
    for (const { callId } of calls) {
      await eventually(
        () => world.engine.call(world.tenant, callId),
        (call) => call?.voiceCallId === "0LQ000000000001",
      );
    }
    for (const { callId, legId } of calls)
      await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp" });
    await outboxIsEmpty(fresh.database, world.tenant);
    await Promise.all([world.stop(), other.stop()]);
    const creates = asked.filter(({ method }) => method === "POST");
    expect(creates, "each once").toHaveLength(calls.length);
    expect(asked, "with clear routing and update").toHaveLength(3 * calls.length);
  });

  it("give a call up in time when no server has a page, whichever of them looks", async () => {
    const policy = { leaseMs: 3_600_000, createVoiceCallMs: 300 };
    const world = await makeWorld(fresh.database, { ...by(new Couriers()), policy });
    await fresh.database.query("update contact_centers set signer = 'org' where tenant_id = $1", [world.tenant]);
    await world.addAgent();
    await world.engine.start();
    const { callId } = await world.arrive();
    await world.rings(callId);
    const log = await world.engine.callLog(world.tenant, callId);
    expect(log?.events.map(({ type }) => type)).toContain("voiceCallNotCreated");
    await world.stop();
  });
});
