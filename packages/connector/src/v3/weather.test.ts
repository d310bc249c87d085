import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser, CONFIG, ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import { FakeServer, problem } from "../../tests/fake-server.ts";
import { customerLegOf, presence } from "../../tests/views.ts";
import { login } from "../../tests/world.ts";

/** What agents are promised when answers are late, lines break, servers die and tabs multiply. */

let server: FakeServer;
let browser: Browser;
let page: ConsolePage;
const open: ConsolePage[] = [];
const newPage = (): ConsolePage => {
  const made = new ConsolePage(server, browser);
  open.push(made);
  return made;
};
const call = { callId: customerLegOf(1), callType: "Inbound" };
const count = (name: string) => page.names().filter((one) => one === name).length;

beforeEach(async () => {
  server = await FakeServer.start();
  browser = new Browser();
  page = newPage();
  await page.ready();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await server.stop();
});

async function ring(): Promise<void> {
  server.ring();
  await page.hears("CALL_STARTED");
}
async function connect(): Promise<void> {
  await ring();
  page.send({ type: "ACCEPT_CALL", call });
  await page.hears("CALL_CONNECTED");
}
/** The line is up again and everything that came with it was dealt with. */
async function reconnected(epoch: number): Promise<void> {
  await until(() => server.epoch >= epoch && server.connections === 1, "a new line", page.clock);
  await page.settled();
}

describe("no answer, late answer, answer twice", () => {
  it("an accept that the phone system never answers is refused after 10 s, not before", async () => {
    await ring();
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call });
    await until(() => server.commands().length === 1, "the command");
    await page.clock.advance(9_900);
    await page.settled();
    expect(count("INFO")).toBe(0);
    await page.clock.advance(200);
    await page.hears("INFO");
    expect(page.last("INFO")).toEqual({ message: "CAN_NOT_ACCEPT_THE_CALL" });
    expect(page.log.entries().some((one) => one.fields["reason"] === "deadline.passed")).toBe(true);
  });

  it("a call that connects after the deadline is still shown as connected", async () => {
    await ring();
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call });
    await until(() => server.commands().length === 1, "the command");
    await page.clock.advance(10_000);
    await page.hears("INFO");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(count("CALL_CONNECTED")).toBe(1);
  });

  it("a call that ends after the deadline of endCall is hung up once, then wrapped up", async () => {
    await connect();
    server.onCommand = () => "nothing";
    page.send({ type: "END_CALL", call });
    await until(() => server.commands().length === 2, "the command");
    await page.clock.advance(10_000);
    await page.hears("ERROR");
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names().slice(-3)).toEqual(["ERROR", "HANGUP", "AFTER_CALL_WORK_STARTED"]);
  });

  it("the fact counts even when the answer to the command never comes", async () => {
    await ring();
    server.onRequest = (seen) => seen.path.includes("/calls/");
    page.send({ type: "ACCEPT_CALL", call });
    await until(() => server.commands().length === 1, "the command");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(count("CALL_CONNECTED")).toBe(1);
  });

  it("a second click on Accept does not connect twice", async () => {
    await ring();
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call });
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("INFO");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(count("CALL_CONNECTED")).toBe(1);
    expect(server.commands()).toHaveLength(1);
  });

  it("a signal that comes twice is told once", async () => {
    await ring();
    server.send({ type: "signal", signal: server.signals[0]! });
    await page.settled();
    expect(count("CALL_STARTED")).toBe(1);
  });

  it("a gateway that answers 503 is asked again with the same key", async () => {
    await ring();
    let refused = 0;
    server.onRequest = (seen, response) =>
      seen.path.includes("/calls/") && refused++ < 2 && response.writeHead(503).end() !== undefined;
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("CALL_CONNECTED", 1, page.clock);
    const keys = server.seen.filter((one) => one.path.includes("/calls/")).map((one) => one.headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("an answer that is no JSON is a refusal, not a success", async () => {
    server.onRequest = (seen, response) =>
      seen.path.includes("/agents/") && response.writeHead(200).end("<html>") !== undefined;
    page.send({ type: "SET_AGENT_CONFIG", config: { selectedPhone: { type: "SOFT_PHONE" } } });
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "CAN_NOT_SET_AGENT_CONFIG" });
  });
});

