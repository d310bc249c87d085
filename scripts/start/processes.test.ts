import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startProcess } from "./processes.ts";

const SERVES = `
  import { createServer } from "node:http";
  createServer((_, response) => response.end("ok")).listen(Number(process.env.PORT), "127.0.0.1");
`;

describe("a process of npm start", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pt-process-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const plan = async (script: string, port = 1) => {
    const path = join(folder, "main.mjs");
    await writeFile(path, script);
    return { name: "practice", script: path, env: { PORT: String(port) }, healthUrl: `http://127.0.0.1:${port}/` };
  };

  it("that ends while it starts is named with its last words", async () => {
    const dies = await plan('console.error("settings.invalid: PT_X"); process.exit(78);');
    await expect(startProcess(dies, folder)).rejects.toThrow(
      /practice did not start: it ended with code 78\.\n {2}settings\.invalid: PT_X/,
    );
  });

  it("that is killed while it starts is not waited for", async () => {
    await expect(startProcess(await plan("process.kill(process.pid, 'SIGKILL');"), folder)).rejects.toThrow(
      "ended by SIGKILL",
    );
  });

  it("is given up when the person gives up", async () => {
    const giveUp = AbortSignal.abort(new Error("Stopped before everything was up."));
    await expect(startProcess(await plan("setInterval(() => {}, 1000);"), folder, giveUp)).rejects.toThrow(
      "Stopped before",
    );
  });

  it("ends with its starter, however that one went", async () => {
    const child = await plan(SERVES, 49_871);
    const starter = join(folder, "starter.mts");
    await writeFile(
      starter,
      `import { startProcess } from ${JSON.stringify(new URL("./processes.ts", import.meta.url).href)};
       const running = await startProcess(${JSON.stringify(child)}, ${JSON.stringify(folder)});
       process.stdout.write(String(running.child.pid));
       setInterval(() => {}, 1000);`,
    );
    const process_ = spawn(process.execPath, ["--import", "tsx", starter], { stdio: ["ignore", "pipe", "inherit"] });
    const [pid] = (await once(process_.stdout, "data")) as [Buffer];
    process_.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(Number(pid.toString()), 0)).toThrow("ESRCH"), { timeout: 10_000 });
  }, 30_000);
});
