import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { lab } from "../testing/lab.ts";
import { say } from "./say.ts";
import { workOn } from "./work.ts";

const edge = { now: () => 5_000, newId: () => randomUUID() as string };
function speak(on: ReturnType<typeof lab>, speaker: Parameters<typeof say>[1]["speaker"], text = "hello") {
  const work = workOn(on.call(), edge);
  return { answer: say(work, { speaker, text }), facts: work.change().facts };
}

describe("speech", () => {
  it("is told with its leg and its time", () => {
    const on = lab();
    const { agentLeg } = on.talking();
    const { answer, facts } = speak(on, "Agent");
    expect(answer).toEqual({ leftOut: null });
    expect(facts).toMatchObject([
      { type: "utterance", legId: agentLeg, text: "hello", startedAt: 5_000, endedAt: 5_000 },
    ]);
  });

  it("while recording is paused is kept nowhere, and after it goes on again is told", () => {
    const on = lab();
    on.talking(true);
    on.ask({ type: "pauseRecording" });
    expect(speak(on, "Initial_Caller", "4111")).toEqual({ answer: { leftOut: "recordingPaused" }, facts: [] });
    on.ask({ type: "resumeRecording" });
    expect(speak(on, "Initial_Caller").answer).toEqual({ leftOut: null });
  });

  it("of anybody is kept nowhere while the customer is on hold; of a third party on hold only theirs", () => {
    const on = lab();
    const { caller, third } = on.conference();
    on.ask({ type: "hold", legId: third });
    expect(speak(on, "Third_Party").answer).toEqual({ leftOut: "onHold" });
    expect(speak(on, "Agent").answer).toEqual({ leftOut: null });
    on.ask({ type: "hold", legId: caller });
    expect(speak(on, "Agent")).toEqual({ answer: { leftOut: "onHold" }, facts: [] });
  });

  it("of an agent who is muted is heard by nobody and kept nowhere; the customer's is told", () => {
    const on = lab();
    const { agentLeg } = on.talking();
    on.ask({ type: "mute", legId: agentLeg });
    expect(speak(on, "Agent", "to a colleague")).toEqual({ answer: { leftOut: "muted" }, facts: [] });
    expect(speak(on, "Initial_Caller").answer).toEqual({ leftOut: null });
    on.ask({ type: "unmute", legId: agentLeg });
    expect(speak(on, "Agent").answer).toEqual({ leftOut: null });
  });

  it("of somebody who is not connected is refused", () => {
    const on = lab();
    on.arrive();
    expect(speak(on, "Initial_Caller").answer).toBe("speaker.not-connected");
    expect(speak(on, "Supervisor").answer).toBe("speaker.not-connected");
  });
});
