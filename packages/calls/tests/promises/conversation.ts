import { expect } from "vitest";
import { connectedCall, consultCall, mergedCall, supervisedCall } from "../support/calls.ts";
import type { Promises } from "./promises.ts";

export const conversation: Promises = {
  "hold shows only when the telephony system says so": (settings) => {
    const story = connectedCall(settings);
    expect(story.wants({ type: "hold", agentId: "a", legId: "caller" }, "hold-1")).toBeNull();
    expect(story.asked("hold")).toEqual([{ type: "hold", legId: "caller" }]);
    expect(story.call.legs["caller"]?.held).toBe(false);
    story.hears({ type: "legHeld", legId: "caller", requestId: "hold-1" });
    expect(story.call.legs["caller"]?.held).toBe(true);
    expect(story.call.pending).toEqual({});
    expect(story.wants({ type: "hold", agentId: "a", legId: "caller" })).toBe("leg.wrong-state");
    story.wait(4_000);
    expect(story.wants({ type: "resume", agentId: "a", legId: "caller" }, "resume-1")).toBeNull();
    expect(story.asked("resume")).toEqual([{ type: "resume", legId: "caller" }]);
    story.hears({ type: "legResumed", legId: "caller", requestId: "resume-1" });
    expect(story.call.legs["caller"]?.held).toBe(false);
    expect(story.call.pending).toEqual({});
    expect(story.call.holds).toEqual({ count: 1, totalMs: 4_000, longestMs: 4_000, since: null });
  },
  "hold figures end with the leg that was held": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    story.wait(2_000);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.holds).toMatchObject({ count: 1, totalMs: 2_000, since: null });
  },
  "mute shows only when the telephony system says so": (settings) => {
    const story = connectedCall(settings);
    expect(story.wants({ type: "mute", agentId: "a" }, "mute-1")).toBeNull();
    expect(story.asked("mute")).toEqual([{ type: "mute", legId: "leg-a" }]);
    story.hears({ type: "legMuted", legId: "leg-a", requestId: "mute-1" });
    expect(story.call.legs["leg-a"]?.muted).toBe(true);
    expect(story.call.pending).toEqual({});
    expect(story.wants({ type: "unmute", agentId: "a" }, "unmute-1")).toBeNull();
    expect(story.asked("unmute")).toEqual([{ type: "unmute", legId: "leg-a" }]);
    story.hears({ type: "legUnmuted", legId: "leg-a", requestId: "unmute-1" });
    expect(story.call.legs["leg-a"]?.muted).toBe(false);
    expect(story.call.pending).toEqual({});
  },
  "recording is paused and resumed, and stops with the conversation": (settings) => {
    const story = connectedCall(settings);
    expect(story.wants({ type: "pauseRecording", agentId: "a" }, "pause-1")).toBeNull();
    expect(story.asked("pauseRecording")).toHaveLength(1);
    story.hears({ type: "recordingPaused", requestId: "pause-1" });
    expect(story.call).toMatchObject({ recording: "paused" });
    expect(story.call.pending).toEqual({});
    expect(story.wants({ type: "resumeRecording", agentId: "a" }, "resume-1")).toBeNull();
    expect(story.asked("resumeRecording")).toHaveLength(1);
    story.hears({ type: "recordingResumed", requestId: "resume-1" });
    expect(story.call).toMatchObject({ recording: "recording" });
    expect(story.call.pending).toEqual({});
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.recording).toBe("off");
  },
  "digits reach the telephony system by reference and are answered": (settings) => {
    const story = connectedCall(settings);
    const digits = { type: "sendDigits", agentId: "a", legId: "caller", digitsId: "digits-1" } as const;
    expect(story.wants(digits, "send-1")).toBeNull();
    expect(story.asked("sendDigits")).toEqual([{ type: "sendDigits", legId: "caller", digitsId: "digits-1" }]);
    expect(story.wants(digits, "send-2")).toBeNull();
    story.hears({ type: "digitsSent", requestId: "send-1" });
    story.hears({ type: "digitsSent", requestId: "send-2" });
    story.hears({ type: "digitsSent", requestId: "send-2" });
    expect(story.call.pending).toEqual({});
    expect(story.callLog.filter(({ type }) => type === "digitsSent")).toHaveLength(2);
  },
  "a request that is never answered expires and can be asked again": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "mute", agentId: "a" }, "mute-1");
    expect(story.wants({ type: "mute", agentId: "a" })).toBe("request.pending");
    story.wait(10_000);
    expect(story.call.pending).toEqual({});
    expect(story.callLog.at(-1)).toMatchObject({ type: "requestExpired", requestId: "mute-1" });
    expect(story.wants({ type: "mute", agentId: "a" })).toBeNull();
  },
  "a command sent twice under one request id is carried out once": (settings) => {
    const story = connectedCall(settings);
    const digits = { type: "sendDigits", agentId: "a", legId: "caller", digitsId: "digits-1" } as const;
    expect(story.wants(digits, "send-1")).toBeNull();
    expect(story.wants(digits, "send-1")).toBe("request.pending");
    expect(story.asked("sendDigits")).toHaveLength(1);
  },
  "a request that is refused leaves all as it was": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "hold", agentId: "a", legId: "caller" }, "hold-1");
    story.hears({ type: "requestRefused", requestId: "hold-1", code: "hold.unsupported" });
    expect(story.call.legs["caller"]?.held).toBe(false);
    expect(story.call.pending).toEqual({});
  },
  "what the desk phone does is taken as it comes": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    story.hears({ type: "recordingPaused", requestId: null });
    expect(story.call).toMatchObject({ recording: "paused" });
    expect(story.anomalies).toEqual([]);
  },
  "a fact told twice changes nothing and is noted": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legConnected", legId: "leg-a", requestId: "answer-a" });
    story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
    const muted = story.call;
    story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
    expect({ ...story.call, version: muted.version }).toEqual(muted);
    expect(story.anomalies).toEqual(["fact.out-of-place", "fact.out-of-place"]);
    expect(story.callLog.at(-1)).toMatchObject({ type: "factIgnored", factType: "legMuted" });
  },
  "facts that nothing asks for are kept, not acted on": (settings) => {
    const story = connectedCall(settings);
    const before = story.call;
    story.hears({ type: "legResumed", legId: "caller", requestId: null });
    story.hears({ type: "legUnmuted", legId: "leg-a", requestId: null });
    story.hears({ type: "recordingResumed", requestId: null });
    story.hears({ type: "recordingStarted", requestId: null });
    story.hears({ type: "legsMerged", requestId: null });
    story.hears({ type: "legsSwapped", heldLegId: "caller", resumedLegId: "leg-a", requestId: null });
    story.hears({ type: "legBargedIn", legId: "leg-a", requestId: null });
    story.hears({ type: "legRinging", legId: "leg-a", requestId: null });
    story.hears({ type: "legHeld", legId: "nobody", requestId: null });
    story.hears({ type: "requestRefused", requestId: "nobody", code: "x" });
    expect({ ...story.call, version: before.version }).toEqual(before);
    expect(story.anomalies).toHaveLength(10);
  },
  "a supervisor listens without being heard, counted or given work after": (settings) => {
    const story = supervisedCall(settings);
    expect(story.asked("supervise")).toEqual([
      { type: "supervise", legId: "leg-s", agentId: "s", agentLegId: "leg-a" },
    ]);
    expect(story.call.legs["leg-s"]).toMatchObject({ vendorCallKey: "caller", participantType: "Supervisor" });
    expect(story.call.agents["s"]?.state).toBe("connected");
    expect(story.wants({ type: "mute", agentId: "s" })).toBe("leg.wrong-state");
    expect(story.wants({ type: "stopSupervising", agentId: "s" }, "stop-s")).toBeNull();
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-s" }]);
    story.hears({ type: "legEnded", legId: "leg-s", requestId: "stop-s", reason: "hungUp" });
    expect(story.call).toMatchObject({ phase: "connected" });
    expect(story.call.pending).toEqual({});
    expect(story.call.agents["s"]?.state).toBe("done");
    expect(story.agent("s").occupyingCallIds).toEqual([]);
  },
  "a supervisor who barges in can talk, mute and hold": (settings) => {
    const story = supervisedCall(settings);
    expect(story.wants({ type: "bargeIn", agentId: "s" }, "barge-s")).toBeNull();
    expect(story.asked("bargeIn")).toEqual([{ type: "bargeIn", legId: "leg-s" }]);
    story.hears({ type: "legBargedIn", legId: "leg-s", requestId: "barge-s" });
    expect(story.call.legs["leg-s"]?.bargedIn).toBe(true);
    expect(story.call.pending).toEqual({});
    expect(story.wants({ type: "bargeIn", agentId: "s" })).toBe("leg.wrong-state");
    expect(story.wants({ type: "mute", agentId: "s" })).toBeNull();
    expect(story.wants({ type: "hold", agentId: "s", legId: "caller" })).toBeNull();
  },
  "a supervisor leaves with the call": (settings) => {
    const story = supervisedCall(settings);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.legs["leg-s"]?.state).toBe("ended");
    expect(story.asked("hangUp")).toContainEqual({ type: "hangUp", legId: "leg-s" });
  },
  "supervision that the telephony system refuses leaves the call alone": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "listenIn", agentId: "s", legId: "leg-s" }, "listen-s");
    story.hears({ type: "requestRefused", requestId: "listen-s", code: "supervision.unsupported" });
    expect(story.call.phase).toBe("connected");
    expect(story.call.agents["s"]?.state).toBe("done");
  },
  "nobody is held in a merged call, and what the desk phone holds is no longer merged": (settings) => {
    const story = mergedCall(settings);
    expect(story.call.merged).toBe(true);
    expect(Object.values(story.call.legs).some(({ held }) => held)).toBe(false);
    story.hears({ type: "legHeld", legId: "third", requestId: null });
    expect(story.call.merged).toBe(false);
  },
  "swap changes who is on hold, both ways": (settings) => {
    const story = consultCall(settings);
    const swap = { type: "swap", agentId: "a", holdLegId: "third", resumeLegId: "caller" } as const;
    expect(story.wants(swap, "swap-1")).toBeNull();
    expect(story.asked("swap")).toEqual([{ type: "swap", holdLegId: "third", resumeLegId: "caller" }]);
    story.hears({ type: "legsSwapped", heldLegId: "third", resumedLegId: "caller", requestId: "swap-1" });
    expect(story.call.pending).toEqual({});
    expect(story.call.legs["third"]?.held).toBe(true);
    expect(story.call.legs["caller"]?.held).toBe(false);
    expect(story.wants({ ...swap, holdLegId: "caller", resumeLegId: "third" }, "swap-2")).toBeNull();
    story.hears({ type: "legsSwapped", heldLegId: "caller", resumedLegId: "third", requestId: "swap-2" });
    expect(story.call.legs["third"]?.held).toBe(false);
    expect(story.call.legs["caller"]?.held).toBe(true);
    expect(story.call.holds).toMatchObject({ count: 2, since: story.now });
  },
};
