import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { startEngineProcess } from "../../tests/support/start-engine-process.ts";
import { makeWorld, noOrigin } from "../../tests/support/world.ts";
import type { Arrived, World } from "../../tests/support/world.ts";
import { openDatabase } from "../store/open-database.ts";
import { createHttpTelephonySystem } from "../telephony/http-telephony-system.ts";
import { readAudio } from "./read-audio.ts";

const file = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 13) & 0xff));

/** The telephony system's side of a download. */
async function startFileServer() {
  const asked: { readonly url: string; readonly authorization: string | undefined; readonly traceparent: unknown }[] =
    [];
  const server = createServer((request, response) => {
    const { authorization, traceparent } = request.headers;
    asked.push({ url: request.url ?? "", authorization, traceparent });
    self.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const self = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pbx`,
    asked,
    answer: whole as (response: ServerResponse) => void,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}
const whole = (response: ServerResponse): void => void response.writeHead(200).end(file);
const status = (code: number) => (response: ServerResponse) => void response.writeHead(code).end("{}");
/** More than a part, and then nothing more, for ever. */
const stall = (response: ServerResponse): void => void response.writeHead(200).write(file.subarray(0, 400_000));
const breakOff = (response: ServerResponse): void => {
  response.writeHead(200, { "content-length": String(file.length) });
  response.write(file.subarray(0, 400_000), () => response.destroy());
};

const troubles = [
  ["is not there yet", status(404), "telephony.recording-unknown"],
  ["cannot be had at the moment", status(503), "telephony.failed"],
  ["is refused for a wrong credential", status(401), "telephony.unauthorized"],
  ["breaks off in the middle", breakOff, "telephony.unreachable"],
] as const;

describe.each<Kind>(["pglite", "postgresql"])("fetching a recording on %s", (kind) => {
  let fresh: FreshDatabase;
  let pbx: Awaited<ReturnType<typeof startFileServer>>;
  let world: World;
  let ahead = 0;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  beforeEach(async () => {
    ahead = 0;
    pbx = await startFileServer();
    world = await startWorld();
  });
  afterEach(async () => {
    await world.stop();
    await pbx.close();
  });
  afterAll(() => fresh.remove());

  async function startWorld(recordingAttemptMs = 60_000): Promise<World> {
    const made = await makeWorld(fresh.database, {
      telephony: createHttpTelephonySystem({ url: pbx.url, credential: "practice" }),
      now: () => Date.now() + ahead,
      bounds: { slowPollMs: 20, backOffMs: { first: 10, highest: 40 }, recordingAttemptMs },
    });
    await made.engine.start();
    return made;
  }
  async function offered(): Promise<Arrived & { recordingId: string }> {
    const arrived = await world.arrive();
    const recordingId = randomUUID();
    const startedAt = Date.now();
    const offer = {
      state: "ready",
      recordingId,
      mediaType: "audio/wav",
      bytes: file.length,
      startedAt,
      durationMs: 1,
    } as const;
    const taken = await world.engine.recording(
      world.tenant,
      arrived.callId,
      offer,
      `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
    );
    expect(taken).toEqual({ repeated: false });
    return { ...arrived, recordingId };
  }
  const rowOf = async ({ callId }: Arrived) => {
    const [row] = await fresh.database.query<{ state: string; attempts: number; last_code: string | null }>(
      "select state, attempts, last_code from recordings where call_id = $1",
      [callId],
    );
    return row!;
  };
  const bytesOf = async ({ callId }: Arrived) => {
    const parts: Buffer[] = [];
    for await (const part of readAudio(fresh.database, world.tenant, callId, { from: 0, to: file.length - 1 }))
      parts.push(part);
    return Buffer.concat(parts);
  };
  const becomes = (call: Arrived, state: string) =>
    eventually(
      () => rowOf(call),
      (row) => row.state === state,
      30_000,
    );
  const failsWith = (call: Arrived, code: string) =>
    eventually(
      () => rowOf(call),
      (row) => row.last_code === code,
      30_000,
    );

  it("asks with the server's credential and the call's trace, and keeps every byte", async () => {
    const call = await offered();
    await becomes(call, "stored");
    expect((await bytesOf(call)).equals(file)).toBe(true);
    expect(pbx.asked).toEqual([
      {
        url: `/pbx/v1/recordings/${call.recordingId}`,
        authorization: "Bearer practice",
        traceparent: expect.stringContaining("a".repeat(32)),
      },
    ]);
  });

  it.each(troubles)("tries again one that %s, until it is there", async (_what, answer, code) => {
    pbx.answer = answer;
    const call = await offered();
    await failsWith(call, code);
    pbx.answer = whole;
    await becomes(call, "stored");
    expect((await bytesOf(call)).equals(file)).toBe(true);
  });

  it("gives up a download that stalls, and tries again", async () => {
    await world.stop();
    world = await startWorld(300);
    pbx.answer = stall;
    const call = await offered();
    await failsWith(call, "telephony.timeout");
    await world.stop();
    pbx.answer = whole;
    world = await startWorld();
    await becomes(call, "stored");
  });

  it("gives up after a day: there is none then, the reconcile list says why, nothing of it stays", async () => {
    pbx.answer = breakOff;
    const call = await offered();
    await failsWith(call, "telephony.unreachable");
    ahead = 86_400_001;
    await becomes(call, "none");
    const left = await fresh.database.query("select 1 from recording_parts where call_id = $1", [call.callId]);
    expect(left).toEqual([]);
    const entries = await fresh.database.query<{ detail: object }>(
      "select detail from reconcile_entries where call_id = $1 and code = 'recording.not-fetched'",
      [call.callId],
    );
    expect(entries.map(({ detail }) => detail)).toEqual([
      { recordingId: call.recordingId, code: "telephony.unreachable" },
    ]);
  });

  it("is taken over by another server once the claim of a dead one has ended", async () => {
    const call = await offered();
    await becomes(call, "stored");
    // As a killed server leaves it behind: claimed, half there, not settled.
    await fresh.database.query(
      "update recordings set state = 'offered', claimed_until = now() + interval '1 minute' where call_id = $1",
      [call.callId],
    );
    await fresh.database.query("delete from recording_parts where call_id = $1 and part > 0", [call.callId]);
    const before = pbx.asked.length;
    ahead = 61_000;
    await becomes(call, "stored");
    expect(pbx.asked.length).toBe(before + 1);
    expect((await bytesOf(call)).equals(file)).toBe(true);
  });
});

