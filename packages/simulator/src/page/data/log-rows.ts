import type { CallLogData } from "./backend.ts";
import { sentenceCase } from "./words.ts";

export interface LogRow {
  readonly version: number;
  readonly time: string;
  readonly instant: string;
  readonly type: string;
  readonly label: string;
  readonly details: string;
}

/** Lines of a call's log for people, newest first. Times in the browser's zone, with milliseconds. */
export function logRows(log: CallLogData): LogRow[] {
  return log.events
    .map(({ version, at, type, traceparent, event }) => ({
      version,
      time: clock(at),
      instant: new Date(at).toISOString(),
      type,
      label: sentenceCase(type),
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
