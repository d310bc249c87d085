import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { startEngineProcess } from "../../tests/support/start-engine-process.ts";
import type { EngineProcess } from "../../tests/support/start-engine-process.ts";
import { accept, startTelephonyEndpoint } from "../../tests/support/telephony-endpoint.ts";
import type { TelephonyEndpoint } from "../../tests/support/telephony-endpoint.ts";
import { makeWorld } from "../../tests/support/world.ts";
import { openDatabase } from "../store/open-database.ts";

describe.each<Kind>(["pglite", "postgresql"])("a server on %s that is killed while a request is under way", (kind) => {
  let fresh: FreshDatabase;
  let telephony: TelephonyEndpoint;
  const started: EngineProcess[] = [];
  const start = async (): Promise<EngineProcess> => {
    const server = await startEngineProcess(fresh.location, telephony.url);
    started.push(server);
    return server;
  };
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
    telephony = await startTelephonyEndpoint();
  });
  afterAll(async () => {
    for (const server of started) await server.kill();
    await telephony.close();
    await fresh.remove();
  });

  it("sends it again after its restart, with the same id, and loses nothing else", async () => {
    const world = await makeWorld(fresh.database, { policy: { leaseMs: 600_000, requestMs: 600_000 } });
    await world.addAgent();
    const { callId, legId } = await world.arrive();
    await world.fact({ type: "voiceCallCreated", callId, legId, voiceCallId: "0LQ1" });
    const before = await world.engine.callLog(world.tenant, callId);
    await fresh.database.close();

    telephony.answer = () => {}; // Takes the request and never answers.
    const first = await start();
    expect(first).toMatchObject({ ready: true });
    const [lost] = await telephony.receives(1);
    await first.kill();

    telephony.answer = accept;
    const second = await start();
    const [, repeated] = await telephony.receives(2);
    expect(repeated?.body).toEqual(lost?.body);
    expect(repeated?.headers["idempotency-key"]).toBe(lost?.body.requestId);
    await second.kill();

    const database = await openDatabase(fresh.location);
    const events = await database.query<{ version: number }>(
      "select version from call_events where call_id = $1 order by version",
      [callId],
    );
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    expect(events.length).toBeGreaterThan(before!.events.length);
    await database.close();
  }, 60_000);
});
