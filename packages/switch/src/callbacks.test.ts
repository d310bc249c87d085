import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { receivingServer } from "./testing/receiving-server.ts";
import { runningSwitch, secrets } from "./testing/running-switch.ts";
import { until } from "./testing/until.ts";

let server: Awaited<ReturnType<typeof receivingServer>>;
let pbx: Awaited<ReturnType<typeof runningSwitch>>;
beforeEach(async () => {
  server = await receivingServer();
  pbx = await runningSwitch({ serverUrl: server.url });
});
afterEach(async () => {
  await pbx.stop();
  await server.close();
});
const told = (...types: string[]) => until(() => expect(server.types()).toEqual(types));
const request = (body: object = {}) =>
  pbx.post("/v1/practice/callbacks", secrets.operatorCredential, { to: "+14155550123", ...body });

it("a callback is told to the server, and nobody is rung before the server asks to dial", async () => {
  const answer = await request({ customerName: "Grace", agent: "ada@northwind.example" });
  expect(answer.status).toBe(201);
  const { callId, legId } = (await answer.json()) as { callId: string; legId: string };
  await told("callbackRequested");
  expect(JSON.parse(server.stored[0]!.raw)).toMatchObject({
    ...{ callId, legId, to: "+14155550123", customerName: "Grace" },
    ...{ agent: "ada@northwind.example", queueId: null, previousCallId: null },
  });
  const agentLegId = randomUUID();
  const to = { kind: "number", number: "+14155550123" } as const;
  await pbx.request({ type: "dial", requestId: randomUUID(), callId, legId, agentLegId, to });
  await told("callbackRequested", "legConnected", "legRinging");
  await pbx.act(legId, { type: "answer" });
  await told("callbackRequested", "legConnected", "legRinging", "legConnected");
});

it("a caller who asks for a callback while waiting waits no longer", async () => {
  const { callId } = await pbx.inbound({ recording: false });
  expect((await request({ previousCallId: callId })).status).toBe(201);
  await until(() => expect(server.types().toSorted()).toEqual(["callArrived", "callbackRequested", "legEnded"]));
  const ended = server.stored.map(({ raw }) => JSON.parse(raw)).find(({ type }) => type === "legEnded");
  expect(ended).toMatchObject({ callId, reason: "abandoned" });
});

it("a callback after a call that nobody knows is refused", async () => {
  const answer = await request({ previousCallId: randomUUID() });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, "call.unknown"]);
});

it("a callback that waits outlives the switch", async () => {
  const { callId, legId } = (await (await request()).json()) as { callId: string; legId: string };
  await told("callbackRequested");
  await pbx.stop();
  pbx = await runningSwitch({ serverUrl: server.url, dataDir: pbx.dataDir });
  const to = { kind: "number", number: "+14155550123" } as const;
  await pbx.request({ type: "dial", requestId: randomUUID(), callId, legId, agentLegId: randomUUID(), to });
  await told("callbackRequested", "legConnected", "legRinging");
});
