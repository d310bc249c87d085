import type { CallCommand } from "../command.ts";
import type { Fact } from "../fact.ts";
import type { TelephonyRequest } from "../request.ts";
import type { CallEvent } from "./events.ts";
import type { GuardName } from "./guards.ts";
import type { CallPhase, LegState } from "./state.ts";

/**
 * What a command makes happen at once, beside its request. Most commands have none: their fact makes it happen.
 * Each name is a function in call/effects.ts.
 */
export type EffectName = "startDialing" | "addLeg" | "endOffer" | "acceptCallback" | "supervise" | "wrapUp";

export interface CommandMove {
  readonly command: CallCommand["type"];
  /** The row counts only then; a row without it is the rest. */
  readonly when?: "callbackToDial";
  /** "none": the call must not exist yet. */
  readonly phases: readonly (CallPhase | "none")[];
  /** All must hold, in this order: the first that does not gives the refusal its code. */
  readonly guards: readonly GuardName[];
  readonly effect: EffectName | null;
  readonly request: TelephonyRequest["type"] | null;
}

const live: readonly CallPhase[] = ["waiting", "ringing", "connected"];
const talking: readonly CallPhase[] = ["ringing", "connected"];

/** What agents, supervisors and Salesforce may ask, and when. Of two rows for a command the first whose `when` is true counts. */
export const commandMoves: readonly CommandMove[] = [
  {
    command: "accept",
    phases: ["ringing"],
    when: "callbackToDial",
    guards: ["onCall", "isOffered"],
    effect: "acceptCallback",
    request: "dial",
  },
  {
    command: "accept",
    phases: talking,
    guards: ["onCall", "isOffered", "notAsked"],
    effect: null,
    request: "answer",
  },
  {
    command: "decline",
    phases: ["ringing"],
    when: "callbackToDial",
    guards: ["onCall", "isOffered"],
    effect: "endOffer",
    request: null,
  },
  { command: "decline", phases: talking, guards: ["onCall", "isOffered"], effect: "endOffer", request: "hangUp" },
  { command: "end", phases: talking, guards: ["onCall", "hasLeg", "notAsked"], effect: null, request: "hangUp" },
  {
    command: "dial",
    phases: ["none"],
    guards: ["agentOnline", "agentFree", "legsDiffer", "destinationAvailable"],
    effect: "startDialing",
    request: "dial",
  },
  {
    command: "hold",
    phases: ["connected"],
    guards: [
      "onCall",
      "inConversation",
      "targetKnown",
      "targetNotSelf",
      "targetTalks",
      "notMerged",
      "targetNotHeld",
      "notAsked",
    ],
    effect: null,
    request: "hold",
  },
  {
    command: "resume",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "targetKnown", "targetHeld", "notAsked"],
    effect: null,
    request: "resume",
  },
  {
    command: "mute",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "notMuted", "notAsked"],
    effect: null,
    request: "mute",
  },
  {
    command: "unmute",
    phases: ["ringing", "connected"],
    guards: ["onCall", "inConversation", "isMuted", "notAsked"],
    effect: null,
    request: "unmute",
  },
  {
    command: "pauseRecording",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "recordingRuns", "notAsked"],
    effect: null,
    request: "pauseRecording",
  },
  {
    command: "resumeRecording",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "recordingIsPaused", "notAsked"],
    effect: null,
    request: "resumeRecording",
  },
  {
    command: "sendDigits",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "targetKnown", "targetNotSelf", "targetTalks"],
    effect: null,
    request: "sendDigits",
  },
  {
    command: "addParticipant",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "legIsNew", "roomForParticipant", "destinationAvailable"],
    effect: "addLeg",
    request: "addParticipant",
  },
  {
    command: "blindTransfer",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "legIsNew", "roomForParticipant", "destinationAvailable"],
    effect: "addLeg",
    request: "blindTransfer",
  },
  {
    command: "removeParticipant",
    phases: ["ringing", "connected"],
    guards: ["onCall", "inConversation", "targetKnown", "targetNotSelf", "targetOpen", "notAsked"],
    effect: null,
    request: "hangUp",
  },
  {
    command: "swap",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "swapLegsKnown", "swapLegsFit", "notAsked"],
    effect: null,
    request: "swap",
  },
  {
    command: "merge",
    phases: ["connected"],
    guards: ["onCall", "inConversation", "notMerged", "enoughToMerge", "notAsked"],
    effect: null,
    request: "merge",
  },
  {
    command: "listenIn",
    phases: ["connected"],
    guards: ["notOnThisCall", "agentOnline", "agentIdle", "legIsNew", "agentToSupervise", "noOtherSupervisor"],
    effect: "supervise",
    request: "supervise",
  },
  {
    command: "bargeIn",
    phases: ["connected"],
    guards: ["supervises", "notBargedIn", "notAsked"],
    effect: null,
    request: "bargeIn",
  },
  { command: "stopSupervising", phases: live, guards: ["supervises", "notAsked"], effect: null, request: "hangUp" },
  {
    command: "wrapUp",
    phases: ["waiting", "ringing", "connected", "afterConversationWork"],
    guards: ["onCall", "inAfterConversationWork"],
    effect: "wrapUp",
    request: null,
  },
];

