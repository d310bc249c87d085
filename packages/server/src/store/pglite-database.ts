import { PGlite } from "@electric-sql/pglite";
import type { Transaction } from "@electric-sql/pglite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database, Queryable } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import type { Session } from "./session.ts";

/**
 * PostgreSQL inside this process, its files under `dataDir`. Outlives the death of the process (WAL), not a power cut: PGlite
 * does not fsync. @throws {StoreError} `store.in-use`.
 */
export async function openPgliteDatabase(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: join(dataDir, "pglite") });
    const database = new PgliteDatabase(pglite, () => lock.release());
    await pglite.transaction((tx) => migrate(sessionOf(tx)));
    return database;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function sessionOf(tx: Transaction): Session {
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await tx.query<Row>(text, [...values])).rows,
    script: async (sql) => {
      await tx.exec(sql);
    },
  };
}

class PgliteDatabase implements Database {
  readonly kind = "pglite";
  readonly #pglite: PGlite;
  readonly #release: () => void;

  constructor(pglite: PGlite, release: () => void) {
    this.#pglite = pglite;
    this.#release = release;
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pglite.query<Row>(text, [...values])).rows;
  }

  /** One connection: transactions run one after the other and never conflict. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#pglite.transaction((tx) => work(sessionOf(tx)));
  }

  listen(channel: string, onNews: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#pglite.listen(channel, onNews);
  }

  async close(): Promise<void> {
    if (this.#pglite.closed) return;
    await this.#pglite.close();
    this.#release();
  }
}
