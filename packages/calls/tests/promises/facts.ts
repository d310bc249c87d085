import { expect } from "vitest";
import type { TelephonyRequest } from "../../src/index.ts";
import {
  callbackCall,
  connectedCall,
  consultCall,
  dialedCall,
  offeredCall,
  supervisedCall,
  waitingCall,
} from "../support/calls.ts";
import { type FactWords, Story, type StorySettings } from "../support/story.ts";
import type { Promises } from "./promises.ts";

type Given = (settings: StorySettings) => Story;
const party = { kind: "party", partyId: "party-3" } as const;
const add = { type: "addParticipant", agentId: "a", legId: "third", to: party } as const;

const ringAgent: Given = (settings) => {
  const story = waitingCall(settings);
  story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "asked" });
  return story;
};
const asking =
  (given: Given, words: Parameters<Story["wants"]>[0]): Given =>
  (settings) => {
    const story = given(settings);
    story.wants(words, "asked");
    return story;
  };
const dialing: Given = (settings) => {
  const story = new Story(settings).hire("a");
  story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to: party }, "asked");
  return story;
};
const answering = asking(offeredCall, { type: "accept", agentId: "a" });
const consulting = asking(connectedCall, add);
const transferring = asking(connectedCall, { ...add, type: "blindTransfer" });
const listening = asking(connectedCall, { type: "listenIn", agentId: "s", legId: "leg-s" });
const leaving = asking(consultCall, { type: "end", agentId: "a" });
const listeningNoMore = asking(supervisedCall, { type: "stopSupervising", agentId: "s" });

/** Which requests a fact answers, with and without naming them. */
const answered: readonly (readonly [TelephonyRequest["type"], FactWords["type"], string, Given])[] = [
  ["ringAgent", "legRinging", "leg-a", ringAgent],
  ["ringAgent", "legConnected", "leg-a", ringAgent],
  ["ringAgent", "legEnded", "leg-a", ringAgent],
  ["dial", "legRinging", "far", dialing],
  ["dial", "legConnected", "far", dialing],
  ["dial", "legEnded", "far", dialing],
  ["answer", "legConnected", "leg-a", answering],
  ["answer", "legEnded", "leg-a", answering],
  ["addParticipant", "legRinging", "third", consulting],
  ["addParticipant", "legConnected", "third", consulting],
  ["addParticipant", "legEnded", "third", consulting],
  ["blindTransfer", "legRinging", "third", transferring],
  ["blindTransfer", "legConnected", "third", transferring],
  ["blindTransfer", "legEnded", "third", transferring],
  ["supervise", "legRinging", "leg-s", listening],
  ["supervise", "legConnected", "leg-s", listening],
  ["supervise", "legEnded", "leg-s", listening],
  ["hangUp", "legEnded", "leg-a", leaving],
  ["hangUp", "legEnded", "leg-s", listeningNoMore],
];

const answers: Promises = Object.fromEntries(
  answered.flatMap(([request, type, legId, given]) =>
    ["asked", null].map((requestId) => [
      `${type} of ${legId} answers ${request}${requestId === null ? " without naming it" : ""}`,
      (settings: StorySettings): void => {
        const story = given(settings);
        expect(story.call.pending["asked"]?.request.type).toBe(request);
        story.hears({ type, legId, requestId, reason: "hungUp" } as FactWords);
        expect(Object.keys(story.call.pending)).not.toContain("asked");
        expect(story.callLog).toContainEqual(expect.objectContaining({ type: "requestAnswered", requestId: "asked" }));
      },
    ]),
  ),
);

const ofLegs = ["legHeld", "legResumed", "legMuted", "legUnmuted", "legBargedIn"] as const;

/** Facts that come out of their place: kept and noted, and nothing else. */
const displaced: readonly (readonly [string, Given, FactWords])[] = [
  ...ofLegs.flatMap((type) => [
    [`${type} of a leg that rings`, offeredCall, { type, legId: "leg-a", requestId: null }] as const,
    [`${type} of a leg that has ended`, supervisorGone, { type, legId: "leg-s", requestId: null }] as const,
  ]),
  ["legBargedIn of a supervisor who rings", listening, { type: "legBargedIn", legId: "leg-s", requestId: null }],
  ["legRinging of a leg that has ended", supervisorGone, { type: "legRinging", legId: "leg-s", requestId: null }],
  ["legHeld of a supervisor", supervisedCall, { type: "legHeld", legId: "leg-s", requestId: null }],
  ["legHeld of who is held", consultCall, { type: "legHeld", legId: "caller", requestId: null }],
  ["legHeld of a third party who has left", thirdGone, { type: "legHeld", legId: "third", requestId: null }],
  [
    "legEnded of a leg that has ended",
    supervisorGone,
    { type: "legEnded", legId: "leg-s", requestId: null, reason: "hungUp" },
  ],
];

function supervisorGone(settings: StorySettings): Story {
  const story = supervisedCall(settings);
  story.hears({ type: "legEnded", legId: "leg-s", requestId: null, reason: "hungUp" });
  return story;
}

function thirdGone(settings: StorySettings): Story {
  const story = consultCall(settings);
  story.hears({ type: "legEnded", legId: "third", requestId: null, reason: "hungUp" });
  return story;
}

