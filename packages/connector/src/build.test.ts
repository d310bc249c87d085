import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConnector } from "../build.ts";

let out: string;
const read = (path: string) => readFile(join(out, path), "utf8");
/** kB, minified. The library alone is 69. */
const LARGEST_KB = 120;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "connector-build-"));
  await Promise.all([
    buildConnector("local", join(out, "local")),
    buildConnector("production", join(out, "production")),
  ]);
});
afterAll(() => rm(out, { recursive: true }));

describe("the built pages", () => {
  it("accept a local console in a local build only", async () => {
    const trace = "partner-telephony.lightning.localhost";
    expect(await read("local/connector/connector.js")).toContain(trace);
    expect(await read("production/connector/connector.js")).not.toContain(trace);
  });

  it.each(["connector/index.html", "login/index.html"])(
    "hold no inline script or style, so a strict CSP fits: %s",
    async (page) => {
      const html = await read(`production/${page}`);
      expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son[a-z]+=/);
      for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) await read(`production/${page}/../${file}`);
    },
  );

  it("evaluate no text as code and stay small", async () => {
    const script = await read("production/connector/connector.js");
    const login = await read("production/login/login.js");
    expect((script.length + login.length) / 1024).toBeLessThan(LARGEST_KB);
    expect(login).not.toMatch(/\beval\(|new Function|innerHTML/);
  });

  it("load the worker that the page names", async () => {
    expect(await read("production/connector/connector.js")).toContain("timer-worker.js");
    expect(await read("production/connector/timer-worker.js")).toContain("setTimeout");
  });
});
