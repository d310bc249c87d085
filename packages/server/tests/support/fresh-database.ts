import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import type { Location } from "../../src/store/open-database.ts";

export type Kind = "pglite" | "postgresql";

export interface FreshDatabase {
  readonly database: Database;
  readonly location: Location;
  /** A second connection to the same data, as another server process would have: PostgreSQL only. */
  another(): Promise<Database>;
  remove(): Promise<void>;
}

/** An empty, migrated database of its own. */
export async function freshDatabase(kind: Kind): Promise<FreshDatabase> {
  const place = kind === "pglite" ? await pgliteFolder() : await postgresDatabase();
  const opened = [await openDatabase(place.location)];
  return {
    database: opened[0]!,
    location: place.location,
    async another() {
      const database = await openDatabase(place.location);
      opened.push(database);
      return database;
    },
    async remove() {
      for (const database of opened) await database.close();
      await place.remove();
    },
  };
}

interface Place {
  readonly location: Location;
  remove(): Promise<void>;
}

async function pgliteFolder(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "pt-pglite-"));
  await cp(inject("pgliteTemplate"), folder, { recursive: true });
  return { location: { dataDir: folder }, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function postgresDatabase(): Promise<Place> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = inject("postgresUrl");
  await onServer(server, `create database ${name}`);
  return {
    location: { url: `${server}/${name}`, poolSize: 8 },
    remove: () => onServer(server, `drop database ${name} with (force)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