const outOfPlace: Promises = Object.fromEntries(
  displaced.map(([name, given, words]) => [
    `${name} is kept and noted`,
    (settings: StorySettings): void => {
      const story = given(settings);
      const before = story.call;
      story.hears(words);
      expect(story.callLog.at(-1)).toMatchObject({ type: "factIgnored", factType: words.type });
      expect(story.anomalies).toEqual(["fact.out-of-place"]);
      expect({ ...story.call, version: before.version }).toEqual(before);
    },
  ]),
);

export const facts: Promises = {
  ...answers,
  ...outOfPlace,
  "the end of a leg that the model gave up answers its hang-up and is no anomaly": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
    expect(story.call.pending).toEqual({});
    expect(story.anomalies).toEqual([]);
  },
  "how the agent heard and was heard is kept also when the customer hung up first, once": (settings) => {
    const audio = { input: null, output: { packetsCount: 9, packetsLost: 0, jitterBufferMs: 20, roundTripMs: 40 } };
    const story = connectedCall(settings);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp", audio });
    expect(story.call.legs["leg-a"]?.audio).toEqual(audio);
    expect(story.anomalies).toEqual([]);
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp", audio });
    expect(story.callLog.filter(({ type }) => type === "legMeasured")).toHaveLength(1);
    expect(story.anomalies).toEqual(["fact.out-of-place"]);
  },
  "a phone that says again that it rings is no anomaly": (settings) => {
    const story = offeredCall(settings);
    story.hears({ type: "legRinging", legId: "leg-a", requestId: null });
    expect(story.anomalies).toEqual([]);
  },
  "recording that has begun answers the wish for it": (settings) => {
    const story = dialedCall(settings);
    story.hears({ type: "recordingStarted", requestId: null });
    expect(story.call.pending).toEqual({});
  },
  "an event has the time of its fact, and never one that is yet to come": (settings) => {
    const story = offeredCall(settings);
    const at = story.now;
    story.wait(1_000);
    story.observes({ type: "legConnected", callId: "call-1", at, legId: "leg-a", requestId: null });
    expect(story.call.acceptedAt).toBe(at);
    story.observes({ type: "legHeld", callId: "call-1", at: story.now + 99, legId: "caller", requestId: null });
    expect(story.call.holds.since).toBe(story.now);
  },
  "an accepted callback cannot be accepted again, nor by another": (settings) => {
    const story = callbackCall(settings);
    expect(story.wants({ type: "accept", agentId: "b" })).toBe("call.not-yours");
    story.wants({ type: "accept", agentId: "a" });
    expect(story.wants({ type: "accept", agentId: "a" })).toBe("leg.wrong-state");
  },
  "a callback is declined by whom it is offered to, and not once it is accepted": (settings) => {
    const story = callbackCall(settings);
    expect(story.wants({ type: "decline", agentId: "b" })).toBe("call.not-yours");
    story.wants({ type: "accept", agentId: "a" });
    expect(story.wants({ type: "decline", agentId: "a" })).toBe("leg.wrong-state");
  },
  "an agent who waits for a third party alone can unmute and give up": (settings) => {
    const story = connectedCall(settings);
    story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
    story.wants(add);
    story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
    expect(story.call.phase).toBe("ringing");
    expect(story.wants({ type: "unmute", agentId: "a" })).toBeNull();
    expect(story.wants({ type: "removeParticipant", agentId: "a", legId: "third" })).toBeNull();
  },
  "a supervisor can leave a call that waits for an agent again, and one that rings": (settings) => {
    for (const ring of [false, true]) {
      const story = supervisedCall(settings);
      story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "failed" });
      if (ring) story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
      expect(story.call.phase).toBe(ring ? "ringing" : "waiting");
      expect(story.wants({ type: "stopSupervising", agentId: "s" })).toBeNull();
    }
  },
  "an agent who lost the phone can wrap up while the customer waits or is rung for": (settings) => {
    for (const ring of [false, true]) {
      const story = connectedCall(settings);
      story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "failed" });
      if (ring) story.hears({ type: "agentChosen", agentId: "b", legId: "leg-b", requestId: "ring-b" });
      expect(story.wants({ type: "wrapUp", agentId: "a" })).toBeNull();
      expect(story.agent("a").routability).toBe("available");
    }
  },
  "a supervisor who only listens steers nothing": (settings) => {
    const story = supervisedCall(settings);
    story.hears({ type: "legMuted", legId: "leg-s", requestId: null });
    expect(story.wants({ type: "unmute", agentId: "s" })).toBe("leg.wrong-state");
    story.hears({ type: "recordingPaused", requestId: null });
    expect(story.wants({ type: "resumeRecording", agentId: "s" })).toBe("leg.wrong-state");
    story.hears({ type: "legHeld", legId: "caller", requestId: null });
    expect(story.wants({ type: "resume", agentId: "s", legId: "caller" })).toBe("leg.wrong-state");
    const consult = consultCall(settings);
    consult.wants({ type: "listenIn", agentId: "s", legId: "leg-s" });
    consult.hears({ type: "legConnected", legId: "leg-s", requestId: null });
    expect(consult.wants({ type: "merge", agentId: "s" })).toBe("leg.wrong-state");
  },
};
