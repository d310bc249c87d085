import type { CallView, Signal } from "@partner-telephony/api";
import { beforeEach, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { agentLegOf, callView, customerLegOf, type AgentState } from "../../tests/views.ts";
import { worldPerTest } from "../../tests/world.ts";

/** Section 7.7 of the protocol reference: queued callbacks, by its numbers. */

const FIRST_CALL = "0a000000-0000-4000-8000-000000000001";
const host = { call: { callId: customerLegOf(1), callType: "Callback" } };
const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
let version: number;

beforeEach(async () => {
  version = 0;
  ({ server, page } = world);
  server.onCommand = () => "nothing";
  await page.ready();
});

const since = () => page.told().slice(1);
const names = () => since().map(([name]) => name);

/** The callback as it stands now for the agent. `isAsked`: the phone system has not dialed yet. */
function stands(state: AgentState, isAsked = false): CallView {
  const base = callView(1, state, ++version, null);
  const leg = { callType: "Callback" as const, vendorCallKey: customerLegOf(1) };
  const [customer, agent] = base.participants as [CallView["participants"][number], CallView["participants"][number]];
  const call: CallView = {
    ...base,
    callType: "Callback",
    previousCallId: FIRST_CALL,
    previousVendorCallKey: "key-of-the-first-call",
    participants: [
      { ...customer, ...leg, state: state === "connected" ? "connected" : "ringing" },
      { ...agent, ...leg },
    ],
    pending: isAsked
      ? [{ requestId: FIRST_CALL, type: "dial", legId: customerLegOf(1), deadlineAt: base.startedAt }]
      : [],
  };
  server.calls.set(1, call);
  return call;
}
const changed = (state: AgentState, isAsked: boolean) =>
  server.signal({
    type: "call.changed",
    call: stands(state, isAsked),
    cause: "offerEnded",
    legId: null,
    legEndReason: null,
  });
const ends = (more: Partial<Extract<Signal, { type: "call.ended" }>>) =>
  server.signal({
    type: "call.ended",
    call: stands("done"),
    legId: agentLegOf(1),
    reason: "error",
    agentStatus: null,
    closeCallOnError: true,
    ...more,
  });
const connects = () => server.signal({ type: "call.connected", call: stands("connected"), legId: agentLegOf(1) });

async function isOffered(): Promise<void> {
  server.signal({ type: "call.started", call: stands("offered"), legId: agentLegOf(1) });
  await page.hears("QUEUED_CALL_STARTED");
}
async function isAccepted(): Promise<void> {
  page.send({ type: "ACCEPT_CALL", ...host });
  await until(() => server.commands().length > 0, "the command");
  changed("joining", true);
  await page.settled();
}
async function isDialed(): Promise<void> {
  await isOffered();
  await isAccepted();
  changed("joining", false);
  await page.hears("CALL_STARTED");
}

it("111: a callback is offered as QUEUED_CALL_STARTED, with the VoiceCall in which it was asked for", async () => {
  await isOffered();
  await page.settled();
  expect(names()).toEqual(["QUEUED_CALL_STARTED"]);
  expect(page.last("QUEUED_CALL_STARTED")).toMatchObject({
    callId: customerLegOf(1),
    callType: "Callback",
    state: "ringing",
    callInfo: { initialCallId: "key-of-the-first-call" },
    callAttributes: { participantType: "Initial_Caller" },
  });
});

it("112: accepted, it starts once the customer is dialed, and connects when the customer answers", async () => {
  await isOffered();
  await isAccepted();
  expect(names(), "nothing before the phone system has dialed").toEqual(["QUEUED_CALL_STARTED"]);
  changed("joining", false);
  await page.hears("CALL_STARTED");
  connects();
  await page.hears("CALL_CONNECTED");
  await page.settled();
  expect(names()).toEqual(["QUEUED_CALL_STARTED", "CALL_STARTED", "CALL_CONNECTED"]);
});

it("112: a customer who answers in the same breath: CALL_STARTED comes first", async () => {
  await isOffered();
  await isAccepted();
  connects();
  await page.hears("CALL_CONNECTED");
  await page.settled();
  expect(names()).toEqual(["QUEUED_CALL_STARTED", "CALL_STARTED", "CALL_CONNECTED"]);
});

it("113: a declined callback is a HANGUP that leaves the conversation open", async () => {
  await isOffered();
  page.send({ type: "DECLINE_CALL", ...host });
  await until(() => server.commands().length > 0, "the command");
  ends({ agentStatus: "DeclinedByAgent", closeCallOnError: false });
  await page.hears("HANGUP");
  await page.settled();
  expect(names()).toEqual(["QUEUED_CALL_STARTED", "HANGUP"]);
  expect(page.last("HANGUP")).toMatchObject({ reason: "error", agentStatus: "DeclinedByAgent" });
});

it.each([
  ["noAnswer", "MissedCallStatus", "PhoneCustomerNoAnswer"],
  ["busy", "FailedConnectCustomer", "PhoneCustomerBusy"],
] as const)("114: a customer who is not reached (%s) is a HANGUP, and why", async (notReached, agentStatus, label) => {
  await isDialed();
  ends({ agentStatus, notReached });
  await page.hears("ERROR");
  await page.settled();
  expect(names()).toEqual(["QUEUED_CALL_STARTED", "CALL_STARTED", "HANGUP", "ERROR"]);
  expect(page.last("HANGUP")).toMatchObject([{ reason: "error", agentStatus, closeCallOnError: true }]);
  expect(since().at(-1)).toEqual(labelled(label));
});

it("a customer who is busy before anything has rung: the accept fails, and the call does not ring on", async () => {
  await isOffered();
  await isAccepted();
  ends({ agentStatus: "FailedConnectCustomer", notReached: "busy" });
  await page.hears("HANGUP");
  await page.settled();
  expect(names()).not.toContain("CALL_STARTED");
  expect(page.last("HANGUP")).toMatchObject([{ agentStatus: "FailedConnectCustomer" }]);
});
