import { randomUUID } from "node:crypto";
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

type Running = Awaited<ReturnType<typeof runningSwitch>>;
async function ask(pbx: Running, path: string, body?: unknown, credential = secrets.operatorCredential) {
  const response = await fetch(`${pbx.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${credential}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: response.status, body: (await response.json()) as any };
}
const practice = (callId: string) => `/v1/practice/calls/${callId}/messages`;
const send = (pbx: Running, callId: string, body: unknown) => ask(pbx, practice(callId), { body });
const receive = (pbx: Running, callId: string, message: unknown) =>
  ask(pbx, `/v1/calls/${callId}/messages`, message, secrets.telephonyCredential);
const heard = async (pbx: Running, callId: string) =>
  (await ask(pbx, practice(callId))).body.messages.map((one: { direction: string; body: unknown }) => [
    one.direction,
    one.body,
  ]);

describe("messages to components on agents' pages", () => {
  it("arrive with their ids in the call's order, after the facts before them, also when the server comes late", async () => {
    const down = await receivingServer();
    await down.close();
    const pbx = kept(await runningSwitch({ serverUrl: down.url }));
    const { callId } = await pbx.inbound();
    const first = await send(pbx, callId, "one");
    await send(pbx, callId, { two: true });
    const up = kept(await receivingServer(undefined, down.port));
    await until(() => expect(up.stored).toHaveLength(3));
    const bodies = up.stored.map(({ raw }) => JSON.parse(raw.toString()) as Record<string, unknown>);
    expect(bodies[0]).toMatchObject({ type: "callArrived" });
    expect(bodies.slice(1)).toEqual([
      { messageId: first.body.messageId, body: "one" },
      { messageId: expect.any(String), body: { two: true } },
    ]);
  });

  it("are on disk before they are answered, and go out after a restart", async () => {
    const dataDir = await newDataDir();
    const down = await receivingServer();
    await down.close();
    const before = await runningSwitch({ serverUrl: down.url, dataDir });
    const { callId } = await before.inbound();
    await send(before, callId, "kept");
    await receive(before, callId, { messageId: randomUUID(), body: "answer" });
    await before.stop();
    const up = kept(await receivingServer(undefined, down.port));
    const pbx = kept(await runningSwitch({ serverUrl: down.url, dataDir }));
    await until(() => expect(up.stored).toHaveLength(2));
    expect(await heard(pbx, callId)).toEqual([
      ["sent", "kept"],
      ["received", "answer"],
    ]);
  });
});

describe("messages from components on agents' pages", () => {
  it("that come twice are received once", async () => {
    const server = kept(await receivingServer());
    const pbx = kept(await runningSwitch({ serverUrl: server.url }));
    const { callId } = await pbx.inbound();
    const message = { messageId: randomUUID(), body: "hello" };
    expect((await receive(pbx, callId, message)).body).toEqual({ messageId: message.messageId, repeated: false });
    expect((await receive(pbx, callId, message)).body).toEqual({ messageId: message.messageId, repeated: true });
    expect(await heard(pbx, callId)).toEqual([["received", "hello"]]);
  });
});

describe("a message", () => {
  it("that is too large, or about no call, is refused with a sentence and kept nowhere", async () => {
    const server = kept(await receivingServer());
    const pbx = kept(await runningSwitch({ serverUrl: server.url }));
    const { callId } = await pbx.inbound();
    const large = "x".repeat(16_383);
    for (const answer of [
      await send(pbx, callId, large),
      await receive(pbx, callId, { messageId: randomUUID(), body: large }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([413, "message.too-large"]);
      expect(answer.body.detail).toContain("16,384 bytes");
    }
    expect(await heard(pbx, callId)).toEqual([]);
    expect((await send(pbx, randomUUID(), "x")).body.code).toBe("call.unknown");
    expect((await receive(pbx, randomUUID(), { messageId: randomUUID(), body: "x" })).body.code).toBe("call.unknown");
  });
});
