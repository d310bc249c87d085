import { createHmac, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { receivingServer } from "./testing/receiving-server.ts";
import { newDataDir, runningSwitch, secrets } from "./testing/running-switch.ts";
import { until } from "./testing/until.ts";

const open: { close?: () => Promise<unknown>; stop?: () => Promise<unknown> }[] = [];
const kept = <T extends (typeof open)[number]>(item: T): T => {
  open.push(item);
  return item;
};
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await (item.stop ?? item.close)!();
});

describe("facts", () => {
  it("arrive signed over the raw body, in order, with one trace per call", async () => {
    const server = kept(await receivingServer());
    const pbx = kept(await runningSwitch({ serverUrl: server.url }));
    const { callId, legId } = await pbx.inbound({ callerName: "Zoë" });
    await pbx.ringAgent(callId);
    await pbx.act(legId, { type: "hangUp" });
    await until(() => expect(server.types()).toEqual(["callArrived", "legRinging", "legEnded", "legEnded"]));
    for (const { raw, headers } of server.stored) {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers["pt-signature"] as string)!;
      expect(v1).toBe(createHmac("sha256", secrets.webhookSecret).update(`${t}.${raw}`).digest("hex"));
      expect(Math.abs(Date.now() / 1000 - Number(t))).toBeLessThan(60);
    }
    const traces = new Set(server.stored.map(({ headers }) => headers["traceparent"]));
    expect([...traces]).toEqual([expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)]);
  });

  it("wait while the server is down and then arrive once each, in order", async () => {
    const down = await receivingServer();
    await down.close();
    const pbx = kept(await runningSwitch({ serverUrl: down.url }));
    const { callId } = await pbx.inbound();
    await pbx.ringAgent(callId);
    await until(() => expect(pbx.health().facts).toMatchObject({ waiting: 2, serverReachable: false }));
    const up = kept(await receivingServer(undefined, down.port));
    await until(() => expect(up.types()).toEqual(["callArrived", "legRinging"]));
    await until(() => expect(pbx.health().facts).toMatchObject({ waiting: 0, serverReachable: true }));
  });

  it.each([500, 503, 429, 408, 302, 201])(
    "are sent again after status %i, and later ones wait their turn",
    async (status) => {
      let refusals = 3;
      const server = kept(await receivingServer(() => (refusals-- > 0 ? status : 200)));
      const pbx = kept(await runningSwitch({ serverUrl: server.url }));
      const { callId } = await pbx.inbound();
      await pbx.ringAgent(callId);
      await until(() => expect(server.types()).toEqual(["callArrived", "legRinging"]));
      expect(new Set(server.tried.slice(0, 4)).size).toBe(1);
      expect(server.tried).toHaveLength(5);
    },
  );

  it("that the server refuses for good are parked, shown, and do not hold up the call", async () => {
    const server = kept(await receivingServer((fact) => (fact.type === "callArrived" ? 422 : 200)));
    const pbx = kept(await runningSwitch({ serverUrl: server.url }));
    const { callId } = await pbx.inbound();
    await pbx.ringAgent(callId);
    await until(() => expect(server.types()).toEqual(["legRinging"]));
    const { facts } = (await (await fetch(`${pbx.url}/v1/health`)).json()) as ReturnType<typeof pbx.health>;
    expect(facts.parked).toEqual([
      expect.objectContaining({ callId, type: "callArrived", status: 422, code: "test.refused" }),
    ]);
    expect(pbx.lines.join()).toContain("parked");
    expect(pbx.lines.join()).not.toContain("+14155550100");
  });

  it.each([401, 403, 404, 409])(
    "that the server turns away with %i wait until somebody has mended it, shown in health, and none is lost",
    async (status) => {
      let mended = false;
      const server = kept(await receivingServer(() => (mended ? 200 : status)));
      const pbx = kept(await runningSwitch({ serverUrl: server.url }));
      const { callId } = await pbx.inbound();
      await pbx.ringAgent(callId);
      await until(() => expect(server.tried.length).toBeGreaterThan(3));
      expect(pbx.health().facts).toMatchObject({
        waiting: 2,
        turnedAway: { status, code: "test.refused" },
        parkedCount: 0,
      });
      mended = true;
      await until(() => expect(server.types()).toEqual(["callArrived", "legRinging"]));
      await until(() => expect(pbx.health().facts).toMatchObject({ waiting: 0, turnedAway: null }));
    },
  );

  it("are tried again each second while no server is there, every ten seconds while it is unwell, every minute for what a person must mend", async () => {
    const longest = async (serverUrl: string): Promise<number> => {
      const waits: number[] = [];
      const pbx = kept(await runningSwitch({ serverUrl }, waits));
      await pbx.inbound();
      await until(() => expect(waits.length).toBeGreaterThan(12));
      return Math.max(...waits);
    };
    const answering = async (status: number) => kept(await receivingServer(() => status)).url;
    const gone = await receivingServer(() => 200);
    await gone.close();
    expect(await longest(gone.url)).toBeLessThanOrEqual(1_000);
    const [unwell, repairable] = [await longest(await answering(503)), await longest(await answering(401))];
    expect(unwell).toBeGreaterThan(1_000);
    expect(unwell).toBeLessThanOrEqual(10_000);
    expect(repairable).toBeGreaterThan(10_000);
    expect(repairable).toBeLessThanOrEqual(60_000);
  });

  it("of one call do not wait for another call's", async () => {
    const stuck: string[] = [];
    const server = kept(await receivingServer((fact) => (stuck.includes(fact.callId) ? 503 : 200)));
    const pbx = kept(await runningSwitch({ serverUrl: server.url }));
    const first = await pbx.inbound();
    await until(() => expect(server.stored).toHaveLength(1));
    stuck.push(first.callId);
    await pbx.ringAgent(first.callId);
    await pbx.inbound();
    await until(() => expect(server.types()).toEqual(["callArrived", "callArrived"]));
  });
});

