import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorTable, type VoiceApiErrorCode } from "./errors.ts";
import { failureOf, inbound, startTime, voiceApi } from "./testing/examples.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { packageStub, problem } from "./testing/package-stub.ts";
import { created, json, privateKey, startStubOrg, type Answering, type StubOrg } from "./testing/stub-org.ts";
import type { AttemptReport, VoiceApiOptions } from "./voice-api.ts";

let org: StubOrg;
const provoked = new Set<VoiceApiErrorCode>();

beforeEach(async () => {
  org = await startStubOrg();
});
afterEach(() => org.close());

/** A client whose back-off takes no time; time-outs never come by themselves. */
const hasty: Partial<VoiceApiOptions> = {
  random: () => 0,
  sleep: (ms, signal) =>
    ms < 1_000
      ? Promise.resolve()
      : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
};

async function provoke(request: Promise<unknown>) {
  const failure = await failureOf(request);
  provoked.add(failure.code);
  return failure;
}

const status =
  (code: number, body: unknown = null, headers = {}): Answering =>
  (_, response) =>
    json(response, code, body, headers);

describe("creating a VoiceCall while Salesforce stumbles", () => {
  it.each([429, 500, 503])("tries again after %i until it works", async (code) => {
    org.answer = (one, response, count) => (count < 4 ? status(code) : created)(one, response, count);
    await expect(voiceApi(org.origin, hasty).createVoiceCall(inbound)).resolves.toMatchObject({ attempts: 4 });
    const keys = org.received.map(({ body }) => (JSON.parse(body) as { vendorCallKey: string }).vendorCallKey);
    expect(new Set(keys).size).toBe(1);
  });

  it("tries again when the connection breaks", async () => {
    org.answer = (one, response, count) => (count < 3 ? response.socket?.destroy() : created(one, response, count));
    await expect(voiceApi(org.origin, hasty).createVoiceCall(inbound)).resolves.toMatchObject({ attempts: 3 });
  });

  it.each([
    [429, "salesforce.rate-limited", false],
    [502, "salesforce.failed", true],
  ])("gives up after three retries on %i with %s", async (code, expected, mayHaveHappened) => {
    org.answer = status(code);
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure).toMatchObject({ code: expected, status: code, attempts: 4, retryable: true, mayHaveHappened });
    expect(org.received).toHaveLength(4);
  });

  it.each([
    [400, "salesforce.refused"],
    [401, "salesforce.unauthorized"],
    [403, "salesforce.forbidden"],
    [404, "salesforce.not-found"],
    [409, "salesforce.refused"],
    [302, "salesforce.refused"],
  ])("never repeats after %i", async (code, expected) => {
    org.answer = status(code);
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure).toMatchObject({
      code: expected,
      status: code,
      attempts: 1,
      retryable: false,
      mayHaveHappened: false,
    });
    expect(org.received).toHaveLength(1);
  });

  it("says that the record may exist when an earlier attempt got no answer and a later one a refusal", async () => {
    org.answer = (one, response, count) =>
      count === 1 ? response.socket?.destroy() : status(400)(one, response, count);
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure).toMatchObject({ code: "salesforce.refused", attempts: 2, mayHaveHappened: true });
  });

  it("gives up at two seconds in all, however slow each attempt is, and the phone rings without a record", async () => {
    const clock = manualClock();
    org.answer = () => undefined;
    const api = voiceApi(org.origin, { ...clock, random: () => 0 });
    const outcome = provoke(api.createVoiceCall(inbound));
    await org.arrived(1);
    clock.advance(1_200);
    await clock.waitedFor(50);
    clock.advance(50);
    await org.arrived(2);
    await clock.waitedFor(750);
    clock.advance(750);
    const failure = await outcome;
    expect(failure).toMatchObject({ code: "salesforce.timeout", attempts: 2, status: null, mayHaveHappened: true });
    expect(clock.waits()).toEqual([]);
    await api.close();
  });

  it("does not wait for a Retry-After that ends after the deadline, and hands it on", async () => {
    org.answer = status(429, null, { "retry-after": "30" });
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure).toMatchObject({ attempts: 1, retryAfterMs: 30_000 });
  });

  it("waits as long as Retry-After asks when there is time", async () => {
    const clock = manualClock();
    org.answer = (one, response, count) =>
      (count === 1 ? status(429, null, { "retry-after": "1" }) : created)(one, response, count);
    const api = voiceApi(org.origin, { ...clock, random: () => 0 });
    const outcome = api.createVoiceCall(inbound);
    await clock.waitedFor(1_000);
    clock.advance(1_000);
    await expect(outcome).resolves.toMatchObject({ attempts: 2 });
    await api.close();
  });

  it("reports every attempt, for the figures to watch", async () => {
    const attempts: AttemptReport[] = [];
    org.answer = (one, response, count) => (count === 1 ? status(500) : created)(one, response, count);
    const onAttempt = (attempt: AttemptReport) => attempts.push(attempt);
    await voiceApi(org.origin, { ...hasty, onAttempt, now: () => startTime }).createVoiceCall(inbound);
    const common = { endpoint: "createVoiceCall", durationMs: 0 };
    expect(attempts).toEqual([
      { ...common, attempt: 1, status: 500, code: "salesforce.failed" },
      { ...common, attempt: 2, status: 200, code: null },
    ]);
  });
});

