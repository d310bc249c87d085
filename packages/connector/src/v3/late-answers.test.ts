import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { CALL, connect, ring, worldPerTest } from "../../tests/world.ts";

/** What agents are promised when the answer to a command is late, or never comes. */

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

describe("no answer, late answer, answer twice", () => {
  it("an accept that the phone system never answers is refused after 10 s, not before", async () => {
    await ring(world);
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await until(() => server.commands().length === 1, "the command");
    await page.clock.advance(9_900);
    await page.settled();
    expect(page.count("INFO")).toBe(0);
    await page.clock.advance(200);
    await page.hears("INFO");
    expect(page.last("INFO")).toEqual({ message: "CAN_NOT_ACCEPT_THE_CALL" });
    expect(page.log.entries().some((one) => one.fields["reason"] === "deadline.passed")).toBe(true);
  });

  it("a call that connects after the deadline is still shown as connected", async () => {
    await ring(world);
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await until(() => server.commands().length === 1, "the command");
    await page.clock.advance(10_000);
    await page.hears("INFO");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(page.count("CALL_CONNECTED")).toBe(1);
  });

  it("a call that ends after the deadline of endCall is hung up once, then wrapped up", async () => {
    await connect(world);
    server.onCommand = () => "nothing";
    page.send({ type: "END_CALL", call: CALL });
    await until(() => server.commands().length === 2, "the command");
    await page.clock.advance(10_000);
    await page.hears("ERROR");
    server.hangUp();
    await page.hears("AFTER_CALL_WORK_STARTED");
    expect(page.names().slice(-3)).toEqual(["ERROR", "HANGUP", "AFTER_CALL_WORK_STARTED"]);
  });

  it("the fact counts even when the answer to the command never comes", async () => {
    await ring(world);
    server.onRequest = (seen) => seen.path.includes("/calls/");
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await until(() => server.commands().length === 1, "the command");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(page.count("CALL_CONNECTED")).toBe(1);
  });

  it("a second click on Accept does not connect twice", async () => {
    await ring(world);
    server.onCommand = () => "nothing";
    page.send({ type: "ACCEPT_CALL", call: CALL });
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.hears("INFO");
    server.connect();
    await page.hears("CALL_CONNECTED");
    await page.settled();
    expect(page.count("CALL_CONNECTED")).toBe(1);
    expect(server.commands()).toHaveLength(1);
  });

  it("a signal that comes twice is told once", async () => {
    await ring(world);
    server.send({ type: "signal", signal: server.signals[0]! });
    await page.settled();
    expect(page.count("CALL_STARTED")).toBe(1);
  });

  it("a gateway that answers 503 is asked again with the same key", async () => {
    await ring(world);
    let refused = 0;
    server.onRequest = (seen, response) =>
      seen.path.includes("/calls/") && refused++ < 2 && response.writeHead(503).end() !== undefined;
    page.send({ type: "ACCEPT_CALL", call: CALL });
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
