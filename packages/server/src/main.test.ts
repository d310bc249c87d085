import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../tests/support/eventually.ts";
import { VERSION } from "./version.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

interface Started {
  readonly child: ChildProcess;
  out: string;
  err: string;
}

describe("the process", () => {
  let dir = "";
  const started: Started[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "pt-main-"));
    for (const name of ["data", "other"]) await cp(inject("pgliteTemplate"), join(dir, name), { recursive: true });
  });
  afterAll(async () => {
    for (const { child } of started) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await rm(dir, { recursive: true, force: true });
  });

  const start = (env: Record<string, string>): Started => {
    const child = spawn(process.execPath, ["--import", "tsx", MAIN], {
      env: { PATH: process.env["PATH"] ?? "", PT_DATA_DIR: join(dir, "data"), ...env },
    });
    const one: Started = { child, out: "", err: "" };
    child.stdout.on("data", (text) => (one.out += String(text)));
    child.stderr.on("data", (text) => (one.err += String(text)));
    started.push(one);
    return one;
  };
  const ended = async ({ child }: Started) =>
    child.exitCode === null ? ((await once(child, "exit"))[0] as number) : child.exitCode;
  const ready = (one: Started) =>
    eventually(
      () => /Server ready at (\S+)/.exec(one.out)?.[1] ?? one.err,
      (text) => text !== "",
      40_000,
    );

  it("says when it is ready, refuses a second one on its data, and ends at SIGTERM", { timeout: 120_000 }, async () => {
    const first = start({ PT_PORT: "0" });
    const url = await ready(first);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    const second = start({ PT_PORT: "0" });
    expect(await ended(second)).toBe(78);
    expect(second.err).toMatch(
      /^store\.in-use: Another server is using the data in .*data\. Stop that one, or set PT_DATA_DIR/,
    );
    first.child.kill("SIGTERM");
    expect(await ended(first)).toBe(0);
    await expect(fetch(`${url}/v1/health`)).rejects.toThrow();
    const again = start({ PT_PORT: "0" });
    expect(await ready(again), "its data are free again").toMatch(/^http/);
    again.child.kill("SIGINT");
    expect(await ended(again)).toBe(0);
  });

  it("names a taken port and what to do", { timeout: 90_000 }, async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const one = start({ PT_PORT: String(port), PT_DATA_DIR: join(dir, "other") });
    expect(await ended(one)).toBe(78);
    expect(one.err.trim()).toBe(
      `port.in-use: Port ${port} on 127.0.0.1 is taken by another process. Stop that one, or set PT_PORT to a free port.`,
    );
    other.close();
  });

  it("lists what is wrong with its settings", { timeout: 90_000 }, async () => {
    const one = start({ PT_PORT: "many", PT_LOG_LEVEL: "loud" });
    expect(await ended(one)).toBe(78);
    expect(one.err).toMatch(/settings\.invalid[\s\S]*PT_PORT[\s\S]*PT_LOG_LEVEL/);
  });

  it("knows its version", async () => {
    const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
    expect((JSON.parse(text) as { version: string }).version).toBe(VERSION);
  });
});
