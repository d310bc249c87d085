import type { Database } from "./database.ts";
import { openPgDatabase } from "./pg-database.ts";
import { openPgliteDatabase } from "./pglite-database.ts";

export type Location =
  | { readonly dataDir: string }
  | { readonly url: string; readonly poolSize?: number; readonly onLost?: (error: Error) => void };

/** Opens and migrates. `dataDir`: PGlite, one process. `url`: PostgreSQL 15 or later, any number of processes. */
export function openDatabase(location: Location): Promise<Database> {
  return "dataDir" in location ? openPgliteDatabase(location.dataDir) : openPgDatabase(location);
}
