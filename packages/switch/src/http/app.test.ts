import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem, switchRoutes } from "@partner-telephony/api";
import { agent } from "../testing/lab.ts";
import { receivingServer } from "../testing/receiving-server.ts";
import { runningSwitch, secrets } from "../testing/running-switch.ts";

let server: Awaited<ReturnType<typeof receivingServer>>;
let pbx: Awaited<ReturnType<typeof runningSwitch>>;
beforeAll(async () => {
  server = await receivingServer();
  pbx = await runningSwitch({ serverUrl: server.url });
});
afterAll(async () => {
  await pbx.stop();
  await server.close();
});

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const body = Problem.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.detail.length).toBeGreaterThan(20);
  return body;
}
const ringAgent = (callId: string) => {
  const [requestId, legId] = [randomUUID(), randomUUID()];
  return { type: "ringAgent", requestId, callId, legId, agent } as const;
};

describe("who may ask", () => {
  const closed = switchRoutes.filter((route) => !(route.principals as readonly string[]).includes("none"));
  const ask = (route: (typeof closed)[number], credential?: string) =>
    fetch(`${pbx.url}${route.path.replace(":legId", randomUUID())}`, {
      method: route.method,
      ...(credential && { headers: { authorization: `Bearer ${credential}` } }),
    });
  it.each(closed)("$method $path without a credential: 401", async (route) => {
    const response = await ask(route);
    expect(await problem(response)).toMatchObject({ status: 401, code: "credential.missing" });
  });
  it.each(closed)("$method $path with the other side's credential: 401", async (route) => {
    const operator = (route.principals as readonly string[]).includes("operator");
    const response = await ask(route, operator ? secrets.telephonyCredential : secrets.operatorCredential);
    expect(await problem(response)).toMatchObject({ status: 401, code: "credential.wrong" });
  });
  it("anybody may see that it is up", async () => {
    expect((await fetch(`${pbx.url}/v1/health`)).status).toBe(200);
  });
  it("practice routes are closed on an address that others can reach", async () => {
    const exposed = await runningSwitch({ serverUrl: server.url, host: "0.0.0.0" });
    const url = exposed.url.replace("0.0.0.0", "127.0.0.1");
    const headers = { authorization: `Bearer ${secrets.operatorCredential}` };
    const response = await fetch(`${url}/v1/practice/calls`, { headers });
    await exposed.stop();
    expect(await problem(response)).toMatchObject({ status: 403, code: "practice.loopback-only" });
  });
});

describe("requests", () => {
  it("are accepted with their id", async () => {
    const { callId } = await pbx.inbound();
    const request = ringAgent(callId);
    const response = await pbx.request(request);
    expect([response.status, await response.json()]).toEqual([202, { requestId: request.requestId }]);
  });
  it("repeated, even at the same moment, have one effect", async () => {
    const { callId } = await pbx.inbound();
    const request = ringAgent(callId);
    const answers = await Promise.all([pbx.request(request), pbx.request(request), pbx.request(request)]);
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202]);
    const call = (await pbx.calls()).find((candidate) => candidate.callId === callId)!;
    expect(call.legs).toHaveLength(2);
  });
  it("with the key of another request are refused", async () => {
    const { callId } = await pbx.inbound();
    const request = ringAgent(callId);
    await pbx.request(request);
    const response = await pbx.request({ ...request, legId: randomUUID() });
    expect(await problem(response)).toMatchObject({ status: 409, code: "idempotency.key-reused" });
  });
  it("are the same request whatever the digits, which nobody keeps", async () => {
    const { callId, legId } = await pbx.inbound();
    const send = { type: "sendDigits", requestId: randomUUID(), callId, legId } as const;
    expect((await pbx.request({ ...send, digits: "1" })).status).toBe(202);
    expect((await pbx.request({ ...send, digits: "2" })).status).toBe(202);
  });
  it("need their id as key", async () => {
    const request = { tenant: "t", ...ringAgent(randomUUID()) };
    const post = (headers: Record<string, string>) =>
      pbx.post("/v1/requests", secrets.telephonyCredential, request, headers);
    expect(await problem(await post({}))).toMatchObject({ status: 400, code: "idempotency.key-missing" });
    const other = await post({ "idempotency-key": randomUUID() });
    expect(await problem(other)).toMatchObject({ status: 400, code: "idempotency.key-mismatch" });
  });
});

