import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpSchema } from "../../tests/support/dump-schema.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import type { Queryable } from "./database.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { openDatabase } from "./open-database.ts";
import type { Session } from "./session.ts";

const schemaFile = new URL("../../../../docs/schema.sql", import.meta.url);
const sessionOf = (tx: Queryable): Session => ({
  query: tx.query,
  script: async (sql) => {
    await tx.query(sql);
  },
});

describe.each<Kind>(["pglite", "postgresql"])("migrations on %s", (kind) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  afterAll(() => fresh.remove());

  it("are all applied once, and again change nothing", async () => {
    await fresh.database.transaction((tx) => migrate(sessionOf(tx)));
    const rows = await fresh.database.query<{ name: string }>("select name from migrations order by name");
    expect(rows.map((row) => row.name)).toEqual(migrations.map(({ name }) => name).sort());
  });

  it("make the schema that docs/schema.sql shows (UPDATE_SCHEMA=1 writes it)", async () => {
    const schema = await dumpSchema(fresh.database);
    if (process.env["UPDATE_SCHEMA"] === "1" && kind === "postgresql") await writeFile(schemaFile, schema);
    expect(schema).toBe(await readFile(schemaFile, "utf8"));
  });

  it("refuse a migration that was edited after it was applied", async () => {
    const edited = migrations.map((migration, index) =>
      index === 0 ? { ...migration, sql: `${migration.sql} -- edited` } : migration,
    );
    const migrating = fresh.database.transaction((tx) => migrate(sessionOf(tx), edited));
    await expect(migrating).rejects.toMatchObject({ code: "store.migration-changed" });
  });

  it("refuse a database that a newer server has migrated", async () => {
    const migrating = fresh.database.transaction((tx) => migrate(sessionOf(tx), migrations.slice(0, -1)));
    await expect(migrating).rejects.toMatchObject({ code: "store.newer-than-server" });
  });
});

it("migrates once when several servers start at the same moment on an empty database", async () => {
  const fresh = await freshDatabase("postgresql");
  try {
    await fresh.database.query("drop schema public cascade");
    await fresh.database.query("create schema public");
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(fresh.location)));
    for (const database of opened) await database.close();
    const rows = await fresh.database.query("select name from migrations");
    expect(rows).toHaveLength(migrations.length);
  } finally {
    await fresh.remove();
  }
});
