import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWave, heardAt } from "../testing/hear.ts";
import { lab, type AskedFor } from "../testing/lab.ts";
import { applyChange } from "../calls/work.ts";
import { offerOf } from "./offer.ts";
import { durationMs, scoreOf, toneOf } from "./score.ts";
import { waveBytes, waveFile } from "./wave.ts";

type Lab = ReturnType<typeof lab>;
const listenTo = (on: Lab) => {
  const file = Buffer.concat([...waveFile(scoreOf(on.changes))]);
  return { file, wave: decodeWave(file) };
};
/** Seconds after the beginning of the call. */
const at = (on: Lab, seconds: number): Lab => {
  on.clock.now = 1_000 + seconds * 1_000;
  return on;
};
const CALLER = 0;
const AGENT = 1;

function recordedCall() {
  const on = lab();
  const caller = on.arrive(true);
  const agentLeg = at(on, 5).ringAgent();
  at(on, 8).ask({ type: "answer", legId: agentLeg });
  return { on, caller, agentLeg };
}

describe("what is recorded", () => {
  it("begins when two can talk and ends with the call; everybody has a tone of their own", () => {
    const { on, agentLeg } = recordedCall();
    at(on, 20).ask({ type: "hangUp", legId: agentLeg });
    const { wave } = listenTo(on);
    expect(wave.samples.length / wave.rate).toBe(12);
    for (const ms of [50, 1_000, 6_000, 11_950]) expect(heardAt(wave, ms), `${ms} ms`).toEqual([CALLER, AGENT]);
  });

  it("has silence while the customer is on hold, the caller alone while the agent is muted", () => {
    const { on, caller, agentLeg } = recordedCall();
    at(on, 10).ask({ type: "hold", legId: caller });
    at(on, 13).ask({ type: "resume", legId: caller });
    at(on, 15).ask({ type: "mute", legId: agentLeg });
    at(on, 18).ask({ type: "hangUp", legId: agentLeg });
    const { wave } = listenTo(on);
    const heard = [1_950, 2_050, 4_950, 5_050, 6_950, 7_050, 9_900].map((ms) => heardAt(wave, ms));
    const both = [CALLER, AGENT];
    expect(heard).toEqual([both, [], [], both, both, [CALLER], [CALLER]]);
    expect(wave.samples.length / wave.rate, "a hold is silence, not a gap").toBe(10);
  });

  it("has nothing of what was said while it was paused: what came after follows at once", () => {
    const { on, agentLeg } = recordedCall();
    at(on, 10).ask({ type: "pauseRecording" });
    at(on, 11).ask({ type: "mute", legId: agentLeg });
    at(on, 19).ask({ type: "resumeRecording" });
    at(on, 22).ask({ type: "hangUp", legId: agentLeg });
    const { wave } = listenTo(on);
    expect(wave.samples.length / wave.rate).toBe(5);
    expect([1_950, 2_050, 4_900].map((ms) => heardAt(wave, ms))).toEqual([[CALLER, AGENT], [CALLER], [CALLER]]);
  });

  it("hears a third party by a third tone, and a supervisor only once they have barged in", () => {
    const { on, agentLeg } = recordedCall();
    const [third, supervisor] = [randomUUID(), randomUUID()];
    at(on, 10).ask({
      type: "addParticipant",
      legId: third,
      agentLegId: agentLeg,
      to: { kind: "number", number: "+1" },
    });
    at(on, 11).act(third, { type: "answer" });
    const agent = { agentId: randomUUID(), username: "sam@example.com", phone: null };
    at(on, 12).ask({ type: "supervise", legId: supervisor, agentLegId: agentLeg, agent });
    at(on, 13).ask({ type: "bargeIn", legId: supervisor });
    at(on, 14).ask({ type: "hangUp", legId: agentLeg });
    const { wave } = listenTo(on);
    expect([2_500, 3_500, 4_500, 5_500].map((ms) => heardAt(wave, ms))).toEqual([
      [0, 1],
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2, 3],
    ]);
  });

  it("is nothing after the call's end, whatever is still asked", () => {
    const { on, agentLeg } = recordedCall();
    at(on, 10).ask({ type: "hangUp", legId: agentLeg });
    at(on, 60).ask({ type: "hold", legId: agentLeg });
    expect(durationMs(scoreOf(on.changes))).toBe(2_000);
  });

  it("never clips, however many talk", () => {
    const { on, agentLeg } = recordedCall();
    for (let more = 0; more < 6; more += 1) {
      const legId = randomUUID();
      on.ask({ type: "addParticipant", legId, agentLegId: agentLeg, to: { kind: "number", number: "+1" } });
      on.act(legId, { type: "answer" });
    }
    at(on, 9).ask({ type: "hangUp", legId: agentLeg });
    at(on, 10);
    const { wave } = listenTo(on);
    expect(Math.max(...wave.samples.map(Math.abs))).toBeLessThan(0.97);
  });
});

