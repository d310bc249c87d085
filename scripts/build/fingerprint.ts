import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { inRepository } from "../repository.ts";

/** One hash over names and contents of files and folders: the same sources give the same hash on any machine. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) {
    for (const file of await filesUnder(path))
      hash
        .update(file)
        .update("\0")
        .update(await readFile(inRepository(file)));
  }
  return hash.digest("hex");
}

async function filesUnder(path: string): Promise<string[]> {
  const info = await stat(inRepository(path)).catch(() => null);
  if (!info) return [];
  if (!info.isDirectory()) return [path];
  const names = (await readdir(inRepository(path))).sort();
  return (await Promise.all(names.map((name) => filesUnder(join(path, name))))).flat();
}
