import { describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { host } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import { scenarios, type Scenario } from "../../tests/scenarios.ts";
import { CALLER_NAME, CALLER_NUMBER } from "../../tests/views.ts";
import { worldPerTest } from "../../tests/world.ts";

/** Conformance of the connector with the real library, by the numbers of the protocol reference, sections 7.1 and 7.2. */

const world = worldPerTest();

async function bringTo(given: Scenario["given"]): Promise<void> {
  const { page, server, browser } = world;
  if (given === "loaded") return;
  if (given === "loggedOut") {
    browser.cookie = "";
    page.setup();
    return page.hears("SHOW_LOGIN");
  }
  await page.ready();
  if (given === "ready") return;
  server.ring();
  await page.hears("CALL_STARTED");
  if (given === "ringing") return;
  page.send({ type: "ACCEPT_CALL", ...host });
  await page.hears("CALL_CONNECTED");
}

describe("conformance", () => {
  for (const { n, title, given, act, follows } of scenarios)
    it(`${n}: ${title} (${given})`, async () => {
      await bringTo(given);
      const before = world.page;
      const told = before.told().length;
      await act(world);
      const { page } = world;
      const from = page === before ? told : 0;
      await until(
        () => page.told().length >= from + follows.length,
        `${follows.length} frames; so far ${JSON.stringify(page.told().slice(from))}`,
      );
      await page.settled();
      expect(page.told().slice(from)).toEqual(follows);
      expectNothingPersonal(page);
    });
});

it("1, 2: the first frame is the LOG of the exposed settings, before anything is asked of the server", async () => {
  world.page.setup();
  await world.page.hears("CONNECTOR_READY");
  expect(world.page.frames[0]).toEqual({
    type: "LOG",
    payload: { eventType: "SETUP_CONNECTOR", payload: { isACWAllowed: true }, isError: false },
  });
});

it("7: a second setup while init is pending gets one working port and asks the server once", async () => {
  const { page, server } = world;
  page.setup();
  page.setup();
  await page.hears("CONNECTOR_READY", 2);
  await page.settled();
  expect(server.seen.filter((one) => one.path.endsWith("/refresh"))).toHaveLength(1);
  server.ring();
  await page.hears("CALL_STARTED");
  await page.settled();
  expect(page.count("CALL_STARTED")).toBe(1);
});

/** 2, 159: nothing personal and no certificate in a LOG frame, in the developer console or in our own log. */
function expectNothingPersonal(page: ConsolePage): void {
  const logs = JSON.stringify([page.frames.filter((frame) => frame.type === "LOG"), page.said, page.log.entries()]);
  for (const secret of [CALLER_NUMBER, CALLER_NAME, "BEGIN CERTIFICATE", "bearer-"]) expect(logs).not.toContain(secret);
}
