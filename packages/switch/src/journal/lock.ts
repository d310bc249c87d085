import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

export class DataDirInUse extends Error {
  readonly code = "store.in-use";
  constructor(dataDir: string, pid: number) {
    super(`${dataDir} is used by process ${pid}. Stop that one, or set PT_SWITCH_DATA_DIR to another folder.`);
  }
}

/** One switch per data folder. A lock whose process is gone is taken over. Answers how to give it back. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, "lock");
  for (;;) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const pid = await holderOf(path);
      if (pid !== null && isAlive(pid)) throw new DataDirInUse(dataDir, pid);
      await rm(path, { force: true });
    }
  }
}

async function holderOf(path: string): Promise<number | null> {
  const pid = Number(await readFile(path, "utf8").catch(() => ""));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function isAlive(pid: number): boolean {
  // The same pid again: a container restarted us under the number that we had before.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
