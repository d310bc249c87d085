import { expect } from "vitest";
import type { RefusalCode } from "../../src/index.ts";
import {
  connectedCall,
  consultCall,
  dialingCall,
  internalCall,
  mergedCall,
  offeredCall,
  supervisedCall,
  waitingCall,
} from "../support/calls.ts";
import { type CommandWords, offline, Story, type StorySettings } from "../support/story.ts";
import type { Promises } from "./promises.ts";

type Given = (settings: StorySettings) => Story;
const party = { kind: "party", partyId: "party-9" } as const;

const heldCall: Given = (settings) => {
  const story = connectedCall(settings);
  story.hears({ type: "legHeld", legId: "caller", requestId: null });
  return story;
};
const mutedCall: Given = (settings) => {
  const story = connectedCall(settings);
  story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
  return story;
};
const wrappingUp: Given = (settings) => {
  const story = connectedCall(settings);
  story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
  return story;
};
const endedCall: Given = (settings) => {
  const story = wrappingUp(settings);
  story.wants({ type: "wrapUp", agentId: "a" });
  return story;
};
/** The agent has left; customer and third party talk. */
const handedOver: Given = (settings) => {
  const story = mergedCall(settings);
  story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp" });
  return story;
};
const pausedCall: Given = (settings) => {
  const story = connectedCall(settings);
  story.hears({ type: "recordingPaused", requestId: null });
  return story;
};
const asked =
  (given: Given, words: CommandWords): Given =>
  (settings) => {
    const story = given(settings);
    expect(story.wants(words)).toBeNull();
    return story;
  };
const away: Given = (settings) => {
  const story = connectedCall(settings);
  story.command({ type: "setPresence", agentId: "s", presence: offline, side: "Salesforce", enqueue: false });
  return story;
};
const rung: Given = (settings) => {
  const story = connectedCall(settings);
  const s = {
    ...story.agent("s"),
    offeredCallId: "call-9",
    routability: "notAvailable" as const,
    availableSince: null,
  };
  story.situation = { ...story.situation, agents: { ...story.situation.agents, s } };
  return story;
};
const swap = { type: "swap", agentId: "a", holdLegId: "third", resumeLegId: "caller" } as const;
const hold = { type: "hold", agentId: "a", legId: "caller" } as const;
const resume = { type: "resume", agentId: "a", legId: "caller" } as const;
const remove = { type: "removeParticipant", agentId: "a", legId: "third" } as const;
const digits = { type: "sendDigits", agentId: "a", legId: "caller", digitsId: "d" } as const;
const add = { type: "addParticipant", agentId: "a", legId: "new", to: party } as const;
const blind = { ...add, type: "blindTransfer" } as const;
const listen = { type: "listenIn", agentId: "s", legId: "leg-s" } as const;