describe("every command", () => {
  it("carries bearer, epoch, idempotency key and traceparent", async () => {
    await connect();
    const { headers } = server.seen.find((one) => one.path.includes("/calls/"))!;
    expect(headers["authorization"]).toMatch(/^Bearer bearer-\d+$/);
    expect(headers["pt-session-epoch"]).toBe("1");
    expect(headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it("gets a fresh bearer when the old one has expired, and is not lost", async () => {
    await ring();
    let first = true;
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || !first) return false;
      first = false;
      response.writeHead(401).end();
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("CALL_CONNECTED");
    expect(page.names()).not.toContain("LOGOUT_RESULT");
  });

  it("takes the agent again when the server has let go of it, and is not lost", async () => {
    await ring();
    let first = true;
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || !first) return false;
      first = false;
      response.writeHead(409).end(JSON.stringify(problem(409, "session.silent")));
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("CALL_CONNECTED");
    expect(server.epoch).toBe(2);
    expect(count("CALL_CONNECTED")).toBe(1);
  });

  it("sent again across a restart of the server is the same agent's, not another tab's", async () => {
    await ring();
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || server.epoch > 1) return false;
      server.closeSockets(1001);
      response.writeHead(503).end();
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("CALL_CONNECTED", 1, page.clock);
    const commands = server.seen.filter((one) => one.path.includes("/calls/"));
    expect(commands.slice(-2).map((one) => one.headers["pt-session-epoch"])).toEqual(["1", "2"]);
    expect(page.names()).not.toContain("LOGOUT_RESULT");
  });

  it("is refused at once when another tab has the agent", async () => {
    await ring();
    server.epoch++;
    page.send({ type: "ACCEPT_CALL", call });
    await page.hears("LOGOUT_RESULT");
    await page.hears("INFO");
    await page.clock.advance(60_000);
    expect(server.connections).toBe(0);
  });
});

describe("the line", () => {
  it("beats every second", async () => {
    const before = server.heard.length;
    await page.clock.advance(10_000);
    await until(() => server.heard.length >= before + 10, "ten beats");
    expect(server.heard.slice(before).every((frame) => frame.type === "beat")).toBe(true);
    expect(server.heard.slice(before)).toHaveLength(10);
  });

  it("resumes where it was and tells what was missed, each once and in order", async () => {
    await ring();
    server.closeSockets(1001);
    await until(() => server.connections === 0, "a broken line");
    server.connect();
    server.hangUp();
    await reconnected(2);
    expect(server.heard.findLast((frame) => frame.type === "hello")).toMatchObject({ afterSeq: 1 });
    expect(page.names().slice(1)).toEqual(["CALL_STARTED", "CALL_CONNECTED", "HANGUP", "AFTER_CALL_WORK_STARTED"]);
  });

  it("takes a snapshot when the server no longer keeps that far back: a call that ended meanwhile is hung up", async () => {
    await connect();
    server.closeSockets(1001);
    await until(() => server.connections === 0, "a broken line");
    server.hangUp();
    server.wrapUp();
    server.keptFrom = 100;
    await reconnected(2);
    expect(page.names().slice(-1)).toEqual(["HANGUP"]);
    expect(page.last("HANGUP")).toMatchObject([{ callId: customerLegOf(1), state: "ended", reason: "ended" }]);
  });

  it("does not act on a signal behind a gap but asks for everything anew", async () => {
    server.signals.push({ ...server.signal({ type: "agent.changed", agent: server.agent, side: null }) });
    server.ring();
    await reconnected(2);
    expect(server.heard.findLast((frame) => frame.type === "hello")).toMatchObject({ afterSeq: null });
    expect(count("CALL_STARTED")).toBe(1);
  });

  it("is taken for dead when the server falls silent, right after its welcome too, and is made anew", async () => {
    server.silent = true;
    await until(() => server.epoch === 2, "a new line", page.clock);
  });

  it("is taken for dead when a server that has beaten falls silent, and is made anew", async () => {
    await page.clock.advance(2000);
    await page.settled();
    for (let second = 0; second < 7 && server.epoch === 1; second++) await page.clock.advance(1000);
    await page.settled();
    expect(server.epoch).toBe(1); // it answers every beat
    server.silent = true;
    await until(() => server.epoch === 2, "a new line", page.clock);
  });

  it("survives a server that dies and comes back: the call that rang meanwhile is shown within 3 s", async () => {
    await server.stop();
    await page.clock.advance(5_000);
    await server.listen();
    server.ring();
    const backAt = page.clock.now();
    await page.hears("CALL_STARTED", 1, page.clock);
    expect(page.clock.now() - backAt).toBeLessThanOrEqual(3000);
  });

  it("ends a call across a restart: one HANGUP", async () => {
    await connect();
    server.onCommand = () => "nothing";
    page.send({ type: "END_CALL", call });
    await until(() => server.commands().length === 2, "the command");
    await server.stop();
    server.hangUp();
    await server.listen();
    await page.hears("AFTER_CALL_WORK_STARTED", 1, page.clock);
    expect(page.names().slice(-2)).toEqual(["HANGUP", "AFTER_CALL_WORK_STARTED"]);
    expect(count("HANGUP")).toBe(1);
  });

  it("waits for a short break before it refuses, and says that nothing was sent", async () => {
    await ring();
    await server.stop();
    await until(() => page.log.entries().some((one) => one.code === "socket.closed"), "a broken line");
    page.send({ type: "ACCEPT_CALL", call });
    await page.clock.turn();
    // The line is said first; then, when its deadline has passed, the command.
    await page.hears("ERROR", 2, page.clock);
    expect(page.told().at(-1), "in the package's words: the call may well be there still").toEqual(
      labelled("PhoneServerUnreachable"),
    );
    expect(page.log.entries().some((one) => one.fields["reason"] === "server.unreachable")).toBe(true);
    await server.listen();
  });

  it("without settings init fails for good, and the log says why", async () => {
    const lost = new ConsolePage(server, browser, Promise.reject(new TypeError("settings.json answered 404.")));
    open.push(lost);
    lost.setup();
    await lost.hears("ERROR");
    await lost.clock.advance(60_000);
    expect(lost.names()).toEqual(["ERROR"]);
    expect(lost.log.entries().map((one) => one.fields["reason"])).toEqual(["settings.not-readable"]);
  });

  it("a server that is not there at start makes init fail, and is found later", async () => {
    const late = newPage();
    await server.stop();
    late.setup();
    await late.hears("ERROR", 1, late.clock);
    expect(late.last("ERROR")).toEqual({ message: "CAN_NOT_LOG_IN" });
    await server.listen();
    await late.hears("CONNECTOR_READY", 1, late.clock);
    expect(late.names()).toEqual(["ERROR", "LOGIN_RESULT", "CONNECTOR_READY"]);
  });
});

