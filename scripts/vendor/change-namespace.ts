import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../repository.ts";
import { applyVendor } from "./apply-vendor.ts";
import { readVendor } from "./vendor.ts";

/**
 * Sets, changes or, with an empty text, removes the package's namespace everywhere it must stand.
 * @returns the paths that were changed, config/vendor.json first
 * @throws when it is no namespace; nothing has been changed then
 */
export async function changeNamespace(namespace: string, root = repository): Promise<string[]> {
  const path = join(root, "config/vendor.json");
  const before = await readFile(path, "utf8");
  const after = before.replace(/("namespace"\s*:\s*)"[^"]*"/, (_, key: string) => key + JSON.stringify(namespace));
  if (after !== before) await writeFile(path, after);
  try {
    const stale = await applyVendor(await readVendor(root), { write: true, root });
    return after === before ? stale : ["config/vendor.json", ...stale];
  } catch (error) {
    await writeFile(path, before);
    throw error;
  }
}
