import { expect } from "vitest";
import { isOfferable, nextInTurn } from "../../src/index.ts";
import { connectedCall, offeredCall, waitingCall } from "../support/calls.ts";
import { Story } from "../support/story.ts";
import type { Promises } from "./promises.ts";

const types = (story: Story): string[] => story.callLog.map(({ type }) => type);

export const inbound: Promises = {
  "has its VoiceCall asked for before it may ring": (settings) => {
    const story = new Story(settings).hire("a");
    story.hears({ type: "callArrived", legId: "caller", partyId: "p", queueId: "q", recording: false });
    expect(story.writes).toMatchObject([{ type: "createVoiceCall", legId: "caller" }]);
    expect(isOfferable(story.call)).toBe(false);
    story.hears({ type: "voiceCallCreated", legId: "caller", voiceCallId: "0LQ" });
    expect(isOfferable(story.call)).toBe(true);
    expect(story.call.legs["caller"]?.voiceCall).toEqual({ status: "created", voiceCallId: "0LQ" });
  },

  "that arrives when Salesforce is down still rings, without a voiceCallId": (settings) => {
    const story = new Story(settings).hire("a");
    story.hears({ type: "callArrived", legId: "caller", partyId: "p", queueId: "q", recording: false });
    story.wait(story.policy.createVoiceCallMs);
    expect(story.call.legs["caller"]?.voiceCall).toEqual({ status: "unknown" });
    expect(isOfferable(story.call)).toBe(true);
  },

  "keeps the name of a record that Salesforce made too late": (settings) => {
    const story = new Story(settings).hire("a");
    story.hears({ type: "callArrived", legId: "caller", partyId: "p", queueId: "q", recording: false });
    story.wait(story.policy.createVoiceCallMs);
    story.hears({ type: "voiceCallCreated", legId: "caller", voiceCallId: "0LQ" });
    expect(story.call.legs["caller"]?.voiceCall).toEqual({ status: "created", voiceCallId: "0LQ" });
  },

  "rings at one agent, is accepted, talked through and wrapped up": (settings) => {
    const story = offeredCall(settings);
    expect(story.call.phase).toBe("ringing");
    expect(story.agent("a")).toMatchObject({ offeredCallId: "call-1", routability: "notAvailable" });
    expect(story.wants({ type: "accept", agentId: "a" }, "answer-a")).toBeNull();
    expect(story.call.phase).toBe("ringing");
    story.hears({ type: "legConnected", legId: "leg-a", requestId: "answer-a" });
    expect(story.call.phase).toBe("connected");
    expect(story.agent("a")).toMatchObject({ offeredCallId: null, occupyingCallIds: ["call-1"] });
    expect(story.wants({ type: "end", agentId: "a" }, "end-a")).toBeNull();
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "end-a", reason: "hungUp" });
    expect(story.call.phase).toBe("afterConversationWork");
    expect(story.asked("hangUp")).toEqual([
      { type: "hangUp", legId: "leg-a" },
      { type: "hangUp", legId: "caller" },
    ]);
    expect(story.writes.filter(({ type }) => type === "updateVoiceCall")).toHaveLength(1);
    expect(story.agent("a").routability).toBe("notAvailable");
    expect(story.wants({ type: "wrapUp", agentId: "a" })).toBeNull();
    expect(story.call.phase).toBe("ended");
    expect(story.agent("a")).toMatchObject({ occupyingCallIds: [], routability: "available" });
  },

  "that an agent declines goes to the others and comes round again": (settings) => {
    const story = offeredCall(settings);
    expect(story.wants({ type: "decline", agentId: "a" })).toBeNull();
    expect(story.call).toMatchObject({ phase: "waiting", triedAgentIds: ["a"] });
    expect(story.agent("a").routability).toBe("available");
    expect(nextInTurn(story.call, ["a", "b"])).toEqual(["b"]);
    expect(nextInTurn(story.call, ["a"])).toEqual(["a"]);
  },

  "that nobody answers is missed and offered to others": (settings) => {
    const story = offeredCall(settings).wait(20_000);
    expect(story.callLog).toContainEqual(expect.objectContaining({ type: "offerEnded", reason: "missed" }));
    expect(isOfferable(story.call)).toBe(true);
    expect(story.agent("a").offeredCallId).toBeNull();
  },

  "whose caller gives up is abandoned, its routing cleared and its record closed": (settings) => {
    const story = offeredCall(settings);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "abandoned" });
    expect(story.call.phase).toBe("ended");
    expect(types(story)).not.toContain("afterConversationWorkStarted");
    expect(story.callLog.at(-1)).toMatchObject({ type: "callEnded", reason: "abandoned" });
    expect(story.writes.slice(1)).toEqual([
      { type: "clearRouting", callId: "call-1", legId: "caller" },
      { type: "updateVoiceCall", callId: "call-1", legId: "caller" },
    ]);
    expect(story.agent("a").routability).toBe("available");
  },

  "that the agent picks up at the desk phone needs no accept": (settings) => {
    const story = offeredCall(settings);
    story.hears({ type: "legConnected", legId: "leg-a", requestId: null });
    expect(story.call.phase).toBe("connected");
    expect(Object.keys(story.call.pending)).toEqual([]);
  },

  "accepted in the last moment is not missed while the answer is on its way": (settings) => {
    const story = offeredCall(settings).wait(19_000);
    story.wants({ type: "accept", agentId: "a" }, "answer-a");
    story.wait(5_000);
    expect(story.call.agents["a"]?.state).toBe("offered");
    story.hears({ type: "legConnected", legId: "leg-a", requestId: "answer-a" });
    expect(story.call.phase).toBe("connected");
  },

  "whose answer is never confirmed goes to another agent": (settings) => {
    const story = offeredCall(settings);
    story.wants({ type: "accept", agentId: "a" });
    story.wait(10_000);
    expect(story.call).toMatchObject({ phase: "waiting", triedAgentIds: ["a"] });
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-a" }]);
  },

  "keeps ringing when the telephony system refuses the answer": (settings) => {
    const story = offeredCall(settings);
    story.wants({ type: "accept", agentId: "a" }, "answer-a");
    story.hears({ type: "requestRefused", requestId: "answer-a", code: "leg.busy" });
    expect(story.call.agents["a"]?.state).toBe("offered");
    expect(story.wants({ type: "accept", agentId: "a" })).toBeNull();
  },

  "goes to another agent when the first one's phone cannot be rung": (settings) => {
    const story = waitingCall(settings);
    story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
    story.hears({ type: "requestRefused", requestId: "ring-a", code: "phone.unreachable" });
    expect(isOfferable(story.call)).toBe(true);
    expect(story.agent("a").routability).toBe("available");
  },

  "is offered to nobody who is busy, offline or without a console": (settings) => {
    const story = waitingCall(settings);
    story.command({ type: "releaseLease", agentId: "a", sessionId: "session-a", epoch: 1 });
    story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
    expect(story.callLog.at(-1)).toMatchObject({ type: "factIgnored", code: "agent.busy" });
    expect(story.call.phase).toBe("waiting");
  },

  "that loses the agent's phone waits for another agent": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "failed" });
    expect(story.call.phase).toBe("waiting");
    expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
    story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
    story.hears({ type: "legConnected", legId: "leg-b", requestId: "ring-b" });
    expect(story.call.phase).toBe("connected");
  },

  "arriving twice is one call": (settings) => {
    const story = waitingCall(settings);
    story.hears({ type: "callArrived", legId: "other", partyId: "p", queueId: "q", recording: false });
    expect(Object.keys(story.call.legs)).toEqual(["caller"]);
    expect(story.anomalies).toEqual(["call.already-exists"]);
  },

  "leaves a fact about a call nobody knows in the anomalies": (settings) => {
    const story = new Story(settings);
    story.hears({ type: "legConnected", legId: "x", requestId: null });
    expect(story.callLog).toEqual([]);
    expect(story.anomalies).toEqual(["call.unknown"]);
  },
};
