import type { Queryable } from "./database.ts";

/** A connection inside a transaction; `script` runs several statements at once, for migrations only. */
export interface Session extends Queryable {
  script(sql: string): Promise<void>;
}
