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
  type Step,
  Story,
  type StorySettings,
} from "../support/story.ts";
import type { AgentCommand, Fact, LegEndReason, TelephonyRequest } from "../../src/index.ts";

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

/**
 * Legs and agents are named by place, and found when the message is said: mostly those who are there, now and then
 * one who has left or whom nobody knows.
 */
const leg = fc.nat({ max: 15 }).map((place) => `leg#${place}`);
const newLeg = fc.nat({ max: 15 }).map((place) => `new#${place}`);
const agentId = fc.nat({ max: 15 }).map((place) => `agent#${place}`);
const anyAgent = fc.constantFrom("a", "b", "s", "z");

function find(story: Story, name: string): string {
  const [kind, place] = [name.split("#")[0], Number(name.split("#")[1])];
  const { call, agents } = story.situation;
  const legs = Object.values(call?.legs ?? {});
  const open = legs.filter(({ state }) => state !== "ended").map(({ legId }) => legId);
  const all = legs.map(({ legId }) => legId);
  const onCall = Object.values(call?.agents ?? {}).filter(({ state }) => state !== "done");
  const at = (list: readonly string[]): string => list[place % Math.max(1, list.length)] ?? "nobody";
  if (kind === "leg") return place < 13 ? at(open) : place < 15 ? at(all) : "nobody";
  if (kind === "new") return place < 14 ? story.newId() : at(all);
  return place < 12 && onCall.length > 0 ? at(onCall.map((agent) => agent.agentId)) : at([...Object.keys(agents), "z"]);
}

/** The words with every place replaced by who is there now. */
const resolve = <T extends object>(story: Story, words: T): T =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === "string" && value.includes("#") ? find(story, value) : value,
    ]),
  ) as T;

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
  "notReachable",
  "numberUnknown",
  "failed",
  "abandoned",
  "transferred",
  "removed",
);
const named = (type: string) => fc.record({ type: fc.constant(type), agentId });
const onLeg = (type: string) => fc.record({ type: fc.constant(type), agentId, legId: leg });
const adding = (type: string) => fc.record({ type: fc.constant(type), agentId, legId: newLeg, to });

const command = fc.oneof(
  ...["accept", "decline", "end", "mute", "unmute", "pauseRecording", "resumeRecording"].map(named),
  ...["merge", "bargeIn", "stopSupervising", "wrapUp"].map(named),
  ...["hold", "resume", "removeParticipant"].map(onLeg),
  fc.record({ type: fc.constant("listenIn"), agentId: fc.constantFrom("s", "b", "a"), legId: newLeg }),
  ...["addParticipant", "blindTransfer"].map(adding),
  fc.record({ type: fc.constant("dial"), agentId: anyAgent, agentLegId: newLeg, legId: newLeg, to }),
  fc.record({ type: fc.constant("sendDigits"), agentId, legId: leg, digitsId: fc.constant("digits-1") }),
  fc.record({ type: fc.constant("swap"), agentId, holdLegId: leg, resumeLegId: leg }),
) as fc.Arbitrary<CommandWords>;

/** Which of the pending requests a fact names; beyond their number: none. */
const naming = fc.nat({ max: 4 });
const legFact = (type: string) => fc.record({ type: fc.constant(type), legId: leg });
const plainFact = (type: string) => fc.record({ type: fc.constant(type) });

const fact = fc.oneof(
  ...["legRinging", "legConnected", "legConnected", "legHeld", "legResumed"].map(legFact),
  ...["legMuted", "legUnmuted", "legBargedIn"].map(legFact),
  fc.record({ type: fc.constant("legEnded"), legId: leg, reason }),
  fc.record({ type: fc.constant("legEnded"), legId: leg, reason, audio: fc.constant({ input: null, output: null }) }),
  ...["recordingStarted", "recordingPaused", "recordingResumed", "legsMerged"].map(plainFact),
  fc.record({ type: fc.constant("legsSwapped"), heldLegId: leg, resumedLegId: leg }),
  plainFact("digitsSent"),
  fc.record({ type: fc.constant("requestRefused"), code: fc.constant("telephony.refused") }),
  fc.record({ type: fc.constant("voiceCallCreated"), legId: leg, voiceCallId: fc.constant("0LQ-9") }),
  fc.record({ type: fc.constant("voiceCallNotCreated"), legId: leg, code: fc.constant("voice-api.down") }),
  fc.record({ type: fc.constant("agentChosen"), agentId: anyAgent, legId: newLeg }),
  fc.record({
    type: fc.constant("callArrived"),
    legId: newLeg,
    partyId: fc.constant("party-7"),
    queueId: fc.constant(null),
    recording: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("callbackRequested"),
    legId: newLeg,
    partyId: fc.constant("party-6"),
    previousCallId: fc.constant(null),
    queueId: fc.constant(null),
    forAgentId: fc.option(anyAgent),
  }),
);

