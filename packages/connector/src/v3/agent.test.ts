import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { problem, type FakeServer } from "../../tests/fake-server.ts";
import { presence } from "../../tests/views.ts";
import { worldPerTest } from "../../tests/world.ts";

const BUSY = "0N5xx0000004D3U";
const AVAILABLE = "0N5xx0000004CSO";

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

const setStatus = (statusId: string, more: object = {}) =>
  page.send({ type: "SET_AGENT_STATUS", agentStatus: "x", statusInfo: { statusId }, ...more });

describe("presence (protocol reference, 127 to 133)", () => {
  it("127: Salesforce's status reaches the server, with its name and channels", async () => {
    setStatus(BUSY);
    await page.hears("SET_AGENT_STATUS_RESULT");
    expect(page.last("SET_AGENT_STATUS_RESULT")).toEqual({ success: true });
    expect(server.commands()).toEqual([
      { type: "setPresence", presence: presence(BUSY), enqueue: false, atLogIn: true },
    ]);
  });

  it("128: an unknown status is refused, nothing is sent", async () => {
    setStatus("0N5xx000000nope");
    await page.hears("ERROR");
    expect(page.told().slice(1)).toEqual([
      ["SET_AGENT_STATUS_RESULT", { success: false }],
      ["ERROR", { message: "INVALID_AGENT_STATUS" }],
    ]);
    expect(server.commands()).toEqual([]);
  });

  it("129: a status by name from an older host; the server's refusal is passed on", async () => {
    server.onRequest = (seen, response) =>
      seen.path.includes("/agents/") &&
      response.writeHead(409).end(JSON.stringify(problem(409, "agent.busy"))) !== undefined;
    page.send({ type: "SET_AGENT_STATUS", agentStatus: "Online" });
    await page.hears("ERROR");
    expect(page.told().slice(1)).toEqual([["ERROR", { message: "CAN_NOT_SET_AGENT_STATUS" }]]);
    expect(server.seen.at(-1)?.body).toMatchObject({ presence: { statusId: AVAILABLE } });
  });

  it("131: a status chosen during a call is taken after it", async () => {
    setStatus(BUSY, { enqueueNextState: true });
    await page.hears("SET_AGENT_STATUS_RESULT");
    expect(server.commands()).toEqual([
      { type: "setPresence", presence: presence(BUSY), enqueue: true, atLogIn: true },
    ]);
  });

  it("132: a change on the telephony side is told; its echo and Salesforce's own changes are not", async () => {
    setStatus(AVAILABLE);
    await page.hears("SET_AGENT_STATUS_RESULT");
    server.setPresence(presence(BUSY), "telephony");
    await page.hears("SET_AGENT_STATUS");
    expect(page.last("SET_AGENT_STATUS")).toEqual({ statusId: BUSY });
    setStatus(BUSY);
    await page.hears("SET_AGENT_STATUS_RESULT", 2);
    setStatus("0");
    await page.hears("SET_AGENT_STATUS_RESULT", 3);
    await page.settled();
    expect(page.count("SET_AGENT_STATUS")).toBe(1);
  });

  it("132: a status that this org does not have is not told", async () => {
    setStatus(AVAILABLE);
    await page.hears("SET_AGENT_STATUS_RESULT");
    server.setPresence({ ...presence(BUSY), statusId: "0N5other" }, "telephony");
    await page.settled();
    expect(page.names()).not.toContain("SET_AGENT_STATUS");
  });

  it("133: the status as the telephony system has it", async () => {
    page.send({ type: "GET_AGENT_STATUS" });
    await page.hears("GET_AGENT_STATUS_RESULT");
    expect(page.last("GET_AGENT_STATUS_RESULT")).toEqual({
      statusId: AVAILABLE,
      statusName: "Available",
      statusType: "available",
    });
  });
});

describe("phone (138 to 140)", () => {
  const setPhone = (selectedPhone: unknown) => page.send({ type: "SET_AGENT_CONFIG", config: { selectedPhone } });

  it("138: a desk phone is stored", async () => {
    setPhone({ type: "DESK_PHONE", number: " +14155550199 " });
    await page.hears("AGENT_CONFIG_UPDATED");
    expect(server.agent.phone).toEqual({ type: "DESK_PHONE", number: "+14155550199" });
    server.ring();
    await page.hears("CALL_STARTED");
    expect(page.last("CALL_STARTED")).toMatchObject({ callInfo: { isSoftphoneCall: false } });
  });

  it.each([{ type: "DESK_PHONE" }, { type: "DESK_PHONE", number: " " }])("139: no number: $number", async (phone) => {
    setPhone(phone);
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "CAN_NOT_UPDATE_PHONE_NUMBER" });
  });

  it("139: a number that the server refuses", async () => {
    server.onRequest = (seen, response) =>
      seen.path.includes("/agents/") &&
      response.writeHead(422).end(JSON.stringify(problem(422, "phone.number"))) !== undefined;
    setPhone({ type: "DESK_PHONE", number: "hello" });
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "CAN_NOT_UPDATE_PHONE_NUMBER" });
  });

  it.each([undefined, { type: "soft_phone" }])("140: no phone at all: %j", async (phone) => {
    setPhone(phone);
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "CAN_NOT_SET_AGENT_CONFIG" });
  });
});

