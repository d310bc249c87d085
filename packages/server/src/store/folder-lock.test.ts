import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEngineProcess } from "../../tests/support/start-engine-process.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import { lockFolder } from "./folder-lock.ts";
import { openDatabase } from "./open-database.ts";
import { thisProcess } from "./process-identity.ts";

const nowhere = "http://127.0.0.1:1";

describe("the lock of a data folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pt-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const locksHeld = (): string[] => readdirSync(join(folder, "locks"));

  it("is refused while it is held, in the same process too, and free again after release", () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(
      expect.objectContaining({ code: "store.in-use", fields: expect.objectContaining({ pid: process.pid }) }),
    );
    lock.release();
    lockFolder(folder).release();
    expect(locksHeld()).toEqual(["lock-2"]);
  });

  it("is taken over from a process that is dead, even when another process has got its pid", () => {
    const stale = { ...thisProcess(), startedAt: "some other start", released: false };
    lockFolder(folder).release();
    writeFileSync(join(folder, "locks", "lock-7"), JSON.stringify(stale));
    lockFolder(folder).release();
    expect(locksHeld()).toEqual(["lock-8"]);
  });

  it("is not taken over from another host, where nobody can look whether the process lives", () => {
    lockFolder(folder).release();
    const elsewhere = { host: `not-${hostname()}`, pid: 1, startedAt: "then", released: false };
    writeFileSync(join(folder, "locks", "lock-7"), JSON.stringify(elsewhere));
    expect(() => lockFolder(folder)).toThrow(/delete .*lock-7/);
  });

  it("says which file to delete when the lock cannot be read", () => {
    lockFolder(folder).release();
    writeFileSync(join(folder, "locks", "lock-7"), "{");
    expect(() => lockFolder(folder)).toThrow(/lock-7 cannot be read/);
  });
});

describe("a second server on the same folder", () => {
  it("is refused with the pid of the first and what to do, and may start once the first has been killed", async () => {
    const fresh = await freshDatabase("pglite");
    await fresh.database.close();
    const first = await startEngineProcess(fresh.location, nowhere);
    expect(first).toMatchObject({ ready: true });
    try {
      await expect(openDatabase(fresh.location)).rejects.toMatchObject({
        code: "store.in-use",
        fields: { pid: first.pid },
        message: expect.stringContaining("PT_DATA_DIR"),
      });
      const second = await startEngineProcess(fresh.location, nowhere);
      expect(second).toMatchObject({ ready: false, code: "store.in-use" });
      await second.kill();
    } finally {
      await first.kill();
    }
    const after = await openDatabase(fresh.location);
    expect(await after.query("select 1 as one")).toEqual([{ one: 1 }]);
    await after.close();
    await fresh.remove();
    expect("dataDir" in fresh.location && existsSync(fresh.location.dataDir)).toBe(false);
  }, 60_000);

  it("never lets two of many starters in, whatever the first has left behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pt-lock-"));
    const held = Array.from({ length: 20 }, () => {
      try {
        return lockFolder(folder);
      } catch {
        return null;
      }
    });
    expect(held.filter((lock) => lock !== null)).toHaveLength(1);
    rmSync(folder, { recursive: true, force: true });
  });
});
