import { expect } from "vitest";
import { isOfferable } from "../../src/index.ts";
import { connectedCall, consultCall, mergedCall } from "../support/calls.ts";
import type { Story, StorySettings } from "../support/story.ts";
import type { Promises } from "./promises.ts";

const party = { kind: "party", partyId: "party-3" } as const;
const colleague = { kind: "agent", agentId: "b" } as const;
const queue = { kind: "queue", queueId: "queue-2" } as const;

function blindTransfer(settings: StorySettings): Story {
  const story = connectedCall(settings);
  story.wants({ type: "blindTransfer", agentId: "a", legId: "third", to: party }, "transfer-1");
  return story;
}

export const transfer: Promises = {
  "consulting holds the customer and gives the third party its own VoiceCall": (settings) => {
    const story = connectedCall(settings);
    expect(story.wants({ type: "addParticipant", agentId: "a", legId: "third", to: party }, "add-1")).toBeNull();
    expect(story.asked("hold")).toEqual([{ type: "hold", legId: "caller" }]);
    expect(story.asked("addParticipant")).toEqual([
      { type: "addParticipant", legId: "third", agentLegId: "leg-a", to: party },
    ]);
    expect(story.call.legs["third"]).toMatchObject({
      vendorCallKey: "third",
      parentVendorCallKey: "caller",
      participantType: "Third_Party",
      callType: "AddParticipant",
      voiceCall: { status: "creating" },
    });
    expect(story.writes.at(-1)).toMatchObject({ type: "createVoiceCall", legId: "third" });
    story.hears({ type: "legConnected", legId: "third", requestId: "add-1" });
    expect(Object.values(story.call.pending).map(({ request }) => request.type)).toEqual(["hold"]);
  },
  "a third party who declines gives the customer back": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "addParticipant", agentId: "a", legId: "third", to: party }, "add-1");
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    story.hears({ type: "legEnded", legId: "third", requestId: "add-1", reason: "declined" });
    expect(story.asked("resume")).toEqual([{ type: "resume", legId: "caller" }]);
    expect(story.call.phase).toBe("connected");
    expect(story.writes.at(-1)).toMatchObject({ type: "updateVoiceCall", legId: "third" });
  },
  "a consult that the telephony system refuses gives the customer back": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "addParticipant", agentId: "a", legId: "third", to: party }, "add-1");
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    story.hears({ type: "requestRefused", requestId: "add-1", code: "destination.unreachable" });
    expect(story.call.legs["third"]).toMatchObject({ state: "ended", endReason: "failed" });
    expect(story.asked("resume")).toEqual([{ type: "resume", legId: "caller" }]);
  },
  "a colleague who is removed while it rings, and misses or declines it then, is hung up once": (settings) => {
    for (const happens of [
      (story: Story) => void story.wait(1_000),
      (story: Story) => void expect(story.wants({ type: "decline", agentId: "b" })).toBeNull(),
    ]) {
      const story = connectedCall(settings);
      story.wants({ type: "addParticipant", agentId: "a", legId: "third", to: colleague }, "add-1");
      const { legId } = story.call.agents["b"]!;
      story.hears({ type: "legRinging", legId, requestId: "add-1" });
      story.wait(19_500);
      expect(story.wants({ type: "removeParticipant", agentId: "a", legId }, "remove-1")).toBeNull();
      happens(story);
      expect(story.call.agents["b"]?.state).not.toBe("offered");
      expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId }]);
    }
  },
  "a third party can be removed and the customer stays": (settings) => {
    const story = mergedCall(settings);
    expect(story.asked("merge")).toHaveLength(1);
    expect(story.call.pending).toEqual({});
    expect(story.wants({ type: "removeParticipant", agentId: "a", legId: "third" }, "remove-1")).toBeNull();
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "third" }]);
    story.hears({ type: "legEnded", legId: "third", requestId: "remove-1", reason: "removed" });
    expect(story.call).toMatchObject({ phase: "connected", merged: false });
    expect(story.call.pending).toEqual({});
  },
  "an agent who leaves a merged call leaves the others talking": (settings) => {
    const story = mergedCall(settings);
    story.wants({ type: "end", agentId: "a" }, "end-a");
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "end-a", reason: "hungUp" });
    expect(story.call.phase).toBe("connected");
    expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
    expect(story.wants({ type: "wrapUp", agentId: "a" })).toBeNull();
    expect(story.agent("a").routability).toBe("available");
    story.hears({ type: "legEnded", legId: "third", requestId: null, reason: "hungUp" });
    expect(story.call.phase).toBe("ended");
    expect(story.writes.filter(({ type }) => type === "updateVoiceCall").map(({ legId }) => legId)).toEqual([
      "caller",
      "third",
    ]);
  },
  "an agent who leaves a consult brings the two together": (settings) => {
    const story = consultCall(settings);
    story.wants({ type: "end", agentId: "a" }, "end-a");
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "end-a", reason: "hungUp" });
    expect(story.asked("resume")).toEqual([{ type: "resume", legId: "caller" }]);
    expect(story.call.phase).toBe("connected");
  },
  "a customer who leaves leaves agent and third party talking": (settings) => {
    const story = mergedCall(settings);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.phase).toBe("connected");
    expect(story.call.agents["a"]?.state).toBe("connected");
    expect(story.writes.filter(({ type }) => type === "updateVoiceCall")).toEqual([]);
    story.hears({ type: "legEnded", legId: "third", requestId: null, reason: "hungUp" });
    expect(story.writes.filter(({ type }) => type === "updateVoiceCall")).toHaveLength(2);
  },
  "a blind transfer frees the agent once it is taken": (settings) => {
    const story = blindTransfer(settings);
    expect(story.asked("blindTransfer")).toHaveLength(1);
    expect(story.call.agents["a"]?.state).toBe("connected");
    story.hears({ type: "legRinging", legId: "third", requestId: "transfer-1" });
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-a" }]);
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
    expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
    expect(story.call.legs["leg-a"]?.endReason).toBe("transferred");
    story.hears({ type: "legConnected", legId: "third", requestId: null });
    expect(story.call).toMatchObject({ phase: "connected" });
    expect(story.call.pending).toEqual({});
  },
  "a blind transfer may be told by the end of the agent's leg alone": (settings) => {
    const story = blindTransfer(settings);
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "transfer-1", reason: "transferred" });
    expect(story.call.pending).toEqual({});
    expect(story.call.legs["caller"]?.state).toBe("connected");
    expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
  },
  "a blind transfer that is refused leaves the customer with the agent": (settings) => {
    const story = blindTransfer(settings);
    story.hears({ type: "requestRefused", requestId: "transfer-1", code: "destination.unreachable" });
    expect(story.call).toMatchObject({ phase: "connected" });
    expect(story.call.pending).toEqual({});
    expect(story.call.agents["a"]?.state).toBe("connected");
    expect(story.call.legs["caller"]?.state).toBe("connected");
  },
  "a blind transfer that nobody answers for leaves the customer with the agent": (settings) => {
    const story = blindTransfer(settings).wait(10_000);
    expect(story.call.phase).toBe("connected");
    expect(story.call.legs["third"]).toMatchObject({ state: "ended", endReason: "failed" });
  },
  "a blind transfer to somebody busy leaves the customer with the agent": (settings) => {
    const story = blindTransfer(settings);
    story.hears({ type: "legEnded", legId: "third", requestId: "transfer-1", reason: "busy" });
    expect(story.call.phase).toBe("connected");
    expect(story.call.agents["a"]?.state).toBe("connected");
  },
  "a blind transfer that fails after the agent has gone puts the customer back in the queue": (settings) => {
    const story = blindTransfer(settings);
    story.hears({ type: "legRinging", legId: "third", requestId: "transfer-1" });
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
    story.hears({ type: "legEnded", legId: "third", requestId: null, reason: "noAnswer" });
    expect(story.call.legs["caller"]?.state).toBe("connected");
    expect(story.call.phase).toBe("waiting");
    expect(isOfferable(story.call)).toBe(true);
    story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
    story.hears({ type: "legConnected", legId: "leg-b", requestId: "ring-b" });
    expect(story.call.phase).toBe("connected");
  },
  "a blind transfer whose target fails before the agent is gone keeps the customer": (settings) => {
    const story = blindTransfer(settings);
    story.hears({ type: "legRinging", legId: "third", requestId: "transfer-1" });
    story.hears({ type: "legEnded", legId: "third", requestId: null, reason: "busy" });
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
    expect(story.call.legs["caller"]?.state).toBe("connected");
    expect(story.call.phase).toBe("waiting");
  },
  "a colleague who is consulted is rung, reserved and shares the talk": (settings) => {
    const story = connectedCall(settings);
    expect(story.wants({ type: "addParticipant", agentId: "a", legId: "leg-b", to: colleague }, "add-b")).toBeNull();
    expect(story.agent("b")).toMatchObject({ offeredCallId: "call-1", routability: "notAvailable" });
    expect(story.call.legs["leg-b"]).toMatchObject({ callType: "Transfer", participantType: "Agent" });
    story.hears({ type: "legRinging", legId: "leg-b", requestId: "add-b" });
    expect(story.wants({ type: "accept", agentId: "b" }, "answer-b")).toBeNull();
    story.hears({ type: "legConnected", legId: "leg-b", requestId: "answer-b" });
    expect(story.call.agents["b"]?.state).toBe("connected");
    story.wants({ type: "end", agentId: "a" }, "end-a");
    story.hears({ type: "legEnded", legId: "leg-a", requestId: "end-a", reason: "hungUp" });
    expect(story.call.phase).toBe("connected");
    story.hears({ type: "legEnded", legId: "leg-b", requestId: null, reason: "hungUp" });
    expect(story.call.legs["caller"]?.state).toBe("ended");
  },
  "a colleague who declines a consult leaves agent and customer together": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "addParticipant", agentId: "a", legId: "leg-b", to: colleague }, "add-b");
    expect(story.wants({ type: "decline", agentId: "b" })).toBeNull();
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-b" }]);
    expect(story.call.phase).toBe("connected");
    expect(story.agent("b").routability).toBe("available");
  },
  "a transfer to a queue waits for an agent there, under the transfer's VoiceCall": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "blindTransfer", agentId: "a", legId: "place", to: queue }, "transfer-1");
    expect(isOfferable(story.call)).toBe(false);
    story.hears({ type: "voiceCallCreated", legId: "place", voiceCallId: "0LQ-2" });
    expect(isOfferable(story.call)).toBe(false);
    story.hears({ type: "legRinging", legId: "place", requestId: "transfer-1" });
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "transferred" });
    expect(story.call.phase).toBe("waiting");
    expect(isOfferable(story.call)).toBe(true);
    story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
    expect(story.call.legs["leg-b"]).toMatchObject({ vendorCallKey: "place", callType: "Transfer" });
    story.hears({ type: "legConnected", legId: "leg-b", requestId: "ring-b" });
    expect(story.call.legs["place"]?.state).toBe("ended");
    expect(story.call.phase).toBe("connected");
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.writes.filter(({ type }) => type === "updateVoiceCall").map(({ legId }) => legId)).toEqual([
      "caller",
      "place",
    ]);
  },
  "a queue that answers with music is nobody to talk to": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "blindTransfer", agentId: "a", legId: "place", to: queue }, "transfer-1");
    story.hears({ type: "legConnected", legId: "place", requestId: "transfer-1" });
    expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId: "leg-a" }]);
    expect(story.call.legs["place"]?.state).toBe("ringing");
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
    expect(story.call.phase).toBe("waiting");
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.legs["place"]?.state).toBe("ended");
  },
  "a queue that is consulted keeps its place when an agent declines": (settings) => {
    const story = connectedCall(settings);
    story.wants({ type: "addParticipant", agentId: "a", legId: "place", to: queue }, "add-q");
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    story.hears({ type: "voiceCallCreated", legId: "place", voiceCallId: "0LQ-2" });
    story.hears({ type: "legRinging", legId: "place", requestId: "add-q" });
    story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
    story.wants({ type: "decline", agentId: "b" });
    expect(story.call.legs["caller"]?.held).toBe(true);
    expect(story.asked("resume")).toEqual([]);
    expect(isOfferable(story.call)).toBe(true);
  },
};
