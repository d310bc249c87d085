import fc from "fast-check";
import { checkStep } from "../support/check-step.ts";
import {
  callbackCall,
  connectedCall,
  consultCall,
  dialingCall,
  internalCall,
  mergedCall,
  offeredCall,
  supervisedCall,
  waitingCall,
} from "../support/calls.ts";
import {
  busy,
  type CommandWords,
  type FactWords,
  offline,
  online,
  Story,
  type StorySettings,
} from "../support/story.ts";
import type { AgentCommand, Fact, LegEndReason } from "../../src/index.ts";

/** Where a random run begins: deep states are reached at once. */
export const beginnings: readonly ((settings: StorySettings) => Story)[] = [
  (settings) => new Story(settings).hire("a").hire("b").hire("s"),
  waitingCall,
  offeredCall,
  connectedCall,
  consultCall,
  mergedCall,
  supervisedCall,
  dialingCall,
  internalCall,
  callbackCall,
];

const legIds = ["caller", "leg-a", "leg-b", "leg-s", "third", "far", "place", "customer", "nobody"];
const leg = fc.constantFrom(...legIds);
const agentId = fc.constantFrom("a", "b", "s", "z");
const to = fc.constantFrom(
  { kind: "party", partyId: "party-5" } as const,
  { kind: "agent", agentId: "b" } as const,
  { kind: "agent", agentId: "s" } as const,
  { kind: "queue", queueId: "queue-3" } as const,
);
const reason = fc.constantFrom<LegEndReason>(
  "hungUp",
  "declined",
  "missed",
  "busy",
  "noAnswer",
  "failed",
  "abandoned",
  "transferred",
  "removed",
);
const named = (type: string) => fc.record({ type: fc.constant(type), agentId });
const onLeg = (type: string) => fc.record({ type: fc.constant(type), agentId, legId: leg });
const adding = (type: string) => fc.record({ type: fc.constant(type), agentId, legId: leg, to });

const command = fc.oneof(
  ...["accept", "decline", "end", "mute", "unmute", "pauseRecording", "resumeRecording"].map(named),
  ...["merge", "bargeIn", "stopSupervising", "wrapUp"].map(named),
  ...["hold", "resume", "removeParticipant", "listenIn"].map(onLeg),
  ...["addParticipant", "blindTransfer"].map(adding),
  fc.record({ type: fc.constant("dial"), agentId, agentLegId: leg, legId: leg, to }),
  fc.record({ type: fc.constant("sendDigits"), agentId, legId: leg, digitsId: fc.constant("digits-1") }),
  fc.record({ type: fc.constant("swap"), agentId, holdLegId: leg, resumeLegId: leg }),
  fc.record({
    type: fc.constant("queueCallback"),
    agentId,
    legId: leg,
    partyId: fc.constant("party-6"),
    previousCallId: fc.constant(null),
    queueId: fc.constant(null),
  }),
) as fc.Arbitrary<CommandWords>;

/** Which of the pending requests a fact names; beyond their number: none. */
const naming = fc.nat({ max: 4 });
const legFact = (type: string) => fc.record({ type: fc.constant(type), legId: leg });
const plainFact = (type: string) => fc.record({ type: fc.constant(type) });

const fact = fc.oneof(
  ...["legRinging", "legConnected", "legConnected", "legHeld", "legResumed"].map(legFact),
  ...["legMuted", "legUnmuted", "legBargedIn"].map(legFact),
  fc.record({ type: fc.constant("legEnded"), legId: leg, reason }),
  ...["recordingStarted", "recordingPaused", "recordingResumed", "legsMerged"].map(plainFact),
  fc.record({ type: fc.constant("legsSwapped"), heldLegId: leg, resumedLegId: leg }),
  plainFact("digitsSent"),
  fc.record({ type: fc.constant("requestRefused"), code: fc.constant("telephony.refused") }),
  fc.record({ type: fc.constant("voiceCallCreated"), legId: leg, voiceCallId: fc.constant("0LQ-9") }),
  fc.record({ type: fc.constant("voiceCallNotCreated"), legId: leg, code: fc.constant("voice-api.down") }),
  fc.record({ type: fc.constant("agentChosen"), agentId, legId: leg }),
  fc.record({
    type: fc.constant("callArrived"),
    legId: leg,
    partyId: fc.constant("party-7"),
    queueId: fc.constant(null),
    recording: fc.boolean(),
  }),
);

