import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import * as prettier from "prettier";
import { inRepository } from "../repository.ts";
import { deriveFiles } from "./derive.ts";
import { readVendor } from "./vendor.ts";

/** `vendor:apply` writes what follows from config/vendor.json; with `--check` it only says what is stale and fails. */
const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [path, derived] of deriveFiles(await readVendor())) {
  const text = await formatted(path, derived);
  const present = await readFile(inRepository(path), "utf8").catch(() => null);
  if (present === text) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(inRepository(path)), { recursive: true });
  await writeFile(inRepository(path), text);
}
const said =
  stale.length === 0 ? "Everything follows from config/vendor.json.\n" : stale.map((path) => `${path}\n`).join("");
process.stdout.write(said);
if (check && stale.length > 0) {
  process.stderr.write("The files above no longer follow from config/vendor.json. Run: npm run vendor:apply\n");
  process.exitCode = 1;
}

/** As `npm run format` would leave it, so that the two never disagree. */
async function formatted(path: string, text: string): Promise<string> {
  const { ignored } = await prettier.getFileInfo(inRepository(path), { ignorePath: inRepository(".prettierignore") });
  if (ignored) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(inRepository(path))), filepath: inRepository(path) });
}