describe("running an Omni-Channel flow, which a repeat could run twice", () => {
  const flow = (api: ReturnType<typeof voiceApi>) =>
    api.executeOmniFlow("0LQ000000000001", { dialedNumber: "+18005550100" });

  it("is repeated after 429: nothing was run", async () => {
    org.answer = (one, response, count) =>
      count === 1 ? status(429)(one, response, count) : json(response, 200, { queue: "q" });
    await expect(flow(voiceApi(org.origin, hasty))).resolves.toEqual({ agent: null, queue: "q" });
  });

  it.each([500, 504])("is not repeated after %i: it may have run", async (code) => {
    org.answer = status(code);
    expect(await provoke(flow(voiceApi(org.origin, hasty)))).toMatchObject({ attempts: 1, mayHaveHappened: true });
  });

  it.each([200, 400, 422])("names the flow's own failure, whatever status it comes with (%i)", async (code) => {
    org.answer = status(code, { errors: ["Flow ns__Transfer found no queue for +14155550123"] });
    const failure = await provoke(flow(voiceApi(org.origin, hasty)));
    expect(failure).toMatchObject({ code: "salesforce.routing-failed", status: code, attempts: 1 });
    expect(failure.detail).toBe("Flow ns__Transfer found no queue for [number]");
  });
});

describe("answers that are none", () => {
  it.each([
    ["no voiceCallId", {}],
    ["an id that is none", { voiceCallId: "../x" }],
    ["a page of a proxy", "<html>login</html>"],
    ["nothing", null],
  ])("a create answered with %s is malformed, and the record may exist", async (_, body) => {
    org.answer = status(200, body);
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure).toMatchObject({
      code: "salesforce.malformed-answer",
      status: 200,
      attempts: 1,
      mayHaveHappened: true,
    });
  });

  it("an endless answer is cut off", async () => {
    org.answer = (_, response) => response.writeHead(200).end("x".repeat(300_000));
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure.code).toBe("salesforce.malformed-answer");
  });

  it("a flow that names neither agent nor queue is malformed", async () => {
    org.answer = status(200, {});
    const failure = await provoke(voiceApi(org.origin, hasty).executeOmniFlow("x", { flowDevName: "f" }));
    expect(failure.code).toBe("salesforce.malformed-answer");
  });
});

