import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const TICK_MS = 10;

/** Processor time that a process has used, in milliseconds; null where /proc does not tell. */
export function cpuTimeMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name, in brackets, may hold blanks: count from the last bracket. Fields 14 and 15 are user and system time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
