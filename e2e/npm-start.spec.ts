import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import type { Ports } from "../scripts/start/ports.ts";
import { inRepository } from "../scripts/repository.ts";
import { freePorts } from "./support/free-ports.ts";
import { SERVER_DATA } from "./support/prepare-server-data.ts";

interface Terminal {
  readonly folder: string;
  readonly ports: Ports;
  readonly starter: ChildProcess;
  /** What stands in the terminal. */
  readonly text: () => string;
}

/** What `npm start` does once all is built, in a folder of its own. */
const test = base.extend<{ terminal: Terminal }>({
  terminal: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "pt-npm-start-"));
    await cp(process.env[SERVER_DATA]!, join(folder, "server"), { recursive: true });
    const ports = await freePorts();
    const script = join(folder, "start.mts");
    await writeFile(
      script,
      `import { runProduct } from ${JSON.stringify(inRepository("scripts/start/run-product.ts"))};
       const say = (line) => process.stdout.write(line + "\\n");
       process.exitCode = await runProduct({ ports: ${JSON.stringify(ports)}, strictOrigin: false, say });`,
    );
    const starter = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: inRepository("."),
      env: { ...process.env, PT_HOME: folder },
    });
    let text = "";
    for (const stream of [starter.stdout, starter.stderr]) stream.on("data", (data: Buffer) => (text += String(data)));
    await expect.poll(() => text, { timeout: 60_000 }).toContain("Ready in");
    await use({ folder, ports, starter, text: () => text });
    const gone = once(starter, "close");
    if (starter.exitCode === null && starter.kill("SIGINT")) await gone;
    await rm(folder, { recursive: true, force: true });
  },
});
test.setTimeout(180_000);

/** Kills the process of `npm start` that runs this package. */
function kill({ starter }: Terminal, packageName: string): void {
  const line = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((text) => text.trim().split(/\s+/))
    .find(([, parent, ...args]) => Number(parent) === starter.pid && args.join(" ").includes(`/${packageName}/dist/`));
  process.kill(Number(line![0]), "SIGKILL");
}

test("a developer whose processes are killed one by one reads that each runs again, and ends all with Ctrl-C", async ({
  terminal,
}) => {
  const { ports, starter, text } = terminal;
  for (const [name, packageName, health] of [
    ["server", "server", `http://127.0.0.1:${ports.server}/v1/health`],
    ["switch", "switch", `http://127.0.0.1:${ports.switch}/v1/health`],
    ["local-org", "local-org", `http://127.0.0.1:${ports.console}/health`],
    ["pages", "simulator", `http://127.0.0.1:${ports.pages}/health`],
  ] as const) {
    kill(terminal, packageName);
    await expect
      .poll(text, { timeout: 40_000 })
      .toContain(`The ${name} ended by itself (SIGKILL). Starting it again …\nThe ${name} runs again.`);
    expect((await fetch(health)).status, name).toBe(200);
  }
  starter.kill("SIGINT");
  const [code] = (await once(starter, "close")) as [number];
  expect(code).toBe(0);
  expect(text()).toContain("Stopping …");
});

test("a developer whose server does not fit its settings any more is told what to mend, and everything ends", async ({
  terminal,
}) => {
  const { folder, starter, text } = terminal;
  await writeFile(join(folder, "server/secret-key"), "no key");
  const closed = once(starter, "close");
  kill(terminal, "server");
  const [code] = (await closed) as [number];
  expect(code).toBe(78);
  expect(text()).toContain(
    "The server ended with code 78, which no new start mends:\n  settings.secret-file: The file",
  );
  expect(text()).toContain("logs/server.log");
});