describe("what is offered when the call has ended", () => {
  it("is the file as it will be: its bytes, its length, when it began", () => {
    const { on, agentLeg } = recordedCall();
    at(on, 20).ask({ type: "hangUp", legId: agentLeg });
    const { file } = listenTo(on);
    expect(offerOf(on.changes, on.edge)?.offer).toEqual({
      state: "ready",
      mediaType: "audio/wav",
      bytes: file.length,
      startedAt: 9_000,
      durationMs: 12_000,
    });
  });

  it("is none when recording was on and nobody talked, and nothing when nobody wanted it", () => {
    const [abandoned, unrecorded] = [lab(), lab()];
    at(abandoned, 0).act(abandoned.arrive(true), { type: "hangUp" });
    expect(offerOf(abandoned.changes, abandoned.edge)?.offer).toEqual({ state: "none" });
    unrecorded.talking(false);
    expect(offerOf(unrecorded.changes, unrecorded.edge)).toBeNull();
  });
});

describe("of any call", () => {
  const kinds = ["hold", "resume", "mute", "unmute", "pauseRecording", "resumeRecording", "addParticipant"] as const;
  const step = fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(3),
    waitMs: fc.integer({ min: 1, max: 400 }),
  });

  it("the decoded audio has tones, silences and gaps where the facts say, within 100 ms", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const { on, agentLeg } = recordedCall();
        for (const { kind, who, waitMs } of steps) {
          on.clock.now += waitMs;
          const legs = on.call().legs;
          const legId = kind === "addParticipant" ? randomUUID() : legs[who % legs.length]!.legId;
          const to = { kind: "number", number: "+1" } as const;
          on.ask({ type: kind, legId, agentLegId: agentLeg, to } as AskedFor);
          if (kind === "addParticipant") on.act(legId, { type: "answer" });
        }
        on.clock.now += 300;
        on.ask({ type: "hangUp", legId: agentLeg });
        for (const leg of on.call().legs) if (leg.state !== "ended") on.act(leg.legId, { type: "hangUp" });
        soundsLikeItsFacts(on);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

/** Goes through the call's time by a rule written for this test alone and listens; within 50 ms of a fact, before and after may sound. */
function soundsLikeItsFacts(on: Lab): void {
  const { file, wave } = listenTo(on);
  const facts = on.changes.flatMap((change) => change.facts.map((fact) => fact.at));
  const [start, end] = [9_000, on.changes.at(-1)!.facts.at(-1)!.at];
  let played = 0;
  for (let now = start; now < end; now += 1) {
    const call = callAt(on, now);
    if (call.recording !== "recording") continue;
    played += 1;
    if (now % 20 > 0 || facts.some((fact) => Math.abs(fact - now) < 50)) continue;
    const heard = call.legs.map((leg) => leg.state === "connected" && !leg.held && !leg.muted && !call.legs[0]!.held);
    const expected = heard.flatMap((isHeard, place) => (isHeard ? [place] : []));
    expect(heardAt(wave, played), `${now - start} ms into the call`).toEqual(expected);
  }
  expect(wave.samples.length).toBe((played * wave.rate) / 1_000);
  expect(file.length).toBe(waveBytes(scoreOf(on.changes)));
}

function callAt(on: Lab, now: number) {
  const happened = on.changes.filter(({ facts }) => facts[0]!.at <= now);
  return happened.reduce<ReturnType<typeof applyChange>>((call, change) => applyChange(call, change), undefined)!;
}

it("no two of the first twenty legs sound alike, and all can be heard at 8 kHz", () => {
  const tones = Array.from({ length: 20 }, (_, place) => toneOf(place));
  expect(new Set(tones).size).toBe(20);
  expect(Math.max(...tones)).toBeLessThan(4_000);
});
