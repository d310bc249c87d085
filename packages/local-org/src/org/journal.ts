import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { OrgFault } from "../http/fault.ts";

/** One written transaction, one line of the file. */
export interface JournalLine {
  changes: { table: string; id: string; record: unknown }[]; // record null: deleted
}

export interface Journal {
  append(line: JournalLine): void;
  close(): void;
}

const FILE = "journal.jsonl";
const LOCK = "lock";

/**
 * Opens the data folder, hands every kept line to `replay`, and locks the folder for this process.
 * A line is handed to the operating system before it counts, so it outlives this process, not a power loss.
 * A torn last line (killed while writing) is cut off; damage anywhere else is refused: `store.damaged`.
 */
export function openJournal(folder: string, replay: (line: JournalLine) => void, snapshot: () => JournalLine): Journal {
  mkdirSync(folder, { recursive: true });
  lock(join(folder, LOCK));
  const path = join(folder, FILE);
  try {
    if (existsSync(path)) readLines(path, replay);
    rewrite(path, snapshot());
    const file = openSync(path, "a");
    return {
      append: (line) => writeAll(file, `${JSON.stringify(line)}\n`),
      close: () => {
        closeSync(file);
        unlock(join(folder, LOCK));
      },
    };
  } catch (error) {
    unlock(join(folder, LOCK));
    throw error;
  }
}

function readLines(path: string, replay: (line: JournalLine) => void): void {
  const bytes = readFileSync(path);
  let start = 0;
  for (let number = 1; start < bytes.length; number += 1) {
    const end = bytes.indexOf(10, start);
    if (end === -1) return; // torn; the rewrite below leaves it out
    let line: JournalLine;
    try {
      line = JSON.parse(bytes.toString("utf8", start, end)) as JournalLine;
    } catch {
      throw new OrgFault(
        "store.damaged",
        `Line ${number} of ${path} is not readable. Move the file away to start empty.`,
      );
    }
    replay(line);
    start = end + 1;
  }
}

/** One line instead of the whole history, so that the file does not grow from start to start. */
function rewrite(path: string, snapshot: JournalLine): void {
  const next = `${path}.next`;
  const file = openSync(next, "w");
  writeAll(file, snapshot.changes.length === 0 ? "" : `${JSON.stringify(snapshot)}\n`);
  closeSync(file);
  renameSync(next, path);
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function lock(path: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, "wx");
      writeAll(file, String(process.pid));
      closeSync(file);
      heldHere.add(path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(path, "utf8"));
      if (holder === process.pid ? heldHere.has(path) : isAlive(holder)) {
        throw new OrgFault(
          "store.in-use",
          `Process ${holder} uses ${path.slice(0, -LOCK.length - 1)} already. Stop it, or set PT_LOCAL_ORG_DATA_DIR to another folder.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
}

function unlock(path: string): void {
  rmSync(path, { force: true });
  heldHere.delete(path);
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A lock that names our own id is ours only if this process wrote it: ids are used again after a restart. */
const heldHere = new Set<string>();
