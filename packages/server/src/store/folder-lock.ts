import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, thisProcess } from "./process-identity.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { StoreError } from "./store-error.ts";

/*
 * One process on one folder. Node offers no flock, so the holder is named by pid and start time, in files `lock-<n>`; the
 * highest n holds. Deleting a stale file and making a new one would let two starters both win. Here a starter only ever
 * makes n + 1, by `link`, which is atomic, brings the whole content and fails when the name exists. Lower numbers are removed
 * by the holder alone, and a released lock stays as the highest file, so no number is given twice while somebody still counts.
 */
export interface FolderLock {
  release(): void;
}

type Holder = (ProcessIdentity & { readonly released: false }) | { readonly released: true };

/** @throws {StoreError} `store.in-use` when another living process holds the folder. */
export function lockFolder(folder: string): FolderLock {
  const locks = join(folder, "locks");
  mkdirSync(locks, { recursive: true });
  const mine = writeAside(locks, { ...thisProcess(), released: false });
  try {
    for (;;) {
      const highest = highestNumber(locks);
      const holder = highest === 0 ? null : readHolder(locks, highest);
      if (holder !== null && !holder.released && isAlive(holder)) throw inUse(folder, holder, fileOf(locks, highest));
      if (!linkAs(mine, fileOf(locks, highest + 1))) continue;
      if (highestNumber(locks) > highest + 1) {
        rmSync(fileOf(locks, highest + 1));
        continue;
      }
      removeBelow(locks, highest + 1);
      return { release: () => release(locks, highest + 1) };
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function release(locks: string, number: number): void {
  renameSync(writeAside(locks, { released: true }), fileOf(locks, number));
}

function writeAside(locks: string, holder: Holder): string {
  const path = join(locks, `aside-${randomUUID()}`);
  writeFileSync(path, JSON.stringify(holder), { mode: 0o600 });
  return path;
}

const fileOf = (locks: string, number: number): string => join(locks, `lock-${number}`);

function numbersIn(locks: string): number[] {
  return readdirSync(locks).flatMap((name) => {
    const match = /^lock-(\d+)$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}

const highestNumber = (locks: string): number => Math.max(0, ...numbersIn(locks));

/** Null when it has just been removed: somebody with a higher number is there. */
function readHolder(locks: string, number: number): Holder | null {
  try {
    return JSON.parse(readFileSync(fileOf(locks, number), "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new StoreError(
      "store.unusable-folder",
      `${fileOf(locks, number)} cannot be read. If no server runs on this folder, delete that file and start again.`,
    );
  }
}

function linkAs(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function removeBelow(locks: string, number: number): void {
  for (const lower of numbersIn(locks).filter((found) => found < number)) rmSync(fileOf(locks, lower), { force: true });
}

function inUse(folder: string, holder: ProcessIdentity, file: string): StoreError {
  const where = holder.host === thisProcess().host ? "" : ` on host ${holder.host}`;
  const advice =
    where === ""
      ? "Stop it, or give this one another folder (PT_DATA_DIR) or a PostgreSQL database (DATABASE_URL)."
      : `If that host no longer runs it, delete ${file}.`;
  return new StoreError("store.in-use", `Process ${holder.pid}${where} already runs on ${folder}. ${advice}`, {
    pid: holder.pid,
    host: holder.host,
    folder,
  });
}