describe("two tabs", () => {
  it("the newer one has the phone; the older one says so and does not take it back", async () => {
    const newer = newPage();
    await newer.ready();
    await page.hears("LOGOUT_RESULT");
    await page.clock.advance(120_000);
    server.ring();
    await newer.hears("CALL_STARTED");
    expect(page.names()).not.toContain("CALL_STARTED");
    expect(server.epoch).toBe(2);
  });

  it("log-in in one tab is not heard by the tab behind it", async () => {
    const newer = newPage();
    await newer.ready();
    await page.hears("LOGOUT_RESULT");
    page.isVisible = false;
    browser.channel().post({ type: "login.created" });
    await newer.settled();
    expect(count("LOGIN_RESULT")).toBe(0);
    page.isVisible = true;
    browser.channel().post({ type: "login.created" });
    await page.hears("CONNECTOR_READY", 2);
    await newer.hears("LOGOUT_RESULT");
  });
});

describe("the session", () => {
  it("is renewed before it ends and the line is told", async () => {
    server.sessionMs = 120_000;
    browser.channel().post({ type: "login.created" });
    await page.clock.advance(3_600_000 - 60_000);
    await until(() => server.heard.some((frame) => frame.type === "renew"), "a renewal");
    expect(page.names()).not.toContain("LOGOUT_RESULT");
  });

  it("that cannot be renewed sends the agent to the login page", async () => {
    server.loggedIn = false;
    await page.clock.advance(3_600_000 - 60_000);
    await page.hears("LOGOUT_RESULT");
    await until(() => server.connections === 0, "a closed line");
  });

  it("is logged out once, also when the server closes the line before it answers", async () => {
    server.onRequest = (seen, response) => {
      if (seen.method !== "DELETE") return false;
      server.loggedIn = false;
      server.closeSockets(4401);
      const refreshed = () => server.seen.filter((one) => one.path.endsWith("/refresh")).length >= 2;
      void until(refreshed, "a try to go on").then(() => setImmediate(() => response.writeHead(204).end()));
      return true;
    };
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    await page.settled();
    expect(count("LOGOUT_RESULT")).toBe(1);
  });

  it("logged out is worth nothing at the server and the line is closed", async () => {
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    await until(() => server.connections === 0, "a closed line");
    expect(server.loggedIn).toBe(false);
  });
});