it("a request that the switch is set not to do is refused as unsupported, and the others are not", async () => {
  const poor = await runningSwitch({ serverUrl: server.url, unsupported: new Set(["hold"]) });
  const { callId, legId } = await poor.inbound();
  const hold = await poor.request({ type: "hold", requestId: randomUUID(), callId, legId });
  const resume = await poor.request({ type: "resume", requestId: randomUUID(), callId, legId });
  await poor.stop();
  expect(await problem(hold)).toMatchObject({ status: 422, code: "request.unsupported" });
  expect(resume.status).toBe(202);
});

describe("practice", () => {
  it("an inbound call repeated with its key is the same call", async () => {
    const headers = { "idempotency-key": randomUUID() };
    expect(await pbx.inbound({}, headers)).toEqual(await pbx.inbound({}, headers));
    expect(await pbx.inbound()).not.toEqual(await pbx.inbound());
  });
  it("a leg nobody knows, or that has ended, is named", async () => {
    expect(await problem(await pbx.act(randomUUID(), { type: "hangUp" }))).toMatchObject({
      status: 404,
      code: "leg.unknown",
    });
    const { legId } = await pbx.inbound();
    expect(await problem(await pbx.act(legId, { type: "answer" }))).toMatchObject({
      status: 409,
      code: "leg.wrong-state",
    });
    expect((await pbx.act(legId, { type: "hangUp" })).status).toBe(202);
    expect(await problem(await pbx.act(legId, { type: "hangUp" }))).toMatchObject({ status: 409, code: "leg.gone" });
  });
});

describe("bad input", () => {
  const inbound = (body: unknown, headers?: Record<string, string>) =>
    pbx.post("/v1/practice/inbound-calls", secrets.operatorCredential, body, headers);
  it.each([
    ["malformed JSON", "{", {}, 400, "body.malformed"],
    ["an empty body", "", {}, 400, "body.malformed"],
    ["a body of 1 MB", JSON.stringify({ from: "1".repeat(1_000_000) }), {}, 413, "body.too-large"],
    ["text", "hello", { "content-type": "text/plain" }, 415, "body.media-type"],
    ["a key that is none", { from: "1", to: "2" }, { "idempotency-key": "x" }, 400, "idempotency.key-invalid"],
    ["no fields", {}, {}, 400, "body.invalid"],
    ["an unknown field", { from: "1", to: "2", colour: "red" }, {}, 400, "body.invalid"],
  ])("%s", async (_name, body, headers, status, code) => {
    expect(await problem(await inbound(body, headers as Record<string, string>))).toMatchObject({ status, code });
  });
  it("names the fields at fault", async () => {
    const { fields } = await problem(await inbound({ from: "", to: "2" }));
    expect(fields).toEqual([{ path: "from", message: expect.any(String) }]);
  });
  it("an address that is none", async () => {
    expect(await problem(await fetch(`${pbx.url}/v1/nothing`))).toMatchObject({ status: 404, code: "route.unknown" });
    expect(await problem(await pbx.act("7", { type: "hangUp" }))).toMatchObject({ status: 400, code: "path.invalid" });
  });
  it("an address that cannot be decoded", async () => {
    expect(await problem(await fetch(`${pbx.url}/%`))).toMatchObject({ status: 400, code: "path.malformed" });
  });
  it("that ask with a question mark are told what nobody heeds", async () => {
    const headers = { authorization: `Bearer ${secrets.operatorCredential}` };
    const answer = await problem(await fetch(`${pbx.url}/v1/practice/calls?limit=abc`, { headers }));
    expect(answer).toMatchObject({
      code: "query.invalid",
      status: 400,
      fields: [{ path: "limit", message: "is not known here" }],
    });
  });
  it("an id of an address that is far too long", async () => {
    const answer = await pbx.act("7".repeat(200), { type: "hangUp" });
    expect(await problem(answer)).toMatchObject({ status: 400, code: "path.invalid" });
  });
  it("keeps the asker's trace id", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const { traceId } = await problem(await inbound({}, { traceparent }));
    expect(traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  });
});
