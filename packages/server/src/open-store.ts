import { resolve } from "node:path";
import { StartFault, startFaults, type StartFaultCode } from "./settings/start-fault.ts";
import type { Settings } from "./settings/table.ts";
import type { Database } from "./store/database.ts";
import { openDatabase } from "./store/open-database.ts";

/** @throws StartFault `store.…`, with what to do */
export async function openStore(settings: Settings, onLost: (error: Error) => void): Promise<Database> {
  const dir = resolve(settings.PT_DATA_DIR);
  const url = settings.DATABASE_URL;
  try {
    return await openDatabase(url === null ? { dataDir: dir } : { url, onLost });
  } catch (error) {
    const code = String((error as { code?: unknown }).code ?? "");
    const known = code.startsWith("store.") && code in startFaults;
    const fallback = url === null ? "store.unusable-folder" : "store.unreachable";
    const fault = known ? (code as StartFaultCode) : fallback;
    throw new StartFault(
      fault,
      { dir, reason: known ? (error as Error).message : code || (error as Error).name },
      error,
    );
  }
}
