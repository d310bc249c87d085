import { beforeEach, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { worldPerTest } from "../../tests/world.ts";

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
  expect(page.names().filter((name) => name === "ERROR")).toHaveLength(1);
  await server.listen();
  server.ring();
  await page.hears("CALL_STARTED", 1, page.clock);
});

it("says nothing of a server that is back at once", async () => {
  await server.stop();
  await closed();
  await server.listen();
  await until(() => server.connections === 1 && server.epoch === 2, "the line again", page.clock);
  await page.settled();
  await page.clock.advance(5_000);
  expect(page.names()).not.toContain("ERROR");
});
