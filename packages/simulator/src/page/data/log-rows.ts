import type { CallLogData } from "./backend.ts";
import { participantLabels, sentenceCase } from "./words.ts";

export interface LogRow {
  readonly version: number;
  readonly time: string;
  readonly instant: string;
  readonly type: string;
  readonly label: string;
  /** Whom it is about and why, where the event says so. */
  readonly subject: string;
  readonly details: string;
}

/** Lines of a call's log for people, newest first. Times in the browser's zone, with milliseconds. */
export function logRows(log: CallLogData): LogRow[] {
  const participants = participantsIn(log);
  return log.events
    .map(({ version, at, type, traceparent, event }) => ({
      version,
      time: clock(at),
      instant: new Date(at).toISOString(),
      type,
      label: sentenceCase(type),
      subject: subjectOf(event, participants),
      details: JSON.stringify(traceparent ? { ...event, traceparent } : event, null, 2),
    }))
    .sort((a, b) => b.version - a.version);
}

function clock(at: number): string {
  const date = new Date(at);
  const two = (value: number, width = 2) => String(value).padStart(width, "0");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((value) => two(value)).join(":");
  return `${time}.${two(date.getMilliseconds(), 3)}`;
}

/** The log says whose leg it is once, when the leg is added. */
function participantsIn(log: CallLogData): Map<unknown, string> {
  const added = log.events.filter(({ type }) => type === "legAdded");
  const labels: Readonly<Record<string, string>> = participantLabels;
  return new Map(added.map(({ event }) => [event["legId"], labels[String(event["participantType"])] ?? ""]));
}

function subjectOf(event: Readonly<Record<string, unknown>>, participants: Map<unknown, string>): string {
  const { legId, reason, code, request } = event as {
    legId?: unknown;
    reason?: unknown;
    code?: unknown;
    request?: { type?: unknown };
  };
  const why = [reason, code, request?.type].find((word) => typeof word === "string") as string | undefined;
  return [participants.get(legId), why && sentenceCase(why).toLowerCase()].filter(Boolean).join(", ");
}
