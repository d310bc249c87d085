import type { CallView, FarEndAct } from "@partner-telephony/api";
import type { SwitchCallData } from "./backend.ts";
import { duration, kindLabels, legStateLabels, participantLabels, phaseLabels, type LegData } from "./words.ts";

export interface ActRow {
  readonly key: string;
  readonly label: string;
  /** Names the call as well, for those who hear buttons out of context. */
  readonly description: string;
  readonly legId: string;
  readonly act: FarEndAct;
  readonly destructive: boolean;
}

export interface LegRow {
  readonly legId: string;
  readonly participant: string;
  readonly who: string;
  readonly state: string;
  readonly notes: string;
  readonly acts: readonly ActRow[];
}

export interface CallRow {
  readonly callId: string;
  readonly title: string;
  /** What kind of call, as far as the server has said, and the number where the title is a name. */
  readonly about: string;
  readonly state: string;
  /** SLDS badge theme. */
  readonly badgeClass: string;
  readonly duration: string;
  readonly startedAt: number;
  /** Something the person should know about how far the call has come. */
  readonly note: string;
  readonly legs: readonly LegRow[];
  /** Who is connected and can be heard. */
  readonly speakers: readonly LegData["participantType"][];
}

/** Calls as switch and server have them, newest first. Either may be missing: null when it did not answer. */
export function activeCalls(
  atSwitch: readonly SwitchCallData[] | null,
  atServer: readonly CallView[] | null,
  now: number,
): CallRow[] {
  const views = new Map((atServer ?? []).map((view) => [view.callId, view]));
  const known = new Set((atSwitch ?? []).map((call) => call.callId));
  const rows = (atSwitch ?? []).map((call) => rowOf(call, views.get(call.callId) ?? null, atServer !== null, now));
  const serverOnly = (atServer ?? []).filter((view) => !known.has(view.callId) && view.phase !== "ended");
  return [...rows, ...serverOnly.map((view) => rowOfView(view, atSwitch !== null, now))].sort(
    (a, b) => b.startedAt - a.startedAt,
  );
}

function rowOf(call: SwitchCallData, view: CallView | null, serverAnswers: boolean, now: number): CallRow {
  const names = new Map(view?.participants.map((participant) => [participant.legId, participant.name]) ?? []);
  const caller = call.legs.find((leg) => leg.participantType === "Initial_Caller") ?? call.legs[0];
  const number = caller?.number ?? "Number unknown";
  const title = (caller && names.get(caller.legId)) || number;
  return {
    ...heading(call, title, number, view, now),
    ...stateOf(view?.phase ?? phaseAtSwitch(call.legs)),
    note: !view && serverAnswers ? "The integration server does not have this call yet." : "",
    legs: call.legs.map((leg) => legRow(leg, names.get(leg.legId) ?? null, call.legs, title)),
    speakers: [...new Set(call.legs.flatMap((leg) => (leg.state === "connected" ? [leg.participantType] : [])))],
  };
}

/** A call that the switch no longer has: its legs are over, or the switch does not answer. */
function rowOfView(view: CallView, switchAnswers: boolean, now: number): CallRow {
  const caller = view.participants.find((participant) => participant.participantType === "Initial_Caller");
  const number = caller?.phoneNumber ?? "Number unknown";
  return {
    ...heading(view, caller?.name || number, number, view, now),
    ...stateOf(view.phase),
    note: switchAnswers || isOver(view) ? noteOf(view) : "",
    legs: view.participants.map((participant) => ({
      legId: participant.legId,
      participant: participantLabels[participant.participantType],
      who: participant.name ?? participant.phoneNumber ?? "",
      state: isToDial(view) ? "Not dialed yet" : legStateLabels[participant.state],
      notes: "",
      acts: [],
    })),
    speakers: [],
  };
}

const isOver = ({ phase }: CallView): boolean => phase === "afterConversationWork";

/** Nobody has accepted the callback. */
const isToDial = ({ callType, phase, participants }: CallView): boolean =>
  callType === "Callback" &&
  phase !== "afterConversationWork" &&
  !participants.some(({ state }) => state === "connected");

/** Why the switch has no legs of it. */
function noteOf(view: CallView): string {
  if (isOver(view)) return "The call is over; the agent still works on it.";
  return isToDial(view)
    ? "It waits for an agent to accept; the customer is dialed then."
    : "The switch no longer has it.";
}

type Begun = Pick<SwitchCallData, "callId" | "startedAt">;
function heading({ callId, startedAt }: Begun, title: string, number: string, view: CallView | null, now: number) {
  const kind = view === null ? "" : kindLabels[view.callType];
  const about = [kind, number === title ? "" : number].filter(Boolean).join(" · ");
  return { callId, title, about, startedAt, duration: duration(now - startedAt) };
}

const themes: Partial<Record<CallView["phase"], string>> = {
  waiting: "slds-badge slds-theme_warning",
  ringing: "slds-badge slds-theme_warning",
  connected: "slds-badge slds-theme_success",
};
const stateOf = (phase: CallView["phase"]) => ({
  state: phaseLabels[phase],
  badgeClass: themes[phase] ?? "slds-badge",
});

function phaseAtSwitch(legs: readonly LegData[]): CallView["phase"] {
  const talking = legs.filter((leg) => leg.state === "connected" && leg.participantType !== "Supervisor");
  if (talking.length >= 2) return "connected";
  const rings = legs.some((leg) => leg.state === "ringing" && leg.participantType !== "Initial_Caller");
  return rings || talking.length > 0 ? "ringing" : "waiting";
}

function legRow(leg: LegData, name: string | null, all: readonly LegData[], title: string): LegRow {
  const notes = [leg.held && "On hold", leg.muted && "Muted"].filter(Boolean).join(", ");
  return {
    legId: leg.legId,
    participant: participantLabels[leg.participantType],
    who: name ?? leg.number ?? "",
    state: legStateLabels[leg.state],
    notes,
    acts: actsOf(leg, all, title),
  };
}

interface Act {
  readonly key: string;
  readonly does: string;
  readonly act: FarEndAct;
  /** Whose doing it is, where it is not the participant's. */
  readonly whose?: string;
}
const acts: readonly Act[] = [
  { key: "answer", does: "answers", act: { type: "answer" } },
  { key: "busy", does: "is busy", act: { type: "refuse", reason: "busy" } },
  { key: "noAnswer", does: "does not answer", act: { type: "refuse", reason: "noAnswer" } },
  { key: "notReachable", does: "cannot be reached", act: { type: "refuse", reason: "notReachable" } },
  {
    key: "numberUnknown",
    whose: "Number",
    does: "does not exist",
    act: { type: "refuse", reason: "numberUnknown" },
  },
];
const hangUp: Act = { key: "hangUp", does: "hangs up", act: { type: "hangUp" } };

/** What the person at the far end can do now. Agents act in the console, not here. */
function actsOf(leg: LegData, all: readonly LegData[], title: string): ActRow[] {
  if (leg.state === "ended" || leg.participantType === "Agent" || leg.participantType === "Supervisor") return [];
  const wasCalled =
    leg.participantType === "Third_Party" ||
    all.some((other) => other.participantType === "Agent" && other.state === "connected");
  const canDo = leg.state === "ringing" && wasCalled ? acts : [hangUp];
  return canDo.map(({ key, does, act, whose = participantLabels[leg.participantType] }) => {
    const label = `${whose} ${does}`;
    const description = `${label}: ${title}`;
    return { key: `${leg.legId} ${key}`, label, description, legId: leg.legId, act, destructive: key !== "answer" };
  });
}
