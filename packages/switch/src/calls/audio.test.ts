import { describe, expect, it } from "vitest";
import { lab } from "../testing/lab.ts";
import { audioOf } from "./audio.ts";
import { legOf } from "./state.ts";

describe("what the switch measures of a call", () => {
  it("is told with the end of the agent's leg, in packets of 20 ms from the answer on", () => {
    const on = lab();
    const { caller, agentLeg } = on.talking();
    on.clock.now += 10_000;
    const told = on.ask({ type: "hangUp", legId: agentLeg });
    const channel = { packetsCount: 500, packetsLost: 0, jitterBufferMs: 20, roundTripMs: 40 };
    expect(told).toMatchObject([
      { type: "legEnded", legId: agentLeg, audio: { input: channel, output: channel } },
      { type: "legEnded", legId: caller },
    ]);
    expect(told[1], "the customer sees no score").not.toHaveProperty("audio");
  });

  it("is worse by far on a poor line", () => {
    const on = lab();
    const { agentLeg } = on.talking();
    const call = on.call();
    const poor = {
      ...call,
      legs: call.legs.map((leg, place) => (place === 0 ? { ...leg, line: "poor" as const } : leg)),
    };
    const { audio } = audioOf(poor, legOf(poor, agentLeg)!, on.clock.now + 10_000);
    expect(audio?.input).toEqual({ packetsCount: 500, packetsLost: 40, jitterBufferMs: 150, roundTripMs: 300 });
  });

  it("is nothing when nobody talked", () => {
    const on = lab();
    on.arrive();
    const agentLeg = on.ringAgent();
    expect(on.ask({ type: "hangUp", legId: agentLeg })[0]).not.toHaveProperty("audio");
  });
});
