import { beforeEach, describe, expect, it } from "vitest";
import { CONFIG, type ConsolePage } from "../../tests/console-page.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { customerLegOf, presence } from "../../tests/views.ts";
import { CALL, connect, login, ring, worldPerTest } from "../../tests/world.ts";

/** What is told to an agent who is offline, and of the work after a call. */

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

describe("offline and after conversation work", () => {
  it("the end of a call that was told is told, offline or not", async () => {
    await connect(world);
    server.setPresence(presence("0"), "Salesforce");
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names().slice(-2)).toEqual(["HANGUP", "AFTER_CALL_WORK_STARTED"]);
    server.setPresence(presence("0N5xx0000004CSO"), "Salesforce");
    await page.settled();
    expect(page.count("HANGUP")).toBe(1);
  });

  it("a call that rings at an agent who goes offline stops ringing in the console", async () => {
    await ring(world);
    server.setPresence(presence("0"), "Salesforce");
    server.fail(1, "DeclinedByAgent");
    await page.hears("HANGUP");
    expect(page.last("HANGUP")).toMatchObject([{ callId: customerLegOf(1), agentStatus: "DeclinedByAgent" }]);
  });

  it("a call that starts and ends while the agent is offline is never told", async () => {
    server.setPresence(presence("0"), "Salesforce");
    server.ring();
    server.fail(1, "DeclinedByAgent");
    await page.settled();
    expect(page.names()).toEqual(["CONNECTOR_READY"]);
  });

  it("a page that logs in with work open tells of it once Salesforce knows that the phone is ready, not before", async () => {
    await connect(world);
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    server.hangUp();
    await login(world);
    await page.hears("AFTER_CALL_WORK_STARTED");
    await page.settled();
    expect(page.names().slice(-3)).toEqual(["LOGIN_RESULT", "CONNECTOR_READY", "AFTER_CALL_WORK_STARTED"]);
  });

  it("logged in again after the caller has hung up: the work is shown and the log-in's status is no choice", async () => {
    const setStatus = () =>
      page.send({ type: "SET_AGENT_STATUS", agentStatus: "Online", statusInfo: { statusId: "0N5xx0000004CSO" } });
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT");
    await connect(world);
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    server.hangUp();
    await login(world);
    await page.hears("CONNECTOR_READY", 2);
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT", 2);
    await page.hears("AFTER_CALL_WORK_STARTED");
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT", 3);
    const asked = server.commands().filter((one) => (one as { type: string }).type === "setPresence");
    expect(asked.map((one) => (one as { atLogIn?: boolean }).atLogIn)).toEqual([true, true, undefined]);
    page.send({ type: "WRAP_UP_CALL", call: CALL });
    await page.hears("WRAP_UP_ENDED");
  });

  it.each([
    ["nobody here ever knew", () => {}],
    [
      "that is over already",
      async () => {
        await connect(world);
        server.hangUp();
        server.wrapUp();
        await page.hears("WRAP_UP_ENDED");
      },
    ],
    [
      "that the server no longer knows",
      async () => {
        await connect(world);
        server.hangUp();
        await page.hears("AFTER_CALL_WORK_STARTED");
        server.calls.clear();
      },
    ],
  ])("wrapping up a call %s does no harm", async (_which, given) => {
    await given();
    const before = page.count("WRAP_UP_ENDED");
    page.send({ type: "WRAP_UP_CALL", call: CALL });
    await page.hears("WRAP_UP_ENDED", before + 1);
    await page.settled();
    expect(page.last("WRAP_UP_ENDED")).toEqual({ ...CALL, callStatus: "ended" });
    expect(page.count("ERROR")).toBe(0);
  });

  it("a reload during after conversation work shows it again, so that the agent can wrap up", async () => {
    await connect(world);
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    page.close();
    page = world.page = world.newPage();
    await page.ready();
    await page.hears("AFTER_CALL_WORK_STARTED");
    page.send({ type: "WRAP_UP_CALL", call: CALL });
    await page.hears("WRAP_UP_ENDED");
  });

  it("where the org has no after conversation work the agent is free at once", async () => {
    page.close();
    page = world.page = world.newPage();
    page.setup({ config: { ...CONFIG, isACWAllowed: "false" } });
    await page.hears("CONNECTOR_READY");
    await connect(world);
    server.hangUp();
    await until(() => server.calls.size === 0, "the wrap-up");
    await page.settled();
    expect(page.names().slice(-1)).toEqual(["HANGUP"]);
  });

  it("a wrap-up that fails is reported, because the library reports nothing", async () => {
    await connect(world);
    page.send({ type: "WRAP_UP_CALL", call: CALL });
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "AGENT_ERROR" });
  });

  it("ending one call while another rings is a HANGUP, not a participant who left", async () => {
    await connect(world);
    server.ring(2);
    await page.hears("CALL_STARTED", 2);
    page.send({ type: "END_CALL", call: CALL });
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names()).not.toContain("PARTICIPANT_REMOVED");
    page.send({ type: "AGENT_AVAILABLE", isAvailable: true });
    await page.hears("CALL_STARTED", 3);
    expect(page.last("CALL_STARTED")).toMatchObject({ callId: customerLegOf(2) });
  });
});
