import { beforeEach, describe, expect, it } from "vitest";
import type { Browser, ConsolePage } from "../../tests/console-page.ts";
import { until } from "../../tests/fake-clock.ts";
import { problem, type FakeServer } from "../../tests/fake-server.ts";
import { CALL, connect, ring, worldPerTest } from "../../tests/world.ts";

/** Whose session a command is, and who has the phone when sessions end and tabs multiply. */

const world = worldPerTest();
let server: FakeServer;
let browser: Browser;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, browser, page } = world);
  await page.ready();
});

describe("every command", () => {
  it("carries bearer, epoch, idempotency key and traceparent", async () => {
    await connect(world);
    const { headers } = server.seen.find((one) => one.path.includes("/calls/"))!;
    expect(headers["authorization"]).toMatch(/^Bearer bearer-\d+$/);
    expect(headers["pt-session-epoch"]).toBe("1");
    expect(headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it("gets a fresh bearer when the old one has expired, and is not lost", async () => {
    await ring(world);
    let first = true;
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || !first) return false;
      first = false;
      response.writeHead(401).end();
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.hears("CALL_CONNECTED");
    expect(page.names()).not.toContain("LOGOUT_RESULT");
  });

  it("takes the agent again when the server has let go of it, and is not lost", async () => {
    await ring(world);
    let first = true;
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || !first) return false;
      first = false;
      response.writeHead(409).end(JSON.stringify(problem(409, "session.silent")));
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.hears("CALL_CONNECTED");
    expect(server.epoch).toBe(2);
    expect(page.count("CALL_CONNECTED")).toBe(1);
  });

  it("sent again across a restart of the server is the same agent's, not another tab's", async () => {
    await ring(world);
    server.onRequest = (seen, response) => {
      if (!seen.path.includes("/calls/") || server.epoch > 1) return false;
      server.closeSockets(1001);
      response.writeHead(503).end();
      return true;
    };
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.hears("CALL_CONNECTED", 1, page.clock);
    const commands = server.seen.filter((one) => one.path.includes("/calls/"));
    expect(commands.slice(-2).map((one) => one.headers["pt-session-epoch"])).toEqual(["1", "2"]);
    expect(page.names()).not.toContain("LOGOUT_RESULT");
  });

  it("is refused at once when another tab has the agent", async () => {
    await ring(world);
    server.epoch++;
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.hears("LOGOUT_RESULT");
    await page.hears("INFO");
    await page.clock.advance(60_000);
    expect(server.connections).toBe(0);
  });
});

describe("two tabs", () => {
  it("the newer one has the phone; the older one says so and does not take it back", async () => {
    const newer = world.newPage();
    await newer.ready();
    await page.hears("LOGOUT_RESULT");
    await page.clock.advance(120_000);
    server.ring();
    await newer.hears("CALL_STARTED");
    expect(page.names()).not.toContain("CALL_STARTED");
    expect(server.epoch).toBe(2);
  });

  it("log-in in one tab is not heard by the tab behind it", async () => {
    const newer = world.newPage();
    await newer.ready();
    await page.hears("LOGOUT_RESULT");
    page.isVisible = false;
    browser.channel().post({ type: "login.created" });
    await newer.settled();
    expect(page.count("LOGIN_RESULT")).toBe(0);
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
    expect(page.count("LOGOUT_RESULT")).toBe(1);
  });

  it("logged out is worth nothing at the server and the line is closed", async () => {
    page.send({ type: "LOGOUT" });
    await page.hears("LOGOUT_RESULT");
    await until(() => server.connections === 0, "a closed line");
    expect(server.loggedIn).toBe(false);
  });
});
