import { expect } from "vitest";
import { isOfferable, nextInTurn } from "../../src/index.ts";
import { callbackCall, dialedCall, dialingCall, internalCall } from "../support/calls.ts";
import { busy, offline, Story } from "../support/story.ts";
import type { Promises } from "./promises.ts";

const far = { kind: "party", partyId: "party-2" } as const;

export const outbound: Promises = {
  "an agent who dials is not offered calls meanwhile": (settings) => {
    const story = dialingCall(settings);
    expect(story.call).toMatchObject({ phase: "ringing", callType: "Outbound", firstVendorCallKey: "far" });
    expect(story.agent("a").routability).toBe("notAvailable");
    expect(story.asked("dial")).toEqual([{ type: "dial", legId: "far", agentLegId: "leg-a", to: far }]);
    expect(Object.keys(story.call.pending)).toEqual([]);
  },
  "a dialed call's record is the org's to make": (settings) => {
    const story = dialedCall(settings);
    expect(story.writes).toEqual([]);
    expect(story.call.legs["far"]?.voiceCall).toEqual({ status: "unknown" });
  },
  "a dialed call is connected when both ends are, and is recorded": (settings) => {
    const story = dialedCall(settings);
    expect(story.call.phase).toBe("connected");
    expect(story.call.agents["a"]?.state).toBe("connected");
    expect(story.asked("startRecording")).toHaveLength(1);
    story.hears({ type: "recordingStarted", requestId: null });
    expect(story.call).toMatchObject({ recording: "recording" });
    expect(story.call.pending).toEqual({});
  },
  "a far end that is busy ends the call without after conversation work": (settings) => {
    const story = dialingCall(settings);
    story.hears({ type: "legEnded", legId: "far", requestId: null, reason: "busy" });
    expect(story.call.phase).toBe("ended");
    expect(story.callLog.at(-1)).toMatchObject({ type: "callEnded", reason: "failed" });
    expect(story.agent("a")).toMatchObject({ routability: "available", occupyingCallIds: [] });
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-a" }]);
  },
  "a number that cannot be dialed ends the call": (settings) => {
    const story = new Story(settings).hire("a");
    story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: far }, "dial-a");
    story.hears({ type: "requestRefused", requestId: "dial-a", code: "destination.unreachable" });
    expect(story.call.phase).toBe("ended");
    expect(story.agent("a").routability).toBe("available");
  },
  "a dial that nobody answers for is given up, and whatever rings late is hung up": (settings) => {
    const story = new Story(settings).hire("a");
    story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: far }, "dial-a");
    story.wait(10_000);
    expect(story.call.phase).toBe("ended");
    expect(story.anomalies).toContain("request.expired");
    story.wait(10_000);
    const before = story.asked("hangUp").length;
    story.hears({ type: "legConnected", legId: "far", requestId: "dial-a" });
    expect(story.asked("hangUp")).toHaveLength(before + 1);
    expect(story.call.legs["far"]?.state).toBe("ended");
  },
  "an agent can cancel a call that still rings": (settings) => {
    const story = dialingCall(settings);
    expect(story.wants({ type: "end", agentId: "a" }, "end-a")).toBeNull();
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "end-a", reason: "hungUp" });
    expect(story.call.phase).toBe("ended");
    expect(story.call.legs["far"]).toMatchObject({ state: "ended", endReason: "abandoned" });
    expect(story.agent("a").routability).toBe("available");
  },
  "an agent who is offline, on a call or being rung cannot dial": (settings) => {
    const dial = { type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: far } as const;
    expect(new Story(settings).hire("a", offline).wants(dial)).toBe("agent.offline");
    expect(new Story(settings).hire("b").wants(dial)).toBe("agent.unknown");
    expect(new Story(settings).hire("a").wants({ ...dial, legId: "leg-a" })).toBe("leg.wrong-state");
    expect(dialingCall(settings).wants(dial)).toBe("call.already-exists");
    const story = new Story(settings).hire("a");
    story.situation = { ...story.situation, agents: { a: { ...story.agent("a"), occupyingCallIds: ["call-9"] } } };
    expect(story.wants(dial)).toBe("agent.no-capacity");
    story.situation = { ...story.situation, agents: { a: { ...story.agent("a"), offeredCallId: "call-8" } } };
    expect(story.wants(dial)).toBe("agent.busy");
  },
  "an agent who is busy in Omni-Channel can still dial": (settings) => {
    const dial = { type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: far } as const;
    expect(new Story(settings).hire("a", busy).wants(dial)).toBeNull();
  },
  "an internal call shares one VoiceCall, and the one who dials is the initial caller": (settings) => {
    const story = internalCall(settings);
    expect(story.call).toMatchObject({ callType: "InternalCall", firstVendorCallKey: "leg-a", phase: "ringing" });
    expect(story.call.legs["leg-a"]).toMatchObject({ participantType: "Initial_Caller", vendorCallKey: "leg-a" });
    expect(story.call.legs["leg-b"]).toMatchObject({ participantType: "Agent", vendorCallKey: "leg-a" });
    expect(story.agent("b")).toMatchObject({ offeredCallId: "call-1", routability: "notAvailable" });
    expect(story.wants({ type: "accept", agentId: "b" }, "answer-b")).toBeNull();
    expect(story.asked("answer")).toEqual([{ type: "answer", legId: "leg-b" }]);
    story.hears({ type: "legConnected", legId: "leg-b", requestId: "answer-b" });
    expect(story.call.phase).toBe("connected");
    expect(Object.values(story.call.agents).map(({ state }) => state)).toEqual(["connected", "connected"]);
    story.hears({ type: "legEnded", legId: "leg-b", requestId: null, reason: "hungUp" });
    expect(story.call.phase).toBe("afterConversationWork");
    story.wants({ type: "wrapUp", agentId: "a" });
    expect(story.call.phase).toBe("afterConversationWork");
    story.wants({ type: "wrapUp", agentId: "b" });
    expect(story.call.phase).toBe("ended");
    expect(story.writes).toEqual([{ type: "updateVoiceCall", callId: "call-1", legId: "leg-a" }]);
  },
  "an internal call that is declined ends for both": (settings) => {
    const story = internalCall(settings);
    story.wants({ type: "decline", agentId: "b" });
    expect(story.call.phase).toBe("ended");
    expect(story.agent("a").routability).toBe("available");
    expect(story.agent("b").routability).toBe("available");
  },
  "a colleague who cannot take it is not rung": (settings) => {
    const to = { kind: "agent", agentId: "b" } as const;
    const dial = { type: "dial", agentId: "a", agentLegId: "leg-a", legId: "leg-b", to } as const;
    expect(new Story(settings).hire("a").hire("b", busy).wants(dial)).toBe("agent.busy");
    expect(new Story(settings).hire("a").hire("b", offline).wants(dial)).toBe("agent.offline");
    expect(new Story(settings).hire("a").wants(dial)).toBe("agent.unknown");
    expect(new Story(settings).hire("a").wants({ ...dial, to: { kind: "agent", agentId: "a" } })).toBe("agent.busy");
  },
  "an extension is dialed once, when somebody has answered": (settings) => {
    const story = new Story(settings).hire("a");
    const extensionDigitsId = "digits-9";
    story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: far, extensionDigitsId });
    story.hears({ type: "legConnected", legId: "leg-a", requestId: null });
    expect(story.asked("sendDigits")).toEqual([]);
    story.hears({ type: "legConnected", legId: "far", requestId: null });
    story.hears({ type: "legConnected", legId: "far", requestId: null });
    expect(story.asked("sendDigits")).toEqual([{ type: "sendDigits", legId: "far", digitsId: extensionDigitsId }]);
  },
  "a queued callback waits for an agent and is dialed only when accepted": (settings) => {
    const story = callbackCall(settings);
    expect(story.call).toMatchObject({ callType: "Callback", previousCallId: "call-0", phase: "ringing" });
    expect(story.requests).toEqual([]);
    expect(story.wants({ type: "accept", agentId: "a" }, "dial-customer")).toBeNull();
    expect(story.asked("dial")).toMatchObject([{ legId: "customer", agentLegId: "leg-a" }]);
    expect(story.agent("a")).toMatchObject({ offeredCallId: null, occupyingCallIds: ["call-1"] });
    story.hears({ type: "legConnected", legId: "leg-a", requestId: null });
    expect(story.call.phase).toBe("ringing");
    story.hears({ type: "legConnected", legId: "customer", requestId: "dial-customer" });
    expect(story.call.phase).toBe("connected");
  },
  "a queued callback that is declined goes to the next agent as the same call": (settings) => {
    const story = callbackCall(settings);
    story.wants({ type: "decline", agentId: "a" });
    expect(isOfferable(story.call)).toBe(true);
    story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
    expect(story.call.legs["leg-b"]?.vendorCallKey).toBe("customer");
  },
  "a callback customer who does not answer ends it without after conversation work": (settings) => {
    const story = callbackCall(settings);
    story.wants({ type: "accept", agentId: "a" }, "dial-customer");
    story.hears({ type: "legEnded", legId: "customer", requestId: "dial-customer", reason: "noAnswer" });
    expect(story.callLog.at(-1)).toMatchObject({ type: "callEnded", reason: "failed" });
    expect(story.agent("a").routability).toBe("available");
  },
  "no phone is rung and none is asked to hang up for a callback that nobody has accepted": (settings) => {
    for (const leave of [
      (story: Story) => story.wants({ type: "decline", agentId: "a" }),
      (story: Story) => story.wait(story.policy.offerMs),
      (story: Story) =>
        story.command({ type: "setPresence", agentId: "a", presence: busy, side: "Salesforce", enqueue: false }),
    ]) {
      const story = callbackCall(settings);
      leave(story);
      expect(story.call.agents["a"]?.state).toBe("done");
      expect(story.requests).toEqual([]);
      expect(isOfferable(story.call)).toBe(true);
    }
  },
  "a callback is offered first to the agent whom the customer asked for, then to the others": (settings) => {
    const story = callbackCall(settings, "a");
    expect(story.call.forAgentId).toBe("a");
    expect(nextInTurn(story.call, ["b", "a", "s"])).toEqual(["a"]);
    expect(nextInTurn(story.call, ["b", "s"]), "who is away is waited for").toEqual([]);
    story.wants({ type: "decline", agentId: "a" });
    expect(nextInTurn(story.call, ["b", "a", "s"])).toEqual(["b", "s"]);
  },
  "a callback cannot be requested over a call that exists": (settings) => {
    const story = callbackCall(settings);
    const again = { type: "callbackRequested", legId: "x", partyId: "p", previousCallId: null } as const;
    story.hears({ ...again, queueId: null, forAgentId: null });
    expect(story.anomalies).toEqual(["call.already-exists"]);
    expect(story.call.legs["x"]).toBeUndefined();
  },
};
