import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createBody, startPracticeOrg, type Answer, type PracticeOrg } from "../testing/practice-org.ts";

let org: PracticeOrg;
beforeAll(async () => {
  org = await startPracticeOrg();
});
beforeEach(async () => {
  await org.ask("POST", "/stand-in/reset");
});
afterAll(() => org.close());

const fail = (...faults: Record<string, unknown>[]): Promise<Answer> => org.ask("PUT", "/stand-in/faults", { faults });
const create = (key: string): Promise<Answer> => org.voice("POST", "/voiceCalls", createBody(key));
const total = async (): Promise<number> => (await org.ask("GET", "/console/records/VoiceCall")).body.totalSize;

it("an outage hits its endpoint only, as often as told, and does nothing", async () => {
  await fail({ endpoint: "create", kind: "outage", times: 2 });
  expect((await create("a")).status).toBe(503);
  expect((await org.voice("PATCH", "/voiceCalls/b", {})).status).toBe(200);
  expect((await create("a")).status).toBe(503);
  expect((await create("a")).status).toBe(200);
  expect(await total()).toBe(2);
});

it("rate limiting on all endpoints lasts until it is taken back", async () => {
  await fail({ endpoint: "all", kind: "rate-limited" });
  expect((await create("a")).status).toBe(429);
  expect((await org.voice("PATCH", "/voiceCalls/a/clearRouting", {})).status).toBe(429);
  await fail();
  expect((await create("a")).status).toBe(200);
});

it("a time-out after success makes the record and never answers: a repeat finds it", async () => {
  await fail({ endpoint: "create", kind: "time-out-after-success", ms: 0, times: 1 });
  await expect(create("lost")).rejects.toThrow();
  expect(await total()).toBe(1);
  expect((await create("lost")).status).toBe(200);
  expect(await total()).toBe(1);
});

it("a lost connection does nothing", async () => {
  await fail({ endpoint: "create", kind: "connection-lost", times: 1 });
  await expect(create("lost")).rejects.toThrow();
  expect(await total()).toBe(0);
});

it("a slow endpoint works in the end", async () => {
  await fail({ endpoint: "create", kind: "slow", ms: 60_000, times: 1 });
  expect((await create("slow")).status).toBe(200);
});

it("every request that arrived is listed with outcome and fault, without its token", async () => {
  await fail({ endpoint: "create", kind: "outage", times: 1 });
  await create("seen");
  await create("seen");
  const { requests } = (await org.ask("GET", "/stand-in/requests?endpoint=create")).body;
  expect(requests).toMatchObject([
    { status: 503, code: "fault.outage", fault: "outage", claims: null },
    {
      status: 200,
      fault: null,
      claims: { sub: "NorthwindSupport" },
      body: { vendorCallKey: "seen" },
      telephonyProviderName: "practice",
    },
  ]);
  expect(JSON.stringify(requests)).not.toContain("Bearer");
});

it("an unknown fault, fact or value is refused and changes nothing", async () => {
  expect((await fail({ endpoint: "create", kind: "explode" })).status).toBe(400);
  expect((await org.ask("PUT", "/stand-in/facts", { nothing: 1 })).status).toBe(400);
  expect((await org.ask("PUT", "/stand-in/facts", { duplicateMessageId: "maybe" })).status).toBe(400);
  expect((await org.ask("GET", "/stand-in/facts")).body.duplicateMessageId).toBe("dropped");
});
