import pg from "pg";
import type { Database, Queryable, TransactionOptions } from "./database.ts";
import { migrate } from "./migrate.ts";
import { createListener } from "./pg-listener.ts";
import type { Listener } from "./pg-listener.ts";
import type { Session } from "./session.ts";
import { StoreError } from "./store-error.ts";

/** Serialization failure and deadlock: PostgreSQL asks to try again. */
const TRY_AGAIN = new Set(["40001", "40P01"]);
const TRIES = 8;

export interface PgOptions {
  readonly url: string;
  /** Connections for queries; one more listens. */
  readonly poolSize?: number;
  /** Told of lost connections, which are replaced. */
  readonly onLost?: (error: Error) => void;
}

/** @throws {StoreError} `store.unreachable`, and those of the migrations. */
export async function openPgDatabase(options: PgOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: parserOf },
  });
  pool.on("error", (error) => options.onLost?.(error));
  const database = new PgDatabase(pool, createListener(options.url, options.onLost ?? (() => {})));
  try {
    await inTransaction(pool, migrate);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof StoreError || isSqlError(error)) throw error;
    throw new StoreError(
      "store.unreachable",
      `PostgreSQL could not be reached (${(error as Error).message}). Check DATABASE_URL and that the server runs.`,
    );
  }
}

const names = new Map<string, string>();

/** Parsed and planned once for each connection: our statements are few and never put together from parts. */
function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = names.get(text) ?? `pt${names.size}`;
  names.set(text, name);
  return { name, text, values: [...values] };
}

/** `bigint` as number, as PGlite gives it: no figure of ours comes near 2^53. */
function parserOf(oid: number, format?: "text" | "binary"): (value: never) => unknown {
  if (oid === pg.types.builtins.INT8) return (value: string) => Number(value);
  return pg.types.getTypeParser(oid, format as "text") as (value: never) => unknown;
}

const isSqlError = (error: unknown): boolean => error instanceof pg.DatabaseError;

async function inTransaction<T>(
  pool: pg.Pool,
  work: (session: Session) => Promise<T>,
  { lockTimeoutMs }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(
      lockTimeoutMs === undefined ? "begin" : `begin; set local lock_timeout = ${Math.round(lockTimeoutMs)}`,
    );
    const result = await work(sessionOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function sessionOf(client: pg.PoolClient): Session {
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row & pg.QueryResultRow>(prepared(text, values))).rows,
    script: async (sql) => {
      await client.query(sql);
    },
  };
}

class PgDatabase implements Database {
  readonly kind = "postgresql";
  readonly #pool: pg.Pool;
  readonly #listener: Listener;

  constructor(pool: pg.Pool, listener: Listener) {
    this.#pool = pool;
    this.#listener = listener;
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row & pg.QueryResultRow>(prepared(text, values))).rows;
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTransaction(this.#pool, work, options);
      } catch (error) {
        if (attempt === TRIES || !TRY_AGAIN.has((error as pg.DatabaseError).code ?? "")) throw error;
      }
    }
  }

  listen(channel: string, onNews: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#listener.listen(channel, onNews);
  }

  async close(): Promise<void> {
    if (this.#pool.ending) return;
    const ended = this.#pool.end();
    await this.#listener.close();
    await ended;
  }
}