it("a server that is killed in the middle of a download fetches the recording after its restart", async () => {
  const fresh = await freshDatabase("pglite");
  const pbx = await startFileServer();
  const world = await makeWorld(fresh.database);
  const { callId } = await world.arrive();
  const offer = { state: "ready", recordingId: randomUUID(), mediaType: "audio/wav", bytes: file.length } as const;
  await world.engine.recording(world.tenant, callId, { ...offer, startedAt: 1, durationMs: 1 }, noOrigin.traceparent);
  await fresh.database.close();

  pbx.answer = stall;
  const first = await startEngineProcess(fresh.location, pbx.url);
  await eventually(
    () => pbx.asked.length,
    (asked) => asked === 1,
  );
  await first.kill();
  pbx.answer = whole;
  const database = await openDatabase(fresh.location);
  const second = world.server(database, {
    telephony: createHttpTelephonySystem({ url: pbx.url, credential: "practice" }),
  });
  await second.start();
  await eventually(
    () => database.query<{ state: string }>("select state from recordings where call_id = $1", [callId]),
    ([row]) => row?.state === "stored",
  );
  const parts: Buffer[] = [];
  for await (const part of readAudio(database, world.tenant, callId, { from: 0, to: file.length - 1 }))
    parts.push(part);
  expect(Buffer.concat(parts).equals(file)).toBe(true);
  await second.stop();
  await database.close();
  await pbx.close();
  await fresh.remove();
}, 90_000);
