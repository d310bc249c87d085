import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "./folder-lock.ts";

describe("one npm start per folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pt-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("refuses a second one with the holder's process and what to do", async () => {
    await writeFile(join(folder, "start.lock"), String(process.ppid));
    await expect(lockFolder(folder)).rejects.toThrow(
      `(process ${process.ppid}). End it, or start on another folder: PT_HOME=`,
    );
  });

  it("takes over from one that was killed, and leaves nothing behind when it ends", async () => {
    const gone = spawnSync(process.execPath, ["--version"]).pid;
    await writeFile(join(folder, "start.lock"), String(gone));
    const unlock = await lockFolder(folder);
    expect(await readFile(join(folder, "start.lock"), "utf8")).toBe(String(process.pid));
    await unlock();
    await expect(readFile(join(folder, "start.lock"))).rejects.toThrow("ENOENT");
  });
});
