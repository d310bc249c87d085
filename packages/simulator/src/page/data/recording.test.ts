import { describe, expect, it } from "vitest";
import type { CallRow } from "./active-calls.ts";
import { recordedCallId, recordingWords } from "./recording.ts";

describe("whoever practises reads of a call's recording", () => {
  it.each([
    ["off", "Off", /not recorded/],
    ["recording", "Recording", /is recorded/],
    ["paused", "Paused", /not on the recording/],
    ["none", "None", /no file/],
  ] as const)("that it is %s", (state, word, sentence) => {
    expect(recordingWords({ state })).toMatchObject({ word, sentence: expect.stringMatching(sentence) });
  });

  it("how long its file is once the call has ended", () => {
    const file = { state: "ready", mediaType: "audio/wav", bytes: 544_044, durationMs: 34_900 } as const;
    expect(recordingWords(file).sentence).toBe("0:34 long, 545 KB of audio/wav, offered to the server.");
  });

  it("of the call that they chose, though it has ended, else of the newest", () => {
    const calls = [{ callId: "newest" }, { callId: "older" }] as CallRow[];
    expect(recordedCallId(calls, "ended")).toBe("ended");
    expect(recordedCallId(calls, null)).toBe("newest");
    expect(recordedCallId([], null)).toBeNull();
  });
});
