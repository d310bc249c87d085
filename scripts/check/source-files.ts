import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inRepository } from "../repository.ts";

const skipped = new Set(["node_modules", "dist", "coverage"]);

/** Paths in the repository of the files under folders whose path fits. */
export async function filesUnder(folders: readonly string[], wanted: RegExp): Promise<string[]> {
  const walk = async (folder: string): Promise<string[]> => {
    const entries = await readdir(inRepository(folder), { withFileTypes: true });
    const found = await Promise.all(
      entries.map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(path);
        return wanted.test(path) ? [path] : [];
      }),
    );
    return found.flat();
  };
  return (await Promise.all(folders.map(walk))).flat();
}

/** The same with their texts. */
export async function sourcesUnder(folders: readonly string[], wanted: RegExp): Promise<Map<string, string>> {
  const paths = await filesUnder(folders, wanted);
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(inRepository(path), "utf8")] as const)),
  );
}