/** What the host hears when it asks for a control that is not there, or while there is no call: always an answer, never a success. */
const REFUSED: readonly (readonly [message: Record<string, unknown>, answers: readonly unknown[]])[] = [
  [{ type: "MUTE" }, [["ERROR", { message: "CAN_NOT_MUTE_CALL" }]]],
  [{ type: "UNMUTE" }, [["ERROR", { message: "CAN_NOT_UNMUTE_CALL" }]]],
  [{ type: "HOLD" }, [["ERROR", { message: "CAN_NOT_HOLD_CALL" }]]],
  [{ type: "RESUME" }, [["ERROR", { message: "CAN_NOT_RESUME_CALL" }]]],
  [
    { type: "DIAL", contact: { type: "Agent", id: "005" } },
    [
      ["CALL_FAILED", undefined],
      ["ERROR", { message: "CAN_NOT_START_THE_CALL" }],
    ],
  ],
  [{ type: "SWAP_PARTICIPANTS" }, [["ERROR", { message: "CAN_NOT_SWAP_PARTICIPANTS" }]]],
  [{ type: "CONFERENCE" }, [["ERROR", { message: "CAN_NOT_CONFERENCE" }]]],
  [
    { type: "ADD_PARTICIPANT", contact: {} },
    [
      ["PARTICIPANT_REMOVED", { reason: "error" }],
      ["ERROR", { message: "CAN_NOT_ADD_PARTICIPANT" }],
    ],
  ],
  [
    { type: "ADD_PARTICIPANT", contact: {}, isBlindTransfer: true },
    [
      ["PARTICIPANT_REMOVED", { reason: "error" }],
      ["ERROR", { message: "CAN_NOT_ADD_PARTICIPANT" }],
    ],
  ],
  [{ type: "PAUSE_RECORDING" }, [["ERROR", { message: "CAN_NOT_PAUSE_RECORDING" }]]],
  [{ type: "RESUME_RECORDING" }, [["ERROR", { message: "CAN_NOT_RESUME_RECORDING" }]]],
  [{ type: "GET_PHONE_CONTACTS" }, [["ERROR", { message: "CAN_NOT_GET_PHONE_CONTACTS" }]]],
  [{ type: "GET_SIGNED_RECORDING_URL", callId: "v1" }, [["SIGNED_RECORDING_URL", { success: false, callId: "v1" }]]],
  [{ type: "SUPERVISE_CALL" }, [["ERROR", { message: "CAN_NOT_SUPERVISE_CALL" }]]],
  [{ type: "SUPERVISOR_BARGE_IN" }, [["ERROR", { message: "CAN_NOT_BARGE_IN_SUPERVISOR" }]]],
  [{ type: "SUPERVISOR_DISCONNECT" }, [["SUPERVISOR_HANGUP", []]]],
  [{ type: "SEND_DIGITS", digits: "1" }, [["ERROR", { message: "AGENT_ERROR" }]]],
  [{ type: "MESSAGE", message: { a: 1 } }, []],
  [{ type: "LOG", logLevel: "INFO", logMessage: "x" }, []],
  [{ type: "GET_CONTACTS" }, []],
];

describe("controls that are not there yet, or have no call", () => {
  it.each(REFUSED)("%j is refused", async (message, answers) => {
    page.send(message);
    await page.settled();
    expect(page.told().slice(1)).toEqual(answers);
  });
});

it("157: the downloaded log holds event names, codes and ids, but nothing personal", async () => {
  server.ring();
  await page.hears("CALL_STARTED");
  page.send({ type: "LOG", logLevel: "INFO", logMessage: "Maria Quintero" });
  page.send({ type: "SEND_DIGITS", digits: "411112#" });
  page.send({ type: "DOWNLOAD_VENDOR_LOGS" });
  await page.settled();
  const [file] = page.saved;
  expect(file?.name).toMatch(/^log-\d+\.txt$/);
  expect(file?.text).toContain("|SYSTEM|CALL_STARTED");
  expect(file?.text).toContain("|CONNECTOR|socket.welcome");
  for (const secret of ["Quintero", "4155550123", "bearer-", "411112"]) expect(file?.text).not.toContain(secret);
});
