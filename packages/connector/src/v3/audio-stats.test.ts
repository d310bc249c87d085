import type { AudioStatistics } from "@partner-telephony/api";
import { beforeEach, describe, expect, it } from "vitest";
import { customerLegOf } from "../../tests/views.ts";
import { CALL, connect, worldPerTest } from "../../tests/world.ts";

const world = worldPerTest();
beforeEach(() => world.page.ready());

const SCORED = "UPDATE_AUDIO_STATS_COMPLETED";
const line = (jitterBufferMs: number, roundTripMs: number, packetsLost = 0): NonNullable<AudioStatistics["input"]> => ({
  packetsCount: 500,
  packetsLost,
  jitterBufferMs,
  roundTripMs,
});
async function scoreOf(audio: AudioStatistics): Promise<number> {
  await connect(world);
  world.server.hangUp(1, audio);
  await world.page.hears(SCORED);
  const { callId, mos } = world.page.last(SCORED) as { callId: string; mos: number };
  expect(callId).toBe(customerLegOf(1));
  return mos;
}

describe("the score that Salesforce keeps with an agent's call", () => {
  it("is the library's of what the agent's leg has measured", async () => {
    expect(await scoreOf({ input: line(20, 40), output: line(20, 40) })).toBeCloseTo(4.36, 2);
  });

  it("is that of the worse direction", async () => {
    expect(await scoreOf({ input: line(20, 40), output: line(150, 300, 40) })).toBeCloseTo(2.26, 2);
  });

  it.each([1_500, 3_000, 60_000])(
    "stays a score when the line took %i ms, where the library goes astray",
    async (ms) => {
      const mos = await scoreOf({ input: line(0, ms), output: null });
      expect(mos).toBeGreaterThanOrEqual(1);
      expect(mos).toBeLessThan(1.1);
    },
  );

  it("is told once when the agent ends the call, and HANGUP once", async () => {
    await connect(world);
    world.page.send({ type: "END_CALL", call: CALL });
    world.server.hangUp(1, { input: line(20, 40), output: null });
    await world.page.hears(SCORED);
    await world.page.settled();
    expect([world.page.count(SCORED), world.page.count("HANGUP")]).toEqual([1, 1]);
  });

  it("is told, once, also when it was measured after the end: the customer had hung up first", async () => {
    await connect(world);
    world.server.hangUp();
    await world.page.hears("AFTER_CALL_WORK_STARTED");
    world.server.measured(1, { input: line(20, 40), output: null });
    world.server.measured(1, { input: line(20, 40), output: null });
    await world.page.hears(SCORED);
    await world.page.settled();
    expect(world.page.count(SCORED)).toBe(1);
  });

  it("is not made of nothing: a call without measurements gets none", async () => {
    await connect(world);
    world.server.hangUp();
    await world.page.hears("AFTER_CALL_WORK_STARTED");
    await world.page.settled();
    expect(world.page.names()).not.toContain(SCORED);
  });
});
