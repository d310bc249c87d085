import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "local-org-main-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

function run(port: string, data = folder): Run {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { PATH: process.env["PATH"], PT_LOCAL_ORG_PORT: port, PT_LOCAL_ORG_DATA_DIR: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (part: string) => (text += part));
  return { child, output: () => text, ended: once(child, "exit").then(([code]) => code as number | null) };
}

async function origin(process: Run): Promise<string> {
  for (;;) {
    const found = /http:\/\/localhost:\d+/.exec(process.output())?.[0];
    if (found !== undefined) return found;
    await Promise.race([
      once(process.child.stdout!, "data"),
      process.ended.then(() => Promise.reject(new Error(process.output()))),
    ]);
  }
}

it("starts, answers, and ends with 0 on SIGTERM although a page listens to its changes", async () => {
  const first = run("0");
  const address = await origin(first);
  expect((await fetch(`${address}/health`)).status).toBe(200);
  const listening = await fetch(`${address}/console/changes?user=ada@northwind.example`);
  expect(listening.headers.get("content-type")).toContain("text/event-stream");
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
});

it("on a taken port, or on the data of another, ends with 1 and says what to do", async () => {
  const first = run("0");
  const { port } = new URL(await origin(first));
  const samePort = run(port, join(folder, "other"));
  expect(await samePort.ended).toBe(1);
  expect(samePort.output()).toMatch(new RegExp(`port.in-use: Port ${port} is taken.*PT_LOCAL_ORG_PORT`));
  const sameData = run("0");
  expect(await sameData.ended).toBe(1);
  expect(sameData.output()).toMatch(/store.in-use: Process \d+ uses .*PT_LOCAL_ORG_DATA_DIR/);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
});

it("killed with SIGKILL, starts again on the same data", async () => {
  const first = run("0");
  await origin(first);
  first.child.kill("SIGKILL");
  await first.ended;
  const second = run("0");
  expect((await fetch(`${await origin(second)}/health`)).status).toBe(200);
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
});
