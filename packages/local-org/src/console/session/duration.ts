/** `m:ss`, with hours from one hour on. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** A record's time as the reader's browser writes it; empty without one. */
export function dateTime(iso: string | null): string {
  return iso === null ? "" : new Date(iso).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" });
}
