import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** A pid alone is reused by the next process; with its start time it names one process for good. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: string;
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, startedAt: startTimeOf(process.pid) ?? "unknown" };
}

/** On another host we cannot look: it counts as alive, so that a shared folder is never opened twice. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.host !== hostname()) return true;
  return startTimeOf(identity.pid) === identity.startedAt;
}

/** Null when there is no such process. The text is only ever compared. */
function startTimeOf(pid: number): string | null {
  return process.platform === "linux" ? linuxStartTime(pid) : psStartTime(pid);
}

function linuxStartTime(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name, in brackets, may hold blanks and brackets: count from the last one. Field 22 is the start time, 3 the state.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const dead = fields[0] === "Z" || fields[0] === "X";
    return dead ? null : `${boot}/${fields[19]}`;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function psStartTime(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    // `ps` ends with 1 when it knows no such process.
    return null;
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ESRCH";
}