/** What must be true of the leg (or of the call) for a fact to fit. */
export type FitName =
  | "any"
  | "notAPlace"
  | "held"
  | "notHeld"
  | "muted"
  | "notMuted"
  | "listening"
  | "recordingOff"
  | "recordingOn"
  | "recordingPaused"
  | "swappable"
  | "mergeable";

export interface FactMove {
  readonly fact: Fact["type"];
  /** States of the named leg in which the fact fits; null: the fact names none. */
  readonly leg: readonly LegState[] | null;
  readonly fit: FitName;
  /** The event that says it in our log; null: it only answers a request. */
  readonly event: CallEvent["type"] | null;
  /** Requests that this fact answers, for the same leg where both name one, with or without their id. */
  readonly answers: readonly TelephonyRequest["type"][];
}

const rings = ["ringAgent", "dial", "addParticipant", "blindTransfer", "supervise"] as const;

/** What the telephony system may tell about an open call. Anything else is kept as `factIgnored`. */
export const factMoves: readonly FactMove[] = [
  { fact: "legRinging", leg: ["ringing"], fit: "any", event: null, answers: rings },
  { fact: "legConnected", leg: ["ringing"], fit: "notAPlace", event: "legConnected", answers: [...rings, "answer"] },
  {
    fact: "legEnded",
    leg: ["ringing", "connected"],
    fit: "any",
    event: "legEnded",
    answers: [...rings, "answer", "hangUp"],
  },
  { fact: "legHeld", leg: ["connected"], fit: "notHeld", event: "legHeld", answers: ["hold"] },
  { fact: "legResumed", leg: ["connected"], fit: "held", event: "legResumed", answers: ["resume"] },
  { fact: "legMuted", leg: ["connected"], fit: "notMuted", event: "legMuted", answers: ["mute"] },
  { fact: "legUnmuted", leg: ["connected"], fit: "muted", event: "legUnmuted", answers: ["unmute"] },
  { fact: "legBargedIn", leg: ["connected"], fit: "listening", event: "legBargedIn", answers: ["bargeIn"] },
  { fact: "recordingStarted", leg: null, fit: "recordingOff", event: "recordingStarted", answers: ["startRecording"] },
  { fact: "recordingPaused", leg: null, fit: "recordingOn", event: "recordingPaused", answers: ["pauseRecording"] },
  {
    fact: "recordingResumed",
    leg: null,
    fit: "recordingPaused",
    event: "recordingResumed",
    answers: ["resumeRecording"],
  },
  { fact: "legsSwapped", leg: null, fit: "swappable", event: "legsSwapped", answers: ["swap"] },
  { fact: "legsMerged", leg: null, fit: "mergeable", event: "legsMerged", answers: ["merge"] },
];

/** Where a leg goes: the target of each event, used by the fold. */
export interface LegMove {
  readonly on: "legConnected" | "legEnded";
  readonly from: readonly LegState[];
  readonly to: LegState;
}

export const legMoves: readonly LegMove[] = [
  { on: "legConnected", from: ["ringing"], to: "connected" },
  { on: "legEnded", from: ["ringing", "connected"], to: "ended" },
];
