import { describe, expect, it } from "vitest";
import { NotCarried, type PackageAnswer } from "./package-send.ts";
import { failureOf, inbound, utterance, utterances } from "./testing/examples.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { packageStub, problem } from "./testing/package-stub.ts";

const created: PackageAnswer = { status: 201, body: '{"voiceCallId":"0LQ000000000001","errors":[]}' };
const bodyOf = (text: string | null): unknown => JSON.parse(text ?? "null");

describe("where the org signs", () => {
  it("asks the package for a record in its own words: no contact center, attributes as an object", async () => {
    const { api, asked } = packageStub(() => created);
    const traceparent = "00-11111111111111111111111111111111-2222222222222222-01";
    const attributes = { Reason__c: "Billing" };
    const made = await api.createVoiceCall({ ...inbound, callAttributes: attributes }, { traceparent });
    expect(made).toEqual({ voiceCallId: "0LQ000000000001", errors: null, attempts: 1 });
    expect(asked).toEqual([{ method: "POST", path: "/", body: expect.any(String), traceparent }]);
    expect(bodyOf(asked[0]!.body)).toEqual({
      vendorCallKey: inbound.vendorCallKey,
      to: inbound.to,
      from: inbound.from,
      initiationMethod: "Inbound",
      startTime: "2026-11-22T09:30:00.000Z",
      callAttributes: attributes,
      participants: [{ participantKey: inbound.from, type: "END_USER" }],
    });
  });

  it("tells the admin's errors of a record that was made all the same", async () => {
    const { api } = packageStub(() => ({
      status: 201,
      body: '{"voiceCallId":"0LQ000000000001","errors":["Subject"]}',
    }));
    await expect(api.createVoiceCall(inbound)).resolves.toMatchObject({ errors: "Subject" });
  });

  it("has each other request on the package's own address", async () => {
    const answers: PackageAnswer[] = [
      { status: 202, body: '{"status":"pending"}' },
      { status: 202, body: '{"result":"Accepted"}' },
      { status: 200, body: '{"agent":null,"queue":"support"}' },
      { status: 204, body: null },
    ];
    const { api, asked } = packageStub((_, count) => answers[count - 1]!);
    await api.updateVoiceCall("leg 1", { initiationMethod: "INBOUND", toNumber: "+1" });
    await api.createTranscript("leg 1", utterance);
    expect(await api.executeOmniFlow("leg 1", { flowDevName: "Route" })).toEqual({ agent: null, queue: "support" });
    await api.clearRouting("leg 1");
    expect(asked.map(({ method, path, body }) => [method, path, bodyOf(body)])).toEqual([
      ["PATCH", "/leg%201", { initiationMethod: "INBOUND", toNumber: "+1" }],
      ["POST", "/leg%201/messages", expect.objectContaining({ messageId: utterance.messageId })],
      ["PATCH", "/leg%201/omni-flow", { flowDevName: "Route" }],
      ["PATCH", "/leg%201/clear-routing", null],
    ]);
  });

  it("accounts for each utterance of a batch that was taken in part", async () => {
    const entries = [
      { vendorCallKey: "one", status: 409 },
      { vendorCallKey: "two", status: 429 },
      { vendorCallKey: "three", status: 202 },
    ];
    const { api, asked } = packageStub(() => ({ status: 207, body: JSON.stringify({ entries }) }));
    const { results } = await api.createTranscripts(utterances("one", "two", "three"));
    expect(asked[0]?.path).toBe("/messages");
    expect(results.map(({ outcome }) => outcome)).toEqual(["paused", "rate-limited", "accepted"]);
  });
});

