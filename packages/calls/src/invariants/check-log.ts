import type { CallEvent } from "../call/events.ts";

interface History {
  readonly broken: string[];
  readonly added: Map<string, string>;
  readonly ended: Set<string>;
  readonly connected: Set<string>;
  readonly working: Set<string>;
  readonly offered: Set<string>;
  readonly requested: Set<string>;
  readonly settled: Set<string>;
  readonly finalUpdates: Set<string>;
  recording: "off" | "recording" | "paused";
  over: boolean;
}

type EventOf<T extends CallEvent["type"]> = Extract<CallEvent, { type: T }>;
type Reader<T extends CallEvent["type"]> = (past: History, event: EventOf<T>) => string | false;

/** What may never happen in the course of a call. Each reader says what went wrong, or false. */
const readers: { readonly [T in CallEvent["type"]]?: Reader<T> } = {
  legAdded: (past, { legId, vendorCallKey }) => {
    if (past.added.has(legId)) return `leg ${legId} is added once`;
    past.added.set(legId, vendorCallKey);
    return false;
  },
  legConnected: (past, { legId }) => past.ended.has(legId) && `leg ${legId} does not connect after its end`,
  legEnded: (past, { legId }) => twice(past.ended, legId) && `leg ${legId} ends once`,
  legMeasured: (past, { legId }) => !past.ended.has(legId) && `leg ${legId} is measured when it has ended`,
  offered: (past, { agentId }) => twice(past.offered, agentId) && `${agentId} has one open offer at most`,
  offerEnded: (past, { agentId }) => !past.offered.delete(agentId) && `an offer to ${agentId} ends once`,
  agentConnected: (past, { agentId }) => {
    past.connected.add(agentId);
    return past.offered.has(agentId) && `${agentId} is connected only when the offer is over`;
  },
  afterConversationWorkStarted: (past, { agentId }) => {
    if (!past.connected.delete(agentId)) return `${agentId} has after conversation work only after being connected`;
    past.working.add(agentId);
    return false;
  },
  wrappedUp: (past, { agentId }) => !past.working.delete(agentId) && `${agentId} wraps up what was begun, once`,
  requested: (past, { requestId }) => twice(past.requested, requestId) && `request ${requestId} is made once`,
  requestAnswered: settle,
  requestRefused: settle,
  requestExpired: settle,
  recordingStarted: (past) => turn(past, ["off"], "recording"),
  recordingPaused: (past) => turn(past, ["recording"], "paused"),
  recordingResumed: (past) => turn(past, ["paused"], "recording"),
  recordingStopped: (past) => turn(past, ["recording", "paused"], "off"),
  finalUpdateOwed: (past, { legId }) => {
    if (!past.ended.has(legId)) return `the final update of ${legId} comes after its end`;
    return twice(past.finalUpdates, legId) && `the final update of ${legId} is owed once`;
  },
  callEnded: (past) => {
    if (past.over) return "a call ends once";
    past.over = true;
    const owners = [...past.added].filter(([legId, key]) => legId === key).map(([legId]) => legId);
    const forgotten = owners.filter((legId) => !past.finalUpdates.has(legId));
    return forgotten.length > 0 && `the final update of ${forgotten.join()} is forgotten`;
  },
};

/** What may still come after the end: answers, late records, and facts that we keep without acting on them. */
const afterEnd: readonly CallEvent["type"][] = [
  "callEnded",
  "requested",
  "requestAnswered",
  "requestRefused",
  "requestExpired",
  "voiceCallCreated",
  "voiceCallNotCreated",
  "digitsSent",
  "factIgnored",
  "legMeasured",
];

function twice(seen: Set<string>, id: string): boolean {
  if (seen.has(id)) return true;
  seen.add(id);
  return false;
}

function settle(past: History, { requestId }: { readonly requestId: string }): string | false {
  if (!past.requested.has(requestId)) return `request ${requestId} is settled only after it was made`;
  return twice(past.settled, requestId) && `request ${requestId} is answered, refused or expired once`;
}

function turn(past: History, from: readonly History["recording"][], to: History["recording"]): string | false {
  const wrong = !from.includes(past.recording);
  const sentence = `recording goes from ${past.recording} to ${to}`;
  past.recording = to;
  return wrong && sentence;
}

/** The rules of a call's history, said apart from the tables. Returns the sentences that are not true. */
export function checkLog(events: readonly CallEvent[]): string[] {
  const past: History = {
    broken: [],
    added: new Map(),
    ended: new Set(),
    connected: new Set(),
    working: new Set(),
    offered: new Set(),
    requested: new Set(),
    settled: new Set(),
    finalUpdates: new Set(),
    recording: "off",
    over: false,
  };
  events.forEach((event, index) => {
    if ((index === 0) !== (event.type === "callStarted"))
      past.broken.push("a log begins with callStarted, and only once");
    if (past.over && !afterEnd.includes(event.type)) past.broken.push(`${event.type} comes after the end`);
    const read = readers[event.type] as Reader<CallEvent["type"]> | undefined;
    const wrong = read?.(past, event as never) ?? false;
    if (wrong !== false) past.broken.push(wrong);
  });
  return past.broken;
}