describe("after a restart", () => {
  it("calls are back and unsent facts are sent, none twice", async () => {
    const down = await receivingServer(() => 503);
    const dataDir = await newDataDir();
    const before = await runningSwitch({ serverUrl: down.url, dataDir });
    const { callId } = await before.inbound();
    const agentLeg = await before.ringAgent(callId);
    await before.stop();
    await down.close();
    const server = kept(await receivingServer());
    const after = kept(await runningSwitch({ serverUrl: server.url, dataDir }));
    expect((await after.calls())[0]).toMatchObject({ callId, legs: [{ state: "ringing" }, { state: "ringing" }] });
    await after.request({ type: "answer", requestId: randomUUID(), callId, legId: agentLeg });
    const all = ["callArrived", "legRinging", "legConnected", "legConnected"];
    await until(() => expect(server.types()).toEqual(all));
    await until(() => expect(after.health().facts.waiting).toBe(0));
    await after.stop();
    open.pop();
    const again = kept(await runningSwitch({ serverUrl: server.url, dataDir }));
    expect(again.health().facts.waiting).toBe(0);
    expect(server.tried).toHaveLength(4);
  });

  it("a request that came before has no second effect", async () => {
    const server = kept(await receivingServer());
    const dataDir = await newDataDir();
    const before = await runningSwitch({ serverUrl: server.url, dataDir });
    const { callId } = await before.inbound();
    const request = { type: "hangUp", requestId: randomUUID(), callId, legId: await before.ringAgent(callId) } as const;
    await before.request(request);
    await until(() => expect(server.types()).toContain("legEnded"));
    await before.stop();
    const after = kept(await runningSwitch({ serverUrl: server.url, dataDir }));
    expect((await after.request(request)).status).toBe(202);
    expect(after.health().facts.waiting).toBe(0);
    expect(server.types()).toEqual(["callArrived", "legRinging", "legEnded"]);
  });

  it("parked facts get one more chance", async () => {
    const wrong = await receivingServer(() => 422);
    const dataDir = await newDataDir();
    const before = await runningSwitch({ serverUrl: wrong.url, dataDir });
    await before.inbound();
    await until(() => expect(before.health().facts.parkedCount).toBe(1));
    await before.stop();
    await wrong.close();
    const server = kept(await receivingServer());
    kept(await runningSwitch({ serverUrl: server.url, dataDir }));
    await until(() => expect(server.types()).toEqual(["callArrived"]));
  });

  it("a line torn by a death in mid-write is cut off; damage anywhere else is named", async () => {
    const server = kept(await receivingServer());
    const dataDir = await newDataDir();
    const path = join(dataDir, "journal.jsonl");
    const before = await runningSwitch({ serverUrl: server.url, dataDir });
    const { callId } = await before.inbound();
    await before.stop();
    await writeFile(path, `${await readFile(path, "utf8")}{"v":1,"type":"chan`);
    const after = await runningSwitch({ serverUrl: server.url, dataDir });
    expect((await after.calls()).map((call) => call.callId)).toEqual([callId]);
    await after.stop();
    await writeFile(path, `torn\n${await readFile(path, "utf8")}`);
    await expect(runningSwitch({ serverUrl: server.url, dataDir })).rejects.toMatchObject({ code: "journal.damaged" });
  });
});

it("a second switch on the same data folder is refused", async () => {
  const server = kept(await receivingServer());
  const pbx = kept(await runningSwitch({ serverUrl: server.url }));
  // The lock names our own process here; another living process must be named instead.
  await writeFile(join(pbx.dataDir, "lock"), String(process.ppid));
  const second = runningSwitch({ serverUrl: server.url, dataDir: pbx.dataDir });
  await expect(second).rejects.toMatchObject({ code: "store.in-use" });
});
