import { beforeEach, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { customerLegOf } from "../../tests/views.ts";
import { connect, worldPerTest } from "../../tests/world.ts";

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

const closed = () => until(() => page.log.entries().some(({ code }) => code === "socket.closed"), "a broken line");

it("says once that the server is out of reach, and works on when it is back", async () => {
  await server.stop();
  await closed();
  await page.hears("ERROR", 1, page.clock);
  expect(page.last("ERROR")).toEqual(labelled("PhoneServerUnreachable")[1]);
  await page.clock.advance(20_000);
  expect(page.count("ERROR")).toBe(1);
  await server.listen();
  server.ring();
  await page.hears("CALL_STARTED", 1, page.clock);
});

it("is ready anew, with the calls as they stand now, once the server is back that it said was out of reach", async () => {
  await connect(world);
  await server.stop();
  await page.hears("ERROR", 1, page.clock);
  expect(page.count("CONNECTOR_READY")).toBe(1);
  await server.listen();
  await page.hears("CONNECTOR_READY", 2, page.clock);
  expect(page.names().slice(-2)).toEqual(["LOGIN_RESULT", "CONNECTOR_READY"]);
  expect(page.last("CONNECTOR_READY")).toMatchObject({
    callInProgress: { callId: customerLegOf(1), state: "connected" },
  });
});

it("asks for the log-in, and says nothing of being ready, when the session did not outlive the server's absence", async () => {
  await server.stop();
  await page.hears("ERROR", 1, page.clock);
  server.loggedIn = false;
  await server.listen();
  await page.hears("LOGOUT_RESULT", 1, page.clock);
  await page.settled();
  expect(page.names()).not.toContain("LOGIN_RESULT");
});

it("says nothing of a server that is back at once", async () => {
  await server.stop();
  await closed();
  await server.listen();
  await until(() => server.connections === 1 && server.epoch === 2, "the line again", page.clock);
  await page.settled();
  await page.clock.advance(5_000);
  expect(page.names()).not.toContain("ERROR");
  expect(page.count("CONNECTOR_READY"), "nor that it is ready, which it was").toBe(1);
});
