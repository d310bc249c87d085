import type { DialBody } from "@partner-telephony/api";
import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import { problem, type FakeServer } from "../../tests/fake-server.ts";
import { worldPerTest } from "../../tests/world.ts";
import { dialedView } from "../../tests/views.ts";

/** Section 7.3 of the protocol reference: outbound calls, by its numbers. */

const NUMBER = "+14155550177";

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

const dial = (contact: unknown = { phoneNumber: NUMBER }) => page.send({ type: "DIAL", contact });
const body = () => server.seen.find((one) => one.path === "/v1/calls")?.body as DialBody;
const since = () => page.told().slice(1);
async function ringing(): Promise<DialBody> {
  dial();
  await page.hears("CALL_STARTED");
  return body();
}

it("41, 42: rings at the far end, then connects: one CALL_STARTED, one CALL_CONNECTED, same callId", async () => {
  server.onDial = () => {};
  dial();
  await until(() => server.signals.length > 0, "the call");
  await page.settled();
  expect(since(), "nothing before the phone system has dialed").toEqual([]);
  server.dialed(body(), "ringing");
  await page.hears("CALL_STARTED");
  expect(page.last("CALL_STARTED")).toMatchObject({
    callId: body().legId,
    callType: "Outbound",
    state: "ringing",
    phoneNumber: NUMBER,
    callAttributes: { participantType: "Initial_Caller" },
  });
  server.dialed(body(), "connected");
  await page.hears("CALL_CONNECTED");
  await page.settled();
  expect(page.names().slice(1)).toEqual(["CALL_STARTED", "CALL_CONNECTED"]);
  expect(page.last("CALL_CONNECTED")).toMatchObject({ callId: body().legId });
});

it("41: a page reloaded while it rings at the far end shows the dialed call", async () => {
  await ringing();
  page.close();
  page = world.newPage();
  await page.ready();
  expect(page.last("CONNECTOR_READY")).toMatchObject({ callInProgress: { callId: body().legId, state: "ringing" } });
});

it("42: rings and connects in one breath: CALL_STARTED comes first", async () => {
  server.onDial = (asked) => {
    server.dialed(asked, "ringing");
    server.dialed(asked, "connected");
  };
  dial();
  await page.hears("CALL_CONNECTED");
  await page.settled();
  expect(page.names().slice(1)).toEqual(["CALL_STARTED", "CALL_CONNECTED"]);
});

describe("43: a customer who is not reached is a HANGUP with reason error, and the agent reads why", () => {
  const labels = [
    ["busy", "PhoneCustomerBusy"],
    ["noAnswer", "PhoneCustomerNoAnswer"],
    ["missed", "PhoneCustomerNoAnswer"],
    ["declined", "PhoneCustomerDeclined"],
    ["notReachable", "PhoneCustomerNotReachable"],
    ["numberUnknown", "PhoneNumberUnknown"],
  ] as const;
  it.each(labels)("%s", async (notReached, label) => {
    const asked = await ringing();
    server.dialed(asked, "over", { notReached });
    await page.hears("ERROR");
    await page.settled();
    expect(page.last("HANGUP")).toMatchObject([
      { callId: asked.legId, reason: "error", agentStatus: "FailedConnectCustomer", closeCallOnError: true },
    ]);
    expect(since().slice(-1), "after the HANGUP").toEqual([labelled(label)]);
  });
  it.each([{ notReached: "failed" }, {}] as const)("Salesforce's own text for %j", async (more) => {
    const asked = await ringing();
    server.dialed(asked, "over", more);
    await page.hears("HANGUP");
    await page.settled();
    expect(page.names()).not.toContain("ERROR");
  });
  it("one that was never shown as ringing: the call has failed, with the reason", async () => {
    server.onDial = (asked) => server.dialed(asked, "over", { notReached: "busy" });
    dial();
    await page.hears("ERROR");
    await page.settled();
    expect(since()).toEqual([["CALL_FAILED", undefined], labelled("PhoneCustomerBusy")]);
  });
});

describe("44: a number that cannot be dialed is INVALID_DESTINATION, and no call was ever shown", () => {
  const failed = [
    ["CALL_FAILED", undefined],
    ["ERROR", { message: "INVALID_DESTINATION" }],
  ];
  it("for the server", async () => {
    server.onDialRefused = problem(422, "number.invalid");
    dial();
    await page.hears("ERROR");
    await page.settled();
    expect(since()).toEqual(failed);
  });
  it("for the phone system", async () => {
    server.onDial = (asked, requestId) => server.dialRefused(asked, requestId, "destination.unreachable");
    dial();
    await page.hears("ERROR");
    await page.settled();
    expect(since()).toEqual(failed);
  });
  it.each([{ phoneNumber: " " }, { type: "PhoneNumber" }, { phoneNumber: "1".repeat(65) }])(
    "as %j",
    async (contact) => {
      dial(contact);
      await page.hears("ERROR");
      expect(since()).toEqual(failed);
      expect(body()).toBeUndefined();
    },
  );
});

it.each(["agent.offline", "agent.busy"])("46: %s is CAN_NOT_START_THE_CALL", async (code) => {
  server.onDialRefused = problem(409, code);
  dial();
  await page.hears("ERROR");
  await page.settled();
  expect(since()).toEqual([
    ["CALL_FAILED", undefined],
    ["ERROR", { message: "CAN_NOT_START_THE_CALL" }],
  ]);
});

it("a call that begins to ring after the deadline is shown all the same", async () => {
  server.onDial = () => {};
  dial();
  await until(() => server.signals.length > 0, "the call");
  await page.settled();
  await page.clock.advance(10_000);
  await page.hears("ERROR");
  server.dialed(body(), "ringing");
  await page.hears("CALL_STARTED");
});

it("48: a malformed contact does not reach the server", async () => {
  dial({ phoneNumber: 4155550177 });
  await page.hears("ERROR");
  expect(page.last("ERROR")).toEqual({ message: "CAN_NOT_START_THE_CALL" });
  expect(body()).toBeUndefined();
});

it("a contact's extension goes with the dial command, and is the server's to dial", async () => {
  dial({ phoneNumber: NUMBER, extension: " 20 4" });
  await page.hears("CALL_STARTED");
  expect(body()).toMatchObject({ extension: "204" });
  server.dialed(body(), "connected");
  await page.hears("CALL_CONNECTED");
  await page.settled();
  expect(server.commands()).toEqual([]);
});

it("what is no extension is left out", async () => {
  dial({ phoneNumber: NUMBER, extension: "reception" });
  await page.hears("CALL_STARTED");
  expect(body()).not.toHaveProperty("extension");
});

it("an extension that could not be dialed is said to the agent", async () => {
  dial({ phoneNumber: NUMBER, extension: "204" });
  await page.hears("CALL_STARTED");
  server.dialed(body(), "connected");
  await page.hears("CALL_CONNECTED");
  const call = dialedView(body(), "connected", 9);
  const requestId = "a0000000-0000-4000-8000-00000000000e";
  server.signal({ type: "request.failed", call, requestId, requestType: "dialExtension", code: "leg.gone" });
  await page.hears("ERROR");
  expect(page.last("ERROR")).toEqual({ message: "AGENT_ERROR" });
});

it("a contact's prefix goes before a number that is not written in full", async () => {
  dial({ phoneNumber: "4155550177", prefix: "+1" });
  await page.hears("CALL_STARTED");
  expect(body().to).toEqual({ kind: "number", number: NUMBER });
});
