/** What we need of a database: PostgreSQL 15's dialect, by PGlite or by a server. One file per SQL statement calls it. */
export interface Queryable {
  /** Rows with column names in snake_case as the statement gives them; `jsonb` parsed, `timestamptz` as Date, `bigint` as number. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface TransactionOptions {
  /** A statement that waits longer for somebody's lock fails with what `isLockTimeout` knows. Absent: it waits. */
  readonly lockTimeoutMs?: number;
}

export const isLockTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "55P03";

export interface Database extends Queryable {
  readonly kind: "pglite" | "postgresql";
  /**
   * One transaction, READ COMMITTED. Serialization failures and deadlocks are tried again by the adapter, so `work` may run more
   * than once and must have no other effect.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** NOTIFY only says "news"; whoever listens also polls slowly. Answers how to stop. */
  listen(channel: string, onNews: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
