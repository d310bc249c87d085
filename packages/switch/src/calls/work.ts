import type { MessageBody } from "@partner-telephony/api";
import { addLeg, applyFact } from "./apply-fact.ts";
import type { Told } from "./told.ts";
import { openCall, type Call, type FactDraft, type NewLeg, type Opening } from "./state.ts";

/** What one request or one act changes. Journaled as one line: all of it holds, or none. */
export interface Change {
  readonly callId: string;
  readonly opening: Opening | null;
  readonly legs: readonly NewLeg[];
  readonly facts: readonly Told[];
  /** What components on agents' pages have said; missing in older journals. */
  readonly received?: readonly Received[];
}

/** A message that has come. */
export interface Received extends MessageBody {
  readonly at: number;
}

/** A call being worked on: every fact that is said shows in `call` at once. */
export interface Work {
  readonly call: () => Call;
  /** When it happens, epoch milliseconds. */
  readonly at: number;
  readonly add: (leg: NewLeg) => void;
  readonly say: (fact: FactDraft) => void;
  /** Words that were just spoken on this leg. */
  readonly hear: (legId: string, text: string) => void;
  readonly message: (body: MessageBody["body"]) => void;
  readonly receive: (message: MessageBody) => void;
  readonly change: () => Change;
}

export interface Edge {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** UUIDv4. */
  readonly newId: () => string;
}

export function workOn(start: Call | Opening, edge: Edge): Work {
  const opening = "legs" in start ? null : start;
  let call = "legs" in start ? start : openCall(start);
  const at = edge.now();
  const legs: NewLeg[] = [];
  const facts: Told[] = [];
  const received: Received[] = [];
  const tell = (told: Told): void => {
    facts.push(told);
    call = applyFact(call, told);
  };
  return {
    call: () => call,
    at,
    add(leg) {
      legs.push(leg);
      call = addLeg(call, leg);
    },
    say(draft) {
      tell({ ...draft, factId: edge.newId(), callId: call.callId, at } as Told);
    },
    hear(legId, text) {
      const { callId } = call;
      tell({ type: "utterance", factId: edge.newId(), callId, at, legId, text, startedAt: at, endedAt: at });
    },
    message(body) {
      tell({ type: "message", factId: edge.newId(), callId: call.callId, at, body });
    },
    receive: (message) => void received.push({ ...message, at }),
    change: () => ({ callId: call.callId, opening, legs, facts, ...(received.length > 0 && { received }) }),
  };
}

/** The call after a change. Used for the live state and, after a restart, for the journal. */
export function applyChange(call: Call | undefined, change: Change): Call | undefined {
  const start = call ?? (change.opening && openCall(change.opening));
  if (!start) return undefined;
  return change.facts.reduce(applyFact, change.legs.reduce(addLeg, start));
}
