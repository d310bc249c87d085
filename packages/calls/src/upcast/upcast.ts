import type { AgentEvent } from "../agent/events.ts";
import type { CallEvent } from "../call/events.ts";

/** An event as it was stored, of any release. */
export interface StoredEvent {
  readonly type: string;
  readonly v: number;
  readonly at: number;
}

/** From version n of one event type to n + 1. Only ever added to: recorded logs of each release must fold. */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly up: (event: StoredEvent) => StoredEvent;
}

export const callUpcasters: readonly Upcaster[] = [];
export const agentUpcasters: readonly Upcaster[] = [];

/** The newest shape this release writes. */
const current = 1;

/** Brings a stored event to the shape that this release folds. Throws on one from a later release. */
export function upcast(stored: StoredEvent, upcasters: readonly Upcaster[], target: number = current): StoredEvent {
  let event = stored;
  while (event.v < target) {
    const step = upcasters.find((row) => row.type === event.type && row.from === event.v);
    if (step === undefined) throw new Error(`No upcaster for ${event.type} from version ${event.v}.`);
    event = step.up(event);
  }
  if (event.v > target) throw new Error(`${event.type} is of version ${event.v}; this release knows up to ${target}.`);
  return event;
}

export const upcastCallEvent = (stored: StoredEvent): CallEvent => upcast(stored, callUpcasters) as CallEvent;
export const upcastAgentEvent = (stored: StoredEvent): AgentEvent => upcast(stored, agentUpcasters) as AgentEvent;
