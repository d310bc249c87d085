import type { LogEntry } from "../core/log.ts";

/**
 * The library's log holds names, numbers and whole calls in clear. Of each of its lines only time, level and event type
 * are kept; ours hold ids and codes from the start.
 * @param libraryLines `time|level|source|json` as the library keeps them
 */
export function redactedLog(libraryLines: readonly string[], own: readonly LogEntry[]): string {
  const theirs = libraryLines.map(redactLine).filter((line) => line !== null);
  const ours = own.map(
    ({ at, level, code, fields }) =>
      `${new Date(at).toISOString()}|${level}|CONNECTOR|${code} ${JSON.stringify(fields)}`,
  );
  return [...theirs, ...ours]
    .sort()
    .map((line) => `${line}\n`)
    .join("");
}

const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|(INFO|ERROR)\|(SYSTEM|PARTNER)\|/;

function redactLine(line: string): string | null {
  const head = LINE.exec(line);
  if (head === null) return null;
  const event = /"eventType":"([A-Z_]{1,60})"/.exec(line)?.[1] ?? "-";
  return `${head[1]}|${head[2]}|${head[3]}|${event}`;
}
