import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** One `npm start` per folder: two would write each other's addresses. A lock whose holder is gone is taken over. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "start.lock");
  const holder = Number(await readFile(path, "utf8").catch(() => ""));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new Error(
      `npm start runs already on ${folder} (process ${holder}). End it, or start on another folder: PT_HOME=<folder> npm start\n` +
        `If process ${holder} is something else, delete ${path}.`,
    );
  }
  await writeFile(path, String(process.pid));
  return () => rm(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
