import { beforeEach, expect, it } from "vitest";
import { agentLegOf, customerLegOf } from "../../tests/views.ts";
import { connect, worldPerTest } from "../../tests/world.ts";

const world = worldPerTest();
beforeEach(() => world.page.ready());

const TOGGLES = ["MUTE_TOGGLE", "HOLD_TOGGLE", "RECORDING_TOGGLE"];

it("an agent whose caller hangs up on hold does not read that the call was unmuted, resumed and recorded on", async () => {
  await connect(world);
  world.server.set(1, { leg: { legId: agentLegOf(1), muted: true } });
  world.server.set(1, { leg: { legId: customerLegOf(1), held: true } });
  world.server.set(1, { recording: "paused" });
  await world.page.hears("RECORDING_TOGGLE");
  world.server.hangUp();
  await world.page.hears("AFTER_CALL_WORK_STARTED");
  await world.page.settled();
  expect(TOGGLES.map((event) => world.page.count(event))).toEqual([1, 1, 1]);
});
