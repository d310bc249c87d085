import { expect } from "vitest";
import type { CallCommand, CallPhase } from "../../src/index.ts";
import { callbackCall, connectedCall, offeredCall, waitingCall } from "../support/calls.ts";
import { type CommandWords, Story, type StorySettings } from "../support/story.ts";
import type { Promises } from "./promises.ts";

type Given = (settings: StorySettings) => Story;

const waitingCallback: Given = (settings) => {
  const story = callbackCall(settings);
  story.wants({ type: "decline", agentId: "a" });
  return story;
};
const wrappingUp: Given = (settings) => {
  const story = connectedCall(settings);
  story.hears({ type: "legEnded", legId: "caller", requestId: null, reason: "hungUp" });
  return story;
};
const ended: Given = (settings) => {
  const story = wrappingUp(settings);
  story.wants({ type: "wrapUp", agentId: "a" });
  return story;
};

const givens: readonly (readonly [CallPhase | "none", string, Given])[] = [
  ["none", "no call", (settings) => new Story(settings).hire("a").hire("b")],
  ["waiting", "a waiting call", waitingCall],
  ["waiting", "a waiting callback", waitingCallback],
  ["ringing", "a ringing call", offeredCall],
  ["connected", "a connected call", connectedCall],
  ["afterConversationWork", "a call in after conversation work", wrappingUp],
  ["ended", "an ended call", ended],
];

/** When each command may be asked at all: written down here once more, apart from the table. */
const mayBeAsked: Readonly<Record<CallCommand["type"], string>> = {
  accept: "ringing connected",
  decline: "ringing connected",
  end: "ringing connected",
  dial: "none",
  hold: "connected",
  resume: "connected",
  mute: "connected",
  unmute: "ringing connected",
  pauseRecording: "connected",
  resumeRecording: "connected",
  sendDigits: "connected",
  addParticipant: "connected",
  blindTransfer: "connected",
  removeParticipant: "ringing connected",
  swap: "connected",
  merge: "connected",
  listenIn: "connected",
  bargeIn: "connected",
  stopSupervising: "waiting ringing connected",
  wrapUp: "waiting ringing connected afterConversationWork",
};

/** Any words do: the phase is looked at before they are. */
const words = (type: CallCommand["type"]): CommandWords =>
  ({
    type,
    agentId: "a",
    legId: "x",
    agentLegId: "y",
    holdLegId: "x",
    resumeLegId: "y",
    to: { kind: "party", partyId: "p" },
    digitsId: "d",
    partyId: "p",
    previousCallId: null,
    queueId: null,
  }) as CommandWords;

function codeIn(phase: CallPhase | "none", type: CallCommand["type"]): string {
  if (phase === "none") return "call.unknown";
  if (mayBeAsked[type] === "none") return "call.already-exists";
  return phase === "ended" || phase === "afterConversationWork" ? "call.ended" : "call.wrong-state";
}

export const phases: Promises = Object.fromEntries(
  Object.entries(mayBeAsked).flatMap(([name, allowed]) =>
    givens
      .filter(([phase]) => !allowed.split(" ").includes(phase))
      .map(([phase, given, tell]) => {
        const type = name as CallCommand["type"];
        const code = codeIn(phase, type);
        const keeps = (settings: StorySettings): void => expect(tell(settings).wants(words(type))).toBe(code);
        return [`${type} with ${given} is ${code}`, keeps];
      }),
  ),
);
