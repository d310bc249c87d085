import { expect } from "vitest";
import { canTakeCall, isOfferable } from "../../src/index.ts";
import { connectedCall, offeredCall } from "../support/calls.ts";
import { busy, offline, online, Story } from "../support/story.ts";
import type { Promises } from "./promises.ts";

const set = (side: "Salesforce" | "telephony", presence = online, enqueue = false, agentId = "a") =>
  ({ type: "setPresence", agentId, presence, side, enqueue }) as const;

const endTalk = (story: Story): Story => {
  story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
  return story;
};

export const agent: Promises = {
  "Salesforce sets presence at once, whatever the agent does": (settings) => {
    for (const story of [new Story(settings).hire("a"), offeredCall(settings), connectedCall(settings)]) {
      story.command(set("Salesforce", busy));
      expect(story.agent("a")).toMatchObject({ presence: busy, pendingPresence: null, routability: "notAvailable" });
    }
  },
  "Salesforce may ask to wait for the end of the call": (settings) => {
    const free = new Story(settings).hire("a");
    free.command(set("Salesforce", busy, true));
    expect(free.agent("a").presence).toEqual(busy);
    const ringing = offeredCall(settings);
    ringing.command(set("Salesforce", busy, true));
    expect(ringing.agent("a")).toMatchObject({ presence: online, pendingPresence: busy });
    ringing.wants({ type: "decline", agentId: "a" });
    expect(ringing.agent("a")).toMatchObject({ presence: busy, pendingPresence: null });
    const story = connectedCall(settings);
    story.command(set("Salesforce", busy, true));
    expect(story.agent("a")).toMatchObject({ presence: online, pendingPresence: busy });
    endTalk(story).wants({ type: "wrapUp", agentId: "a" });
    expect(story.agent("a")).toMatchObject({ presence: busy, pendingPresence: null, routability: "notAvailable" });
    expect(story.agentLogs["a"]).toContainEqual(
      expect.objectContaining({ type: "presenceChanged", side: "telephony" }),
    );
  },
  "the telephony system changes presence at once only when no call is there": (settings) => {
    for (const enqueue of [false, true]) {
      const free = new Story(settings).hire("a");
      free.command(set("telephony", busy, enqueue));
      expect(free.agent("a")).toMatchObject({ presence: busy, pendingPresence: null });
      for (const story of [offeredCall(settings), connectedCall(settings)]) {
        story.command(set("telephony", busy, enqueue));
        expect(story.agent("a")).toMatchObject({ presence: online, pendingPresence: busy });
      }
    }
  },
  "going online during after conversation work ends it": (settings) => {
    const story = endTalk(connectedCall(settings));
    expect(story.agent("a").routability).toBe("notAvailable");
    story.command(set("Salesforce", online));
    expect(story.callLog.at(-2)).toMatchObject({ type: "wrappedUp", reason: "presence" });
    expect(story.call.phase).toBe("ended");
    expect(story.agent("a").routability).toBe("available");
  },
  "the status shown at log-in does not end after conversation work, whatever it was before": (settings) => {
    for (const before of [online, busy, offline]) {
      const story = connectedCall(settings);
      story.command(set("Salesforce", before));
      endTalk(story).command({ ...set("Salesforce", online), atLogIn: true });
      expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
      expect(story.agent("a")).toMatchObject({ presence: online, routability: "notAvailable" });
    }
  },
  "a call that rings at an agent who goes away is given to others at once": (settings) => {
    for (const [away, routability] of [
      [offline, "offline"],
      [busy, "notAvailable"],
    ] as const) {
      const story = offeredCall(settings);
      const { legId } = story.call.agents["a"]!;
      story.hire("b");
      story.command(set("Salesforce", away));
      expect(story.callLog).toContainEqual(expect.objectContaining({ type: "offerEnded", reason: "declined" }));
      expect(story.call).toMatchObject({ phase: "waiting", triedAgentIds: ["a"] });
      expect(isOfferable(story.call)).toBe(true);
      expect(story.asked("hangUp")).toEqual([{ type: "hangUp", legId }]);
      expect([...story.deadlines.keys()]).not.toContain(`offer:${legId}`);
      expect(story.agent("a")).toMatchObject({ presence: away, routability, offeredCallId: null });
      story.hears({ type: "legEnded", legId, requestId: null, reason: "hungUp" });
      story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
      expect(story.agent("b").offeredCallId).toBe("call-1");
    }
  },
  "an internal call that rings at an agent who goes away is over for both": (settings) => {
    const story = new Story(settings).hire("a").hire("b");
    const to = { kind: "agent", agentId: "b" } as const;
    story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "leg-b", to });
    story.command(set("Salesforce", offline, false, "b"));
    expect(story.call.phase).toBe("ended");
    expect(story.agent("a").occupyingCallIds).toEqual([]);
    expect(story.asked("hangUp")).toContainEqual({ type: "hangUp", legId: "leg-b" });
  },
  "an agent who changes to another status with channels keeps the call that rings": (settings) => {
    const story = offeredCall(settings);
    story.command(set("Salesforce", { ...online, statusId: "0N5-c" }));
    expect(story.call.agents["a"]?.state).toBe("offered");
  },
  "going busy during after conversation work does not end it": (settings) => {
    const story = endTalk(connectedCall(settings));
    story.command(set("Salesforce", busy));
    expect(story.call.agents["a"]?.state).toBe("afterConversationWork");
  },
  "going online during the talk does not make the agent routable": (settings) => {
    const story = connectedCall(settings);
    story.command(set("Salesforce", online));
    expect(story.agent("a").routability).toBe("notAvailable");
    expect(story.call.agents["a"]?.state).toBe("connected");
  },
  "after conversation work has no end of its own unless bounded": (settings) => {
    const story = endTalk(connectedCall(settings)).wait(3_600_000);
    expect(story.call.phase).toBe("afterConversationWork");
    const bounded = endTalk(connectedCall({ ...settings, policy: { afterConversationWorkMs: 60_000 } })).wait(60_000);
    expect(bounded.callLog).toContainEqual(expect.objectContaining({ type: "wrappedUp", reason: "timeout" }));
    expect(bounded.agent("a").routability).toBe("available");
  },
  "an agent who leaves a call by going offline is free of it after wrap-up": (settings) => {
    const story = connectedCall(settings);
    story.command(set("Salesforce", offline));
    expect(story.agent("a").routability).toBe("offline");
    endTalk(story).wants({ type: "wrapUp", agentId: "a" });
    expect(story.agent("a")).toMatchObject({ routability: "offline", occupyingCallIds: [] });
  },
  "an agent with room for two calls stays routable during the first": (settings) => {
    const story = new Story(settings).hire("a", online, 2);
    story.hears({ type: "callArrived", legId: "caller", partyId: "p", queueId: "q", recording: false });
    story.hears({ type: "voiceCallCreated", legId: "caller", voiceCallId: "0LQ" });
    story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
    expect(canTakeCall(story.agent("a"), story.now)).toBe(false);
    story.hears({ type: "legConnected", legId: "leg-a", requestId: "ring-a" });
    expect(canTakeCall(story.agent("a"), story.now)).toBe(true);
    story.command({ type: "setCapacity", agentId: "a", capacity: 1 });
    expect(story.agent("a").routability).toBe("notAvailable");
    expect(story.command({ type: "setCapacity", agentId: "a", capacity: 0 })).toBe("agent.no-capacity");
  },
  "a second console takes the agent over and the first is told so": (settings) => {
    const story = new Story(settings).hire("a");
    story.command({ type: "takeLease", agentId: "a", sessionId: "second" });
    expect(story.agent("a").lease).toMatchObject({ sessionId: "second", epoch: 2 });
    expect(story.agentLogs["a"]?.at(-1)).toMatchObject({ supersededSessionId: "session-a" });
    const stale = { agentId: "a", sessionId: "session-a", epoch: 1 } as const;
    expect(story.command({ type: "releaseLease", ...stale })).toBe("session.superseded");
  },
  "a console that falls silent loses the agent after the lease, and epochs never repeat": (settings) => {
    const story = new Story(settings).hire("a");
    const expired = { type: "leaseExpired", agentId: "a", epoch: 1 } as const;
    story.observes({ ...expired, at: story.now });
    expect(story.agent("a").lease).not.toBeNull();
    expect(story.deadlines.get("lease:a")).toMatchObject({ dueAt: story.now + story.policy.leaseMs });
    story.now += story.policy.leaseMs;
    expect(canTakeCall(story.agent("a"), story.now)).toBe(false);
    story.observes({ ...expired, at: story.now });
    expect(story.agent("a").lease).toBeNull();
    story.command({ type: "takeLease", agentId: "a", sessionId: "again" });
    expect(story.agent("a").lease?.epoch).toBe(2);
    story.observes({ ...expired, at: story.now });
    expect(story.agent("a").lease?.epoch).toBe(2);
  },
  "an agent keeps a call when the console falls silent": (settings) => {
    const story = connectedCall(settings);
    story.now += story.policy.leaseMs;
    story.observes({ type: "leaseExpired", agentId: "a", epoch: 1, at: story.now });
    expect(story.call.phase).toBe("connected");
    expect(story.agent("a").occupyingCallIds).toEqual(["call-1"]);
  },
  "an agent's phone is remembered": (settings) => {
    const story = new Story(settings).hire("a");
    story.command({ type: "setPhone", agentId: "a", phone: { type: "DESK_PHONE", number: "phone-1" } });
    expect(story.agent("a").phone).toEqual({ type: "DESK_PHONE", number: "phone-1" });
  },
  "a command for an agent nobody knows is refused": (settings) => {
    expect(new Story(settings).command(set("Salesforce"))).toBe("agent.unknown");
  },
};
