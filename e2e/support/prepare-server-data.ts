import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../../scripts/repository.ts";
import { startProcess } from "../../scripts/start/processes.ts";
import { freePorts } from "./free-ports.ts";

/** Where the product of a worker finds server data to start from; absent: it makes its own. */
export const SERVER_DATA = "PT_TEST_SERVER_DATA";

/**
 * Data of a server that has started once, for the products of all workers to copy: making the embedded database costs more
 * than all the rest of their start. Nobody has been provisioned in it.
 */
export default async function prepareServerData(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "pt-server-data-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const data = join(folder, "server");
  try {
    await startOnce(data, join(folder, "logs"));
  } catch (error) {
    await remove();
    throw error;
  }
  process.env[SERVER_DATA] = data;
  return async () => {
    delete process.env[SERVER_DATA];
    await remove();
  };
}

async function startOnce(data: string, logs: string): Promise<void> {
  const { server: port } = await freePorts();
  const server = await startProcess(
    {
      name: "server",
      script: inRepository("packages/server/dist/process/main.js"),
      env: { PT_PORT: String(port), PT_DATA_DIR: data },
      healthUrl: `http://127.0.0.1:${port}/v1/health`,
    },
    logs,
  );
  await server.stop();
}
