import type { z } from "zod";
import type { LegEndReason, ParticipantType, TelephonyFact } from "@partner-telephony/api";

export type ParticipantTypeName = z.infer<typeof ParticipantType>;
export type EndReason = z.infer<typeof LegEndReason>;

/** One line between the switch and somebody. */
export interface Leg {
  readonly legId: string;
  readonly participantType: ParticipantTypeName;
  /** `queue`: holds the place of an agent whom the server is still to choose. */
  readonly kind: "party" | "agent" | "queue";
  /** `in`: they called us. */
  readonly direction: "in" | "out";
  readonly number: string | null;
  /** Number that the far end sees; absent: the switch's own. */
  readonly callerId?: string;
  readonly state: "ringing" | "connected" | "ended";
  readonly held: boolean;
  readonly muted: boolean;
  readonly bargedIn: boolean;
  /** Epoch milliseconds; missing as long as nobody has answered. */
  readonly connectedAt?: number;
  /** How the line to this leg is; absent: good. */
  readonly line?: "good" | "poor";
  /** Leg that leaves once this one is connected (blind transfer). */
  readonly replacesLegId: string | null;
  /** Leg of the agent whom this supervisor listens to. */
  readonly supervisesLegId: string | null;
}

export type NewLeg = Pick<Leg, "legId" | "participantType" | "kind" | "direction" | "number"> &
  Partial<Pick<Leg, "replacesLegId" | "supervisesLegId" | "callerId" | "line">>;

export interface Call {
  readonly callId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** W3C trace context; goes with every fact of the call. */
  readonly traceparent: string;
  readonly recording: "off" | "recording" | "paused";
  readonly merged: boolean;
  readonly legs: readonly Leg[];
}

/** What a call begins with; everything after that is said by its facts. */
export type Opening = Pick<Call, "callId" | "startedAt" | "traceparent">;

export const openCall = (opening: Opening): Call => ({
  ...opening,
  endedAt: null,
  recording: "off",
  merged: false,
  legs: [],
});

export const legOf = (call: Call, legId: string): Leg | undefined => call.legs.find((leg) => leg.legId === legId);
export const isOpen = (leg: Leg): boolean => leg.state !== "ended";
/** Open legs that take part in the conversation, or are to: a supervisor only listens. */
export const openTalkers = (call: Call): Leg[] =>
  call.legs.filter((leg) => isOpen(leg) && leg.participantType !== "Supervisor");

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A fact before it has its id, its call and its instant. */
export type FactDraft = DistributiveOmit<TelephonyFact, "factId" | "callId" | "at">;
