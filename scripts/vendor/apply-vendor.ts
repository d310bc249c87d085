import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as prettier from "prettier";
import { repository } from "../repository.ts";
import { deriveFiles } from "./derive.ts";
import { fillPlaces, places } from "./places.ts";
import type { Vendor } from "./vendor.ts";

export interface ApplyOptions {
  /** False: only say what is stale. */
  readonly write: boolean;
  /** Another copy of this repository, for tests. */
  readonly root?: string;
}

/** Brings whole files and single places in line with the vendor. @returns the paths that were stale */
export async function applyVendor(vendor: Vendor, { write, root = repository }: ApplyOptions): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, derived] of await wanted(vendor, root)) {
    const text = await formatted(path, derived);
    if ((await readFile(join(root, path), "utf8").catch(() => null)) === text) continue;
    stale.push(path);
    if (!write) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return stale;
}

async function wanted(vendor: Vendor, root: string): Promise<Map<string, string>> {
  const files = deriveFiles(vendor);
  for (const path of new Set(places.map((place) => place.path)))
    files.set(path, fillPlaces(await readFile(join(root, path), "utf8"), path, vendor));
  return files;
}

/** As `npm run format` would leave it, so that the two never disagree. */
async function formatted(path: string, text: string): Promise<string> {
  const inTree = join(repository, path);
  const { ignored } = await prettier.getFileInfo(inTree, { ignorePath: join(repository, ".prettierignore") });
  if (ignored) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(inTree)), filepath: inTree });
}
