import { open, readFile, rename } from "node:fs/promises";
import { applyChange, type Change } from "../calls/work.ts";
import type { Call } from "../calls/state.ts";
import type { Entry } from "./entries.ts";

/** Thrown when a line in the middle cannot be read: something other than a torn last write has happened. */
export class JournalDamaged extends Error {
  readonly code = "journal.damaged";
  constructor(path: string, line: number) {
    super(`${path}: line ${line} cannot be read. Move the file away to start empty, or restore it from a copy.`);
  }
}

/** All entries. A torn last line, left by a death in mid-write, was never acknowledged: it is left out. */
export async function readJournal(path: string): Promise<Entry[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line, index) => parse(path, line, index + 1));
}

function parse(path: string, line: string, number: number): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    throw new JournalDamaged(path, number);
  }
}

/** Calls that ended more than `keepMs` ago and owe nothing are left out, with the numbers and names they held. */
export function withoutFinished(entries: readonly Entry[], now: number, keepMs: number): Entry[] {
  const calls = new Map<string, Call | undefined>();
  const lastAt = new Map<string, number>();
  const owed = new Map<string, string>();
  for (const entry of entries) {
    if (entry.type === "delivered") owed.delete(entry.factId);
    if (entry.type === "changed") note(entry.change);
  }
  const owing = new Set(owed.values());
  const finished = (callId: string) =>
    !owing.has(callId) && isOver(calls.get(callId)) && now - (lastAt.get(callId) ?? 0) > keepMs;
  const dropped = new Set<string>();
  return entries.filter((entry) => {
    if (entry.type !== "changed") return !dropped.has(entry.factId);
    if (!finished(entry.change.callId)) return true;
    for (const fact of entry.change.facts) dropped.add(fact.factId);
    return false;
  });

  function note(change: Change): void {
    calls.set(change.callId, applyChange(calls.get(change.callId), change));
    for (const fact of change.facts) {
      owed.set(fact.factId, change.callId);
      lastAt.set(change.callId, fact.at);
    }
  }
}

const isOver = (call: Call | undefined): boolean => !call || call.legs.every((leg) => leg.state === "ended");

/** Written beside the old file and renamed over it, so that a death in between loses nothing. */
export async function rewriteJournal(path: string, entries: readonly Entry[]): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, "w");
  await file.writeFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""), "utf8");
  await file.sync();
  await file.close();
  await rename(next, path);
}