const agentCommand = fc.oneof(
  fc.record({
    type: fc.constant("setPresence"),
    agentId: anyAgent,
    presence: fc.constantFrom(online, online, busy, offline),
    side: fc.constantFrom("Salesforce", "telephony"),
    enqueue: fc.boolean(),
  }),
  fc.record({ type: fc.constant("setCapacity"), agentId: anyAgent, capacity: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ type: fc.constant("takeLease"), agentId: anyAgent, sessionId: fc.constantFrom("one", "two") }),
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
  const { type } = words as FactWords;
  const pending = Object.keys(story.situation.call?.pending ?? {});
  // Choosing an agent is the server's own decision: its request is new, whatever is pending.
  const answered = type === "agentChosen" ? null : (pending[index] ?? null);
  const needed = ["digitsSent", "requestRefused", "agentChosen"].includes(type);
  const named = { ...resolve(story, words), requestId: answered ?? (needed ? story.newId() : null) };
  return { callId: story.callId, at: story.now, ...named } as Fact;
}

/** What a telephony system that does as it is told says to a request. */
function obediently(story: Story, index: number): Fact | null {
  const pending = Object.values(story.situation.call?.pending ?? {});
  const asked = pending[index % Math.max(1, pending.length)];
  if (asked === undefined) return null;
  const { request, requestId } = asked;
  const said = answers[request.type];
  const words =
    request.type === "swap"
      ? { heldLegId: request.holdLegId, resumedLegId: request.resumeLegId }
      : { ...("legId" in request ? { legId: request.legId } : {}), reason: "hungUp" };
  return { callId: story.callId, at: story.now, requestId, type: said, ...words } as Fact;
}

const answers: Readonly<Record<TelephonyRequest["type"], Fact["type"]>> = {
  ringAgent: "legRinging",
  dial: "legRinging",
  addParticipant: "legRinging",
  blindTransfer: "legRinging",
  supervise: "legConnected",
  answer: "legConnected",
  hangUp: "legEnded",
  hold: "legHeld",
  resume: "legResumed",
  mute: "legMuted",
  unmute: "legUnmuted",
  startRecording: "recordingStarted",
  pauseRecording: "recordingPaused",
  resumeRecording: "recordingResumed",
  sendDigits: "digitsSent",
  swap: "legsSwapped",
  merge: "legsMerged",
  bargeIn: "legBargedIn",
};

const tell = (story: Story, remembered: Remembered, told: Fact): void => {
  remembered.facts.push(told);
  story.observes(told);
};

const say = command.map((words) => {
  return new Message(JSON.stringify(words), (story) => void story.wants(resolve(story, words)));
});
const obey = fc.nat({ max: 4 }).map((index) => {
  return new Message(`obey ${index}`, (story, remembered) => {
    const told = obediently(story, index);
    if (told !== null) tell(story, remembered, told);
  });
});
const happen = fc.tuple(fact, naming).map(([words, index]) => {
  return new Message(JSON.stringify([words, index]), (story, remembered) => {
    tell(story, remembered, withRequest(story, words, index));
  });
});
/** Said, but not heard yet: it comes later, or never. */
const delay = fc.tuple(fact, naming).map(([words, index]) => {
  return new Message(`late ${JSON.stringify([words, index])}`, (story, remembered) => {
    remembered.facts.push(withRequest(story, words, index));
  });
});
const repeat = fc.nat({ max: 5 }).map((back) => {
  return new Message(`again ${back}`, (story, remembered) => {
    const told = remembered.facts[remembered.facts.length - 1 - back];
    if (told !== undefined) story.observes(told);
  });
});
const wait = fc.constantFrom(100, 2_500, 11_000, 25_000).map((ms) => {
  return new Message(`wait ${ms}`, (story) => void story.wait(ms));
});
const ofAgent = agentCommand.map((words) => {
  return new Message(JSON.stringify(words), (story) => void story.command(words));
});

/** fast-check picks evenly: who stands here twice comes twice as often. */
const messages: fc.Arbitrary<Act>[] = [say, say, say, obey, obey, happen, happen, delay, repeat, wait, ofAgent];

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
export function tryRandomRuns(
  settings: StorySettings,
  numRuns: number,
  seed?: number,
  watch: (step: Step) => void = checkStep,
): void {
  const watched = { ...settings, watch };
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