describe("a package that says no", () => {
  it.each([
    [403, "caller.not-permitted", "salesforce.package-refused", true, false],
    [403, "contact-center.no-access", "salesforce.package-refused", true, false],
    [404, "route.unknown", "salesforce.package-refused", true, false],
    [409, "contact-center.not-configured", "salesforce.package-refused", true, false],
    [409, "signer.server", "salesforce.package-refused", true, false],
    [409, "signer.no-access", "salesforce.package-refused", true, false],
    [409, "signer.not-allowed", "salesforce.package-refused", true, false],
    [400, "body.invalid", "salesforce.invalid-body", false, false],
    [409, "salesforce.signing-failed", "salesforce.signing-failed", true, false],
    [404, "salesforce.not-found", "salesforce.not-found", false, false],
    [422, "salesforce.refused", "salesforce.refused", false, false],
    [502, "salesforce.unauthorized", "salesforce.unauthorized", false, false],
    [502, "salesforce.forbidden", "salesforce.forbidden", false, false],
    [502, "salesforce.malformed-answer", "salesforce.malformed-answer", false, true],
    [504, "salesforce.timeout", "salesforce.timeout", true, true],
    [502, "salesforce.failed", "salesforce.failed", true, true],
    [502, "salesforce.unreachable", "salesforce.unreachable", true, true],
    [500, "package.unexpected", "salesforce.failed", true, true],
  ] as const)("%i %s is told as %s", async (status, theirs, code, retryable, mayHaveHappened) => {
    const { api } = packageStub(() => problem(status, theirs));
    const failure = await failureOf(api.updateVoiceCall("leg-1", { endTime: 1_795_340_000_000 }));
    expect(failure).toMatchObject({ code, status, retryable, mayHaveHappened, causeCode: theirs });
    expect(failure.detail).toBe(`Says ${theirs}.`);
  });

  it("names the fields that the package's rules refuse", async () => {
    const fields = [{ path: "toNumber", message: "is not known here" }];
    const { api } = packageStub(() => problem(400, "body.invalid", { fields }));
    const failure = await failureOf(api.updateVoiceCall("leg-1", { toNumber: "+1" }));
    expect(failure.fields).toEqual([{ field: "toNumber", reason: "is not known here" }]);
  });

  it("waits as long as Salesforce asked, and repeats a create", async () => {
    const clock = manualClock();
    const limited = problem(429, "salesforce.rate-limited", { retryAfter: 1 });
    const { api, asked } = packageStub((_, count) => (count === 1 ? limited : created), clock);
    const making = api.createVoiceCall(inbound);
    await clock.waitedFor(1_000);
    clock.advance(1_000);
    await expect(making).resolves.toMatchObject({ attempts: 2 });
    expect(asked).toHaveLength(2);
  });

  it("tells a paused transcript as Salesforce itself would", async () => {
    const { api } = packageStub(() => problem(409, "salesforce.paused"));
    const failure = await failureOf(api.createTranscript("leg-1", utterance));
    expect(failure).toMatchObject({ code: "salesforce.refused", status: 409 });
  });

  it.each([
    ["no JSON", { status: 201, body: "<html>" }],
    ["nothing of ours", { status: 500, body: '{"message":"broken"}' }],
    ["an id that is none", { status: 201, body: '{"voiceCallId":"../0LQ","errors":[]}' }],
    ["no body at all", { status: 403, body: null }],
  ])("does not believe an answer that is %s", async (_what, answer) => {
    const { api } = packageStub(() => answer);
    const failure = await failureOf(api.createVoiceCall(inbound));
    expect(failure).toMatchObject({ code: "salesforce.malformed-answer", mayHaveHappened: true });
  });
});

describe("a request that does not come back", () => {
  it("has had no effect when nobody could carry it, and goes when somebody can", async () => {
    const { api, asked } = packageStub((_, count) => {
      if (count < 3) throw new NotCarried("courier.none", false);
      return created;
    });
    await expect(api.createVoiceCall(inbound)).resolves.toMatchObject({ attempts: 3 });
    expect(asked).toHaveLength(3);
  });

  it("may have had its effect when its page went away", async () => {
    const { api } = packageStub(() => {
      throw new NotCarried("courier.gone", true);
    });
    const failure = await failureOf(api.updateVoiceCall("leg-1", { endTime: 1_795_340_000_000 }));
    expect(failure).toMatchObject({
      code: "salesforce.unreachable",
      causeCode: "courier.gone",
      mayHaveHappened: true,
      retryable: true,
    });
  });

  it("may use up the deadline in one attempt, as Apex stands in between, and is then given up", async () => {
    const clock = manualClock();
    const { api, asked } = packageStub(() => new Promise(() => {}), clock);
    const failing = failureOf(api.createVoiceCall(inbound));
    await clock.waitedFor(2_000);
    clock.advance(2_000);
    expect(await failing).toMatchObject({ code: "salesforce.timeout", mayHaveHappened: true, attempts: 1 });
    expect(asked).toHaveLength(1);
  });
});
