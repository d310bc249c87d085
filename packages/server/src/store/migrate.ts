import { createHash } from "node:crypto";
import { migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/index.ts";
import type { Session } from "./session.ts";
import { StoreError } from "./store-error.ts";

/** Any number that no other program on the database uses for an advisory lock. */
const LOCK = 7_330_122_001;

/** Inside one transaction: all that are missing, or none. Servers that start together wait for each other. */
export async function migrate(session: Session, wanted: readonly Migration[] = migrations): Promise<void> {
  await session.query("select pg_advisory_xact_lock($1::bigint)", [LOCK]);
  await session.script(`create table if not exists migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  const applied = await session.query<{ name: string; checksum: string }>("select name, checksum from migrations");
  refuseUnknown(applied, wanted);
  for (const migration of wanted) {
    const checksum = createHash("sha256").update(migration.sql).digest("hex");
    const known = applied.find((row) => row.name === migration.name);
    if (known === undefined) {
      await session.script(migration.sql);
      await session.query("insert into migrations (name, checksum) values ($1, $2)", [migration.name, checksum]);
    } else if (known.checksum !== checksum) {
      throw new StoreError(
        "store.migration-changed",
        `Migration ${migration.name} was applied to this database in another wording. Migrations are never edited: ` +
          "restore its text and add a new one.",
        { migration: migration.name },
      );
    }
  }
}

function refuseUnknown(applied: readonly { name: string }[], wanted: readonly Migration[]): void {
  const unknown = applied.find((row) => !wanted.some((migration) => migration.name === row.name));
  if (unknown === undefined) return;
  throw new StoreError(
    "store.newer-than-server",
    `The database holds migration ${unknown.name}, which this server does not know. Start the newer server.`,
    { migration: unknown.name },
  );
}