/** What may not be done, and what the agent is told. */
const table: readonly (readonly [string, Given, CommandWords, RefusalCode])[] = [
  [
    "accept twice",
    asked(offeredCall, { type: "accept", agentId: "a" }),
    { type: "accept", agentId: "a" },
    "request.pending",
  ],
  ["accept another's", offeredCall, { type: "accept", agentId: "b" }, "call.not-yours"],
  ["accept what is connected", connectedCall, { type: "accept", agentId: "a" }, "leg.wrong-state"],
  ["accept what waits", waitingCall, { type: "accept", agentId: "a" }, "call.wrong-state"],
  ["accept what has ended", endedCall, { type: "accept", agentId: "a" }, "call.ended"],
  ["decline another's", offeredCall, { type: "decline", agentId: "b" }, "call.not-yours"],
  ["decline what is connected", connectedCall, { type: "decline", agentId: "a" }, "leg.wrong-state"],
  ["decline what waits", waitingCall, { type: "decline", agentId: "a" }, "call.wrong-state"],
  ["end another's", connectedCall, { type: "end", agentId: "b" }, "call.not-yours"],
  ["end what only rings", offeredCall, { type: "end", agentId: "a" }, "leg.wrong-state"],
  ["end twice", asked(connectedCall, { type: "end", agentId: "a" }), { type: "end", agentId: "a" }, "request.pending"],
  ["end as a supervisor", supervisedCall, { type: "end", agentId: "s" }, "leg.wrong-state"],
  ["end in after conversation work", wrappingUp, { type: "end", agentId: "a" }, "call.ended"],
  ["end after leaving", handedOver, { type: "end", agentId: "a" }, "leg.wrong-state"],
  ["hold while it rings", offeredCall, hold, "call.wrong-state"],
  ["hold as a stranger", connectedCall, { ...hold, agentId: "b" }, "call.not-yours"],
  ["hold as a listener", supervisedCall, { ...hold, agentId: "s" }, "leg.wrong-state"],
  ["hold nobody", connectedCall, { ...hold, legId: "nobody" }, "leg.unknown"],
  ["hold oneself", connectedCall, { ...hold, legId: "leg-a" }, "leg.wrong-state"],
  ["hold a supervisor", supervisedCall, { ...hold, legId: "leg-s" }, "leg.wrong-state"],
  ["hold in a conference", mergedCall, hold, "call.wrong-state"],
  ["hold who is held", heldCall, hold, "leg.wrong-state"],
  ["hold twice", asked(connectedCall, hold), hold, "request.pending"],
  ["resume as a stranger", heldCall, { ...resume, agentId: "b" }, "call.not-yours"],
  ["resume nobody", heldCall, { ...resume, legId: "nobody" }, "leg.unknown"],
  ["resume who is not held", connectedCall, resume, "leg.wrong-state"],
  ["resume twice", asked(heldCall, resume), resume, "request.pending"],
  ["mute as a stranger", connectedCall, { type: "mute", agentId: "b" }, "call.not-yours"],
  ["mute who is muted", mutedCall, { type: "mute", agentId: "a" }, "leg.wrong-state"],
  [
    "mute twice",
    asked(connectedCall, { type: "mute", agentId: "a" }),
    { type: "mute", agentId: "a" },
    "request.pending",
  ],
  ["mute while dialing", dialingCall, { type: "mute", agentId: "a" }, "call.wrong-state"],
  ["unmute as a stranger", mutedCall, { type: "unmute", agentId: "b" }, "call.not-yours"],
  ["unmute who is not muted", connectedCall, { type: "unmute", agentId: "a" }, "leg.wrong-state"],
  [
    "unmute twice",
    asked(mutedCall, { type: "unmute", agentId: "a" }),
    { type: "unmute", agentId: "a" },
    "request.pending",
  ],
  ["pause what is paused", pausedCall, { type: "pauseRecording", agentId: "a" }, "call.wrong-state"],
  ["pause without recording", internalTalk, { type: "pauseRecording", agentId: "a" }, "recording.off"],
  ["pause as a stranger", connectedCall, { type: "pauseRecording", agentId: "b" }, "call.not-yours"],
  ["pause as a listener", supervisedCall, { type: "pauseRecording", agentId: "s" }, "leg.wrong-state"],
  [
    "pause twice",
    asked(connectedCall, { type: "pauseRecording", agentId: "a" }),
    { type: "pauseRecording", agentId: "a" },
    "request.pending",
  ],
  ["resume a recording that runs", connectedCall, { type: "resumeRecording", agentId: "a" }, "call.wrong-state"],
  ["resume a recording as a stranger", pausedCall, { type: "resumeRecording", agentId: "b" }, "call.not-yours"],
  [
    "resume a recording twice",
    asked(pausedCall, { type: "resumeRecording", agentId: "a" }),
    { type: "resumeRecording", agentId: "a" },
    "request.pending",
  ],
  ["send digits as a stranger", connectedCall, { ...digits, agentId: "b" }, "call.not-yours"],
  ["send digits to nobody", connectedCall, { ...digits, legId: "nobody" }, "leg.unknown"],
  ["send digits to oneself", connectedCall, { ...digits, legId: "leg-a" }, "leg.wrong-state"],
  ["send digits to a supervisor", supervisedCall, { ...digits, legId: "leg-s" }, "leg.wrong-state"],
  ["send digits after leaving", handedOver, digits, "leg.wrong-state"],
  ["add a fourth", consultCall, add, "participants.too-many"],
  ["add under a leg that exists", connectedCall, { ...add, legId: "caller" }, "leg.wrong-state"],
  ["add as a stranger", connectedCall, { ...add, agentId: "b" }, "call.not-yours"],
  ["add after leaving", handedOver, add, "leg.wrong-state"],
  ["add oneself", connectedCall, { ...add, to: { kind: "agent", agentId: "a" } }, "agent.busy"],
  ["add nobody", connectedCall, { ...add, to: { kind: "agent", agentId: "z" } }, "agent.unknown"],
  ["transfer with a third party there", consultCall, blind, "participants.too-many"],
  ["transfer under a leg that exists", connectedCall, { ...blind, legId: "caller" }, "leg.wrong-state"],
  ["transfer as a stranger", connectedCall, { ...blind, agentId: "b" }, "call.not-yours"],
  ["transfer after leaving", handedOver, blind, "leg.wrong-state"],
  ["transfer to oneself", connectedCall, { ...blind, to: { kind: "agent", agentId: "a" } }, "agent.busy"],
  ["remove as a stranger", mergedCall, { ...remove, agentId: "b" }, "call.not-yours"],
  ["remove after leaving", handedOver, remove, "leg.wrong-state"],
  ["remove nobody", mergedCall, { ...remove, legId: "nobody" }, "leg.unknown"],
  ["remove oneself", mergedCall, { ...remove, legId: "leg-a" }, "leg.wrong-state"],
  ["remove a supervisor", supervisedCall, { ...remove, legId: "leg-s" }, "leg.wrong-state"],
  ["remove twice", asked(mergedCall, remove), remove, "request.pending"],
  ["swap as a stranger", consultCall, { ...swap, agentId: "b" }, "call.not-yours"],
  ["swap nobody", consultCall, { ...swap, holdLegId: "nobody" }, "leg.unknown"],
  ["swap oneself", consultCall, { ...swap, holdLegId: "leg-a" }, "leg.wrong-state"],
  ["swap the wrong way round", consultCall, { ...swap, holdLegId: "caller", resumeLegId: "third" }, "leg.wrong-state"],
  ["swap in a conference", mergedCall, swap, "leg.wrong-state"],
  ["swap twice", asked(consultCall, swap), swap, "request.pending"],
  ["swap as a listener", supervisedCall, { ...swap, agentId: "s" }, "leg.wrong-state"],
  ["merge two", connectedCall, { type: "merge", agentId: "a" }, "participants.too-few"],
  ["merge twice", mergedCall, { type: "merge", agentId: "a" }, "call.wrong-state"],
  ["merge as a stranger", consultCall, { type: "merge", agentId: "b" }, "call.not-yours"],
  [
    "merge while merging",
    asked(consultCall, { type: "merge", agentId: "a" }),
    { type: "merge", agentId: "a" },
    "request.pending",
  ],
  ["listen to one's own call", connectedCall, { ...listen, agentId: "a" }, "supervision.own-call"],
  ["listen while offline", away, listen, "agent.offline"],
  ["listen while one's own call rings", rung, listen, "agent.busy"],
  ["listen under a leg that exists", connectedCall, { ...listen, legId: "caller" }, "leg.wrong-state"],
  ["listen where no agent talks", handedOver, listen, "call.wrong-state"],
  [
    "listen as the second supervisor",
    supervisedCall,
    { ...listen, agentId: "b", legId: "leg-t" },
    "participants.too-many",
  ],
  ["listen to a call that rings", offeredCall, listen, "call.wrong-state"],
  ["barge in without listening", connectedCall, { type: "bargeIn", agentId: "s" }, "supervision.not-supervising"],
  ["barge in as the agent", connectedCall, { type: "bargeIn", agentId: "a" }, "supervision.not-supervising"],
  [
    "barge in twice",
    asked(supervisedCall, { type: "bargeIn", agentId: "s" }),
    { type: "bargeIn", agentId: "s" },
    "request.pending",
  ],
  ["stop what was not begun", connectedCall, { type: "stopSupervising", agentId: "a" }, "supervision.not-supervising"],
  [
    "stop twice",
    asked(supervisedCall, { type: "stopSupervising", agentId: "s" }),
    { type: "stopSupervising", agentId: "s" },
    "request.pending",
  ],
  ["wrap up a stranger's", wrappingUp, { type: "wrapUp", agentId: "b" }, "call.not-yours"],
  ["wrap up during the talk", connectedCall, { type: "wrapUp", agentId: "a" }, "call.wrong-state"],
  ["wrap up twice", endedCall, { type: "wrapUp", agentId: "a" }, "call.ended"],
  ["hold what nobody knows", (settings) => new Story(settings).hire("a"), hold, "call.unknown"],
];

function internalTalk(settings: StorySettings): Story {
  const story = internalCall({ ...settings, policy: { recordDialedCalls: false } });
  story.hears({ type: "legConnected", legId: "leg-b", requestId: null });
  return story;
}

export const refusals: Promises = Object.fromEntries(
  table.map(([name, given, words, code]) => [
    `to ${name} says ${code} and changes nothing`,
    (settings: StorySettings): void => {
      const story = given(settings);
      const before = structuredClone(story.situation);
      expect(story.wants(words)).toBe(code);
      expect(story.situation).toEqual(before);
    },
  ]),
);