describe("failures on our own side", () => {
  it("names the network's code when nobody listens, and knows that nothing was sent", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const failure = await provoke(voiceApi(`http://127.0.0.1:${port}`, hasty).createVoiceCall(inbound));
    const expected = { code: "salesforce.unreachable", causeCode: "ECONNREFUSED", attempts: 4, mayHaveHappened: false };
    expect(failure).toMatchObject(expected);
  });

  it("stops at once when the caller aborts, in an attempt and in a wait", async () => {
    const clock = manualClock();
    org.answer = () => undefined;
    const abort = new AbortController();
    const api = voiceApi(org.origin, { ...clock, random: () => 0 });
    const outcome = provoke(api.createVoiceCall(inbound, { signal: abort.signal }));
    await org.arrived(1);
    abort.abort();
    expect(await outcome).toMatchObject({ code: "salesforce.aborted", attempts: 1, mayHaveHappened: true });
    org.answer = status(503);
    const another = new AbortController();
    const waiting = provoke(api.createVoiceCall(inbound, { signal: another.signal }));
    await clock.waitedFor(50);
    another.abort();
    expect(await waiting).toMatchObject({ code: "salesforce.aborted", attempts: 1 });
    expect(clock.waits()).toEqual([]);
    await api.close();
  });

  it("sends nothing when already aborted", async () => {
    const failure = await provoke(voiceApi(org.origin).createVoiceCall(inbound, { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ code: "salesforce.aborted", mayHaveHappened: false });
    expect(org.received).toHaveLength(0);
  });

  it("tells a broken key store from Salesforce, and quotes nothing of it", async () => {
    const secret = "-----BEGIN PRIVATE KEY-----MIIE";
    const signingKey = () => Promise.reject(Object.assign(new Error(secret), { code: "ERR_KEY_STORE" }));
    const failure = await provoke(voiceApi(org.origin, { ...hasty, signingKey }).createVoiceCall(inbound));
    expect(failure).toMatchObject({
      code: "salesforce.signing-failed",
      causeCode: "ERR_KEY_STORE",
      mayHaveHappened: false,
    });
    expect(JSON.stringify({ ...failure, stack: failure.stack, message: failure.message })).not.toContain(secret);
    expect(org.received).toHaveLength(0);
  });

  it("does not wait for a key store that hangs, and does not send what was given up when it wakes up later", async () => {
    const clock = manualClock();
    let wake: (key: typeof privateKey) => void = () => undefined;
    const signingKey = () => new Promise<typeof privateKey>((resolve) => (wake = resolve));
    const api = voiceApi(org.origin, { ...clock, signingKey });
    const outcome = provoke(api.updateVoiceCall("given-up", {}));
    await clock.waitedFor(10_000);
    clock.advance(10_000);
    expect(await outcome).toMatchObject({ code: "salesforce.timeout", mayHaveHappened: false });
    wake(privateKey);
    await api.updateVoiceCall("next", {});
    expect(org.received.map(({ path }) => path)).toEqual(["/telephony/v1/voiceCalls/next"]);
  });

  it("a key store that breaks after its request was given up breaks nothing else", async () => {
    const clock = manualClock();
    let wake: (failure: Error) => void = () => undefined;
    const signingKey = () => new Promise<never>((_, reject) => (wake = reject));
    const outcome = provoke(voiceApi(org.origin, { ...clock, signingKey }).updateVoiceCall("x", {}));
    await clock.waitedFor(10_000);
    clock.advance(10_000);
    expect(await outcome).toMatchObject({ code: "salesforce.timeout" });
    wake(new Error("late")); // An unhandled rejection would fail the run.
  });

  it("signs anew after 401, for the key may have been rotated", async () => {
    let now = startTime;
    const api = voiceApi(org.origin, { ...hasty, now: () => now });
    org.answer = status(401);
    await provoke(api.clearRouting("x"));
    now += 1_000;
    org.answer = status(200);
    await api.clearRouting("x");
    expect(new Set(org.received.map(({ headers }) => headers.authorization)).size).toBe(2);
  });

  it("repeats Salesforce's words without numbers and addresses, and puts them in no message", async () => {
    const errors = ["to (415) 555-0123 is wrong", "agent ann@example.com unknown"];
    org.answer = status(400, { errorCode: "BAD", errors });
    const failure = await provoke(voiceApi(org.origin, hasty).createVoiceCall(inbound));
    expect(failure.detail).toBe("BAD: to ([number] is wrong; agent [address] unknown");
    expect(failure.message).toBe("createVoiceCall: Salesforce refused the request. (HTTP 400)");
  });

  it("names each fault of a body that must not be sent", async () => {
    const failure = await provoke(voiceApi(org.origin).createVoiceCall({ ...inbound, to: "", startTime: 1_795_000 }));
    expect(failure.fields).toEqual([
      { field: "to", reason: "must be a text that is not empty" },
      { field: "startTime", reason: "must be epoch milliseconds (thirteen digits)" },
    ]);
    expect(org.received).toHaveLength(0);
  });
});

it("a package in the org that will not report keeps its own code", async () => {
  const { api } = packageStub(() => problem(403, "caller.not-permitted"));
  const failure = await provoke(api.clearRouting("leg-1"));
  expect([failure.code, failure.causeCode]).toEqual(["salesforce.package-refused", "caller.not-permitted"]);
});

it("every error code of the table was provoked above", () => {
  expect([...provoked].sort()).toEqual(Object.keys(errorTable).sort());
});
