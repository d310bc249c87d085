import { randomUUID } from "node:crypto";
import type { CallMessage } from "@partner-telephony/api";
import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { until } from "../../tests/fake-clock.ts";
import { problem, reply, type FakeServer, type Seen } from "../../tests/fake-server.ts";
import { customerLegOf, presence } from "../../tests/views.ts";
import { worldPerTest } from "../../tests/world.ts";

const callKey = customerLegOf;

/** Guide, chapter 8, Use the Lightning Message Service Bridge; our own words in docs/messages.md. */
const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
let stored: CallMessage[];

beforeEach(async () => {
  stored = [];
  ({ server, page } = world);
  server.onRequest = (seen, response) => {
    if (!seen.path.endsWith("/messages")) return false;
    if (seen.method === "GET") reply(response, 200, { messages: stored });
    else reply(response, 202, { messageId: (seen.body as { messageId: string }).messageId, repeated: false });
    return true;
  };
  await page.ready();
});

const message = (position: number, body: unknown): CallMessage => ({
  messageId: randomUUID(),
  position,
  at: 1_000 + position,
  sentBy: "telephonySystem",
  body: body as string,
  refusedCode: null,
});
const fromPage = (payload: Record<string, unknown>) => page.send({ type: "MESSAGE", message: { v: 1, ...payload } });
const hears = (type: string, times = 1) =>
  until(
    () => page.messages().filter((one) => one["type"] === type).length >= times,
    `${times} × ${type}; so far: ${JSON.stringify(page.messages())}`,
  );
async function connected(): Promise<void> {
  server.ring();
  await page.hears("CALL_STARTED");
  server.connect();
  await page.hears("CALL_CONNECTED");
}
const posts = (): Seen[] => server.seen.filter((one) => one.method === "POST" && one.path.endsWith("/messages"));

describe("a message of the telephony system", () => {
  it("reaches components with the key of the agent's VoiceCall, in order", async () => {
    await connected();
    const callId = [...server.calls.values()][0]!.callId;
    for (const [position, body] of ["one", { two: 2 }].entries())
      server.signal({ type: "message", callId, message: message(position + 1, body) });
    await hears("message", 2);
    const told = page.messages().filter((one) => one["type"] === "message");
    expect(told.map((one) => [one["v"], one["vendorCallKey"], (one["message"] as CallMessage).body])).toEqual([
      [1, callKey(1), "one"],
      [1, callKey(1), { two: 2 }],
    ]);
  });

  it("stands in no log, neither Salesforce's nor ours", async () => {
    await connected();
    const callId = [...server.calls.values()][0]!.callId;
    server.signal({ type: "message", callId, message: message(1, "my card is 4111") });
    await hears("message");
    await page.settled();
    const logged = page.frames.filter(({ type }) => type === "LOG");
    expect(JSON.stringify([logged, page.log.entries()])).not.toContain("4111");
  });

  it("is not published while the agent is offline; once online again components are told to ask", async () => {
    await connected();
    const callId = [...server.calls.values()][0]!.callId;
    const announced = page.messages().length;
    server.setPresence(presence("0"), "telephony");
    await page.settled();
    server.signal({ type: "message", callId, message: message(1, "unheard") });
    await page.settled();
    expect(page.messages()).toHaveLength(announced);
    server.setPresence(presence("0N5xx0000004CSO"), "telephony");
    await hears("messages.ready", 2);
  });
});

describe("components", () => {
  it("are told that they can ask, after the host has heard that the connector is ready", async () => {
    await hears("messages.ready");
    const names = page.frames
      .filter(({ type }) => type !== "LOG")
      .map(({ type, payload }) => payload["telephonyEventType"] ?? type);
    expect(names.indexOf("CONNECTOR_READY")).toBeLessThan(names.indexOf("MESSAGE"));
  });

  it("are told so again after a reload, and get all messages of the call in order when they ask", async () => {
    await connected();
    page.close();
    page = world.newPage();
    await page.ready();
    await hears("messages.ready");
    stored = [message(1, "before"), message(2, "while it was away")];
    fromPage({ type: "messages.wanted", vendorCallKey: callKey(1) });
    await hears("message", 2);
    const told = page.messages().filter((one) => one["type"] === "message");
    expect(told.map((one) => one["message"])).toEqual(stored);
  });

  it("send a message with their id, once, to the call that they name", async () => {
    await connected();
    const messageId = randomUUID();
    fromPage({ type: "message.send", vendorCallKey: callKey(1), messageId, body: "hello" });
    await until(() => posts().length === 1, "the message at the server");
    expect(posts()[0]!.path).toBe(`/v1/calls/${[...server.calls.values()][0]!.callId}/messages`);
    expect(posts()[0]!.body).toEqual({ messageId, body: "hello" });
  });

  it.each([
    ["that the server refuses", { code: "message.too-large", status: 413 }],
    ["that the server refuses", { code: "call.not-yours", status: 409 }],
  ])("hear why a message %s was not sent (%o)", async (_, { code, status }) => {
    await connected();
    server.onRequest = (seen, response) => {
      if (!seen.path.endsWith("/messages")) return false;
      reply(response, status, problem(status, code));
      return true;
    };
    const messageId = randomUUID();
    fromPage({ type: "message.send", vendorCallKey: callKey(1), messageId, body: "hello" });
    await hears("refused");
    const refusal = page.messages().find((one) => one["type"] === "refused");
    expect(refusal).toMatchObject({ messageId, vendorCallKey: callKey(1), code });
    expect(refusal!["sentence"]).toEqual(expect.any(String));
  });

  it("need not send again what the server does not take at once: it goes in its order, with its id, once the server answers", async () => {
    await connected();
    let isAway = true;
    const taken: unknown[] = [];
    server.onRequest = (seen, response) => {
      if (!seen.path.endsWith("/messages")) return false;
      if (isAway) reply(response, 503, problem(503, "server.stopping"));
      else {
        taken.push(seen.body);
        reply(response, 202, { messageId: (seen.body as { messageId: string }).messageId, repeated: false });
      }
      return true;
    };
    const sent = ["one", "two"].map((body) => ({ messageId: randomUUID(), body }));
    for (const message of sent) fromPage({ type: "message.send", vendorCallKey: callKey(1), ...message });
    await until(() => posts().length >= 1, "a try");
    const pastOneCommand = page.clock.now() + 10_500;
    await until(() => page.clock.now() > pastOneCommand, "the deadline of a command has passed", page.clock);
    isAway = false;
    await until(() => taken.length === 2, "both messages at the server", page.clock);
    expect(taken).toEqual(sent);
    expect(page.messages().some((one) => one["type"] === "refused")).toBe(false);
  });

  it("hear that a call is not theirs", async () => {
    fromPage({ type: "message.send", vendorCallKey: "nobody's", messageId: randomUUID(), body: "x" });
    await hears("refused");
    expect(page.messages().at(-1)).toMatchObject({ code: "call.unknown" });
  });

  it.each([
    [null],
    ["text"],
    [42],
    [{ type: "message.send" }],
    [{ v: 2, type: "messages.wanted" }],
    [{ v: 1, type: "x" }],
  ])("of others may say %o, which is none of our business", async (payload) => {
    const before = page.messages().length;
    page.send({ type: "MESSAGE", message: payload });
    await page.settled();
    expect([page.messages().length, posts().length]).toEqual([before, 0]);
  });
});