describe("offline and after conversation work", () => {
  it("the end of a call that was told is told, offline or not", async () => {
    await connect();
    server.setPresence(presence("0"), "Salesforce");
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names().slice(-2)).toEqual(["HANGUP", "AFTER_CALL_WORK_STARTED"]);
    server.setPresence(presence("0N5xx0000004CSO"), "Salesforce");
    await page.settled();
    expect(count("HANGUP")).toBe(1);
  });

  it("a call that rings at an agent who goes offline stops ringing in the console", async () => {
    await ring();
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

  it("logged in again after the caller has hung up: the work is shown and the log-in's status is no choice", async () => {
    const setStatus = () =>
      page.send({ type: "SET_AGENT_STATUS", agentStatus: "Online", statusInfo: { statusId: "0N5xx0000004CSO" } });
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT");
    await connect();
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    server.hangUp();
    await login({ server, browser, page });
    await page.hears("CONNECTOR_READY", 2);
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT", 2);
    await page.hears("AFTER_CALL_WORK_STARTED");
    setStatus();
    await page.hears("SET_AGENT_STATUS_RESULT", 3);
    const asked = server.commands().filter((one) => (one as { type: string }).type === "setPresence");
    expect(asked.map((one) => (one as { atLogIn?: boolean }).atLogIn)).toEqual([true, true, undefined]);
    page.send({ type: "WRAP_UP_CALL", call });
    await page.hears("WRAP_UP_ENDED");
  });

  it.each([
    ["nobody here ever knew", () => {}],
    [
      "that is over already",
      async () => {
        await connect();
        server.hangUp();
        server.wrapUp();
        await page.hears("WRAP_UP_ENDED");
      },
    ],
    [
      "that the server no longer knows",
      async () => {
        await connect();
        server.hangUp();
        await page.hears("AFTER_CALL_WORK_STARTED");
        server.calls.clear();
      },
    ],
  ])("wrapping up a call %s does no harm", async (_which, given) => {
    await given();
    const before = count("WRAP_UP_ENDED");
    page.send({ type: "WRAP_UP_CALL", call });
    await page.hears("WRAP_UP_ENDED", before + 1);
    await page.settled();
    expect(page.last("WRAP_UP_ENDED")).toEqual({ ...call, callStatus: "ended" });
    expect(count("ERROR")).toBe(0);
  });

  it("a reload during after conversation work shows it again, so that the agent can wrap up", async () => {
    await connect();
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    page.close();
    page = newPage();
    await page.ready();
    await page.hears("AFTER_CALL_WORK_STARTED");
    page.send({ type: "WRAP_UP_CALL", call });
    await page.hears("WRAP_UP_ENDED");
  });

  it("where the org has no after conversation work the agent is free at once", async () => {
    page.close();
    page = newPage();
    page.setup({ config: { ...CONFIG, isACWAllowed: "false" } });
    await page.hears("CONNECTOR_READY");
    await connect();
    server.hangUp();
    await until(() => server.calls.size === 0, "the wrap-up");
    await page.settled();
    expect(page.names().slice(-1)).toEqual(["HANGUP"]);
  });

  it("a wrap-up that fails is reported, because the library reports nothing", async () => {
    await connect();
    page.send({ type: "WRAP_UP_CALL", call });
    await page.hears("ERROR");
    expect(page.last("ERROR")).toEqual({ message: "AGENT_ERROR" });
  });

  it("ending one call while another rings is a HANGUP, not a participant who left", async () => {
    await connect();
    server.ring(2);
    await page.hears("CALL_STARTED", 2);
    page.send({ type: "END_CALL", call });
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names()).not.toContain("PARTICIPANT_REMOVED");
    page.send({ type: "AGENT_AVAILABLE", isAvailable: true });
    await page.hears("CALL_STARTED", 3);
    expect(page.last("CALL_STARTED")).toMatchObject({ callId: customerLegOf(2) });
  });
});
