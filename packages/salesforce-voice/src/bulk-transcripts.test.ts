import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TranscriptsAnswer } from "./bodies.ts";
import { utterances, voiceApi } from "./testing/examples.ts";
import { json, startStubOrg, type StubOrg } from "./testing/stub-org.ts";
import type { VoiceApi } from "./voice-api.ts";

let org: StubOrg;
let api: VoiceApi;

beforeEach(async () => {
  org = await startStubOrg();
  org.answer = (_, response) => json(response, 202, { result: "Accepted" });
  api = voiceApi(org.origin);
});
afterEach(async () => {
  await api.close();
  await org.close();
});

interface Bulk {
  readonly entries: readonly { readonly vendorCallKey: string; readonly messages: readonly { messageId: string }[] }[];
}
const bulk = (body: string) => JSON.parse(body) as Bulk;
const outcomes = (answer: TranscriptsAnswer) => answer.results.map(({ outcome }) => outcome);

const multi = (...errorResponseEntries: object[]) => ({
  result: "Multi-Status",
  errorResponse: { errorResponseEntries },
});

describe("transcripts in bulk", () => {
  it("sends 30 messages of one call as six requests of five and accounts for each", async () => {
    const answer = await api.createTranscripts(utterances(...Array.from({ length: 30 }, () => "call-1")));
    expect(answer).toMatchObject({ requests: 6, stoppedBy: null });
    expect(new Set(outcomes(answer))).toEqual(new Set(["accepted"]));
    expect(org.received.map(({ body }) => bulk(body).entries[0]?.messages.length)).toEqual([5, 5, 5, 5, 5, 5]);
  });

  it("needs no request for no messages", async () => {
    expect(await api.createTranscripts([])).toEqual({ results: [], requests: 0, stoppedBy: null });
    expect(org.received).toHaveLength(0);
  });

  it("reads a mixed answer call by call, a limit that comes as 400 included", async () => {
    org.answer = (_, response) =>
      json(
        response,
        207,
        multi(
          { vendorCallKey: "a", status: 202, message: "ok" },
          { vendorCallKey: "b", status: 409, message: "paused" },
          { vendorCallKey: "c", status: 400, message: "RESOURCE_EXHAUSTED: later" },
          { vendorCallKey: "d", status: 400, message: "participant +14155550123 unknown" },
        ),
      );
    const { results } = await api.createTranscripts(utterances("a", "b", "c", "d", "e"));
    expect(results.map(({ vendorCallKey, outcome, retryable }) => [vendorCallKey, outcome, retryable])).toEqual([
      ["a", "accepted", false],
      ["b", "paused", false],
      ["c", "rate-limited", true],
      ["d", "refused", false],
      ["e", "unknown", true],
    ]);
    expect(results[3]?.detail).toBe("participant [number] unknown");
  });

  it("does not call a mixed answer accepted when it cannot be read", async () => {
    org.answer = (_, response) => json(response, 207, { result: "Multi-Status" });
    const answer = await api.createTranscripts(utterances("a"));
    expect(outcomes(answer)).toEqual(["unknown"]);
    expect(answer.stoppedBy?.code).toBe("salesforce.malformed-answer");
  });

  it("stops at the org's limit: the limited are told from those never sent, all may be repeated", async () => {
    org.answer = (_, response, count) => json(response, count === 1 ? 202 : 429, null, { "retry-after": "30" });
    const answer = await api.createTranscripts(utterances(...Array.from({ length: 12 }, () => "call-1")));
    expect(outcomes(answer)).toEqual([
      ...Array(5).fill("accepted"),
      ...Array(5).fill("rate-limited"),
      "not-sent",
      "not-sent",
    ]);
    expect(answer.stoppedBy).toMatchObject({ code: "salesforce.rate-limited", retryAfterMs: 30_000 });
    expect(answer.requests).toBe(2);
  });

  it("keeps what an outage leaves open as unknown, to be repeated with the same ids", async () => {
    org.answer = (_, response) => json(response, 503, null);
    const answer = await api.createTranscripts(utterances("a", "b"));
    expect(outcomes(answer)).toEqual(["unknown", "unknown"]);
    expect(answer.results.every(({ retryable }) => retryable)).toBe(true);
  });

  it("loses nothing to a refused token: every message waits", async () => {
    org.answer = (_, response) => json(response, 401, null);
    const answer = await api.createTranscripts(utterances("a", "b"));
    expect(outcomes(answer)).toEqual(["not-sent", "not-sent"]);
    expect(answer.stoppedBy?.code).toBe("salesforce.unauthorized");
  });

  it("finds the one message that Salesforce will not have; the other 24 arrive", async () => {
    const keys = ["a", "b", "c", "d", "e"].flatMap((key) => Array.from({ length: 5 }, () => key));
    const arrived = new Set<string>();
    org.answer = ({ body }, response) => {
      const ids = bulk(body).entries.flatMap(({ messages }) => messages.map(({ messageId }) => messageId));
      if (ids.includes("message-13")) return json(response, 400, { message: "bad" });
      for (const id of ids) arrived.add(id);
      json(response, 202, null);
    };
    const { results } = await api.createTranscripts(utterances(...keys));
    expect(results.filter(({ outcome }) => outcome === "refused").map(({ messageId }) => messageId)).toEqual([
      "message-13",
    ]);
    expect(arrived.size).toBe(24);
  });

  it("leaves out a message that breaks a rule and says which", async () => {
    const [good, bad] = utterances("a", "b");
    if (good === undefined || bad === undefined) throw new Error("two messages are needed");
    const { results } = await api.createTranscripts([good, { ...bad, content: "" }]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["accepted", "refused"]);
    expect(results[1]?.detail).toBe("content must be a text that is not empty");
    expect(bulk(org.received[0]?.body ?? "").entries).toHaveLength(1);
  });
});
