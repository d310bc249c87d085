import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where each system looks for the folder of temporary files. */
const NAMES = ["TMPDIR", "TEMP", "TMP"];

/**
 * Temporary files of this process and of those that it starts from now on go into a folder of their own, so that a run
 * leaves nothing behind, whatever a test forgets or is killed over. Returns what removes it.
 */
export default async function useTemporaryFolder(): Promise<() => Promise<void>> {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  const folder = await mkdtemp(join(tmpdir(), "pt-tests-"));
  // As root PostgreSQL runs as a user of its own, who has to get through.
  await chmod(folder, 0o755);
  for (const name of NAMES) process.env[name] = folder;
  return async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    // Processes that were just ended may still write.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