const agentCommand = fc.oneof(
  fc.record({
    type: fc.constant("setPresence"),
    agentId,
    presence: fc.constantFrom(online, online, busy, offline),
    side: fc.constantFrom("Salesforce", "telephony"),
    enqueue: fc.boolean(),
  }),
  fc.record({ type: fc.constant("setCapacity"), agentId, capacity: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ type: fc.constant("takeLease"), agentId, sessionId: fc.constantFrom("one", "two") }),
) as fc.Arbitrary<AgentCommand>;

/** The model of fast-check's commands only remembers facts: to say them again, or late. */
export interface Remembered {
  readonly facts: Fact[];
}
type Act = fc.Command<Remembered, Story>;

class Message implements Act {
  readonly name: string;
  readonly act: (story: Story, remembered: Remembered) => void;
  constructor(name: string, act: (story: Story, remembered: Remembered) => void) {
    this.name = name;
    this.act = act;
  }
  check = (): boolean => true;
  run(remembered: Remembered, story: Story): void {
    this.act(story, remembered);
  }
  toString = (): string => this.name;
}

function withRequest(story: Story, words: object, index: number): Fact {
  const pending = Object.keys(story.situation.call?.pending ?? {});
  const requestId = pending[index] ?? null;
  const needed = ["digitsSent", "requestRefused", "agentChosen"].includes((words as FactWords).type);
  const named = { ...words, requestId: needed ? (requestId ?? story.newId()) : requestId };
  return { callId: story.callId, at: story.now, ...named } as Fact;
}

const messages: fc.Arbitrary<Act>[] = [
  command.map((words) => new Message(JSON.stringify(words), (story) => void story.wants(words))),
  fc.tuple(fact, naming).map(
    ([words, index]) =>
      new Message(JSON.stringify([words, index]), (story, remembered) => {
        const told = withRequest(story, words, index);
        remembered.facts.push(told);
        story.observes(told);
      }),
  ),
  // Said, but not heard yet: it comes later, or never.
  fc.tuple(fact, naming).map(
    ([words, index]) =>
      new Message(`late ${JSON.stringify([words, index])}`, (story, remembered) => {
        remembered.facts.push(withRequest(story, words, index));
      }),
  ),
  fc.nat({ max: 5 }).map(
    (back) =>
      new Message(`again ${back}`, (story, remembered) => {
        const told = remembered.facts[remembered.facts.length - 1 - back];
        if (told !== undefined) story.observes(told);
      }),
  ),
  fc.constantFrom(100, 2_500, 11_000, 25_000).map((ms) => new Message(`wait ${ms}`, (story) => void story.wait(ms))),
  agentCommand.map((words) => new Message(JSON.stringify(words), (story) => void story.command(words))),
];

/** Everybody leaves and every deadline passes: nothing may be left over. */
export function runOut(story: Story): void {
  story.wait(60_000);
  for (const legId of Object.keys(story.situation.call?.legs ?? {})) {
    const state = story.call.legs[legId]?.state;
    if (state !== "ended") story.hears({ type: "legEnded", legId, requestId: null, reason: "hungUp" });
  }
  for (const agentId of Object.keys(story.situation.call?.agents ?? {})) {
    if (story.call.agents[agentId]?.state === "afterConversationWork") story.wants({ type: "wrapUp", agentId });
  }
  story.wait(60_000);
  const { call } = story.situation;
  if (call === null) return;
  if (call.phase !== "ended") throw new Error(`the call is left over as ${call.phase}`);
  if (Object.keys(call.pending).length > 0) throw new Error("a request is left over");
  for (const { agentId, occupyingCallIds, offeredCallId } of Object.values(story.situation.agents)) {
    if (occupyingCallIds.length > 0 || offeredCallId !== null) throw new Error(`${agentId} is left over`);
  }
}

/** Random commands and facts, some repeated and some out of order, from a random beginning. Throws on the first broken rule. */
export function tryRandomRuns(settings: StorySettings, numRuns: number, seed?: number): void {
  const watched = { ...settings, watch: checkStep };
  const property = fc.property(
    fc.constantFrom(...beginnings),
    fc.commands(messages, { maxCommands: 40, size: "max" }),
    (begin, acts) => {
      const story = begin(watched);
      fc.modelRun(() => ({ model: { facts: [] }, real: story }), acts);
      runOut(story);
    },
  );
  fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }), endOnFailure: seed !== undefined });
}
