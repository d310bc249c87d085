import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPracticeOrg, type PracticeOrg } from "../testing/practice-org.ts";

describe("Trusted URLs", () => {
  let org: PracticeOrg;
  let pages: string;
  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), "local-org-trusted-"));
    writeFileSync(join(pages, "index.html"), "<!doctype html><title>Console</title>");
    org = await startPracticeOrg({ consoleFolder: pages });
  });
  afterAll(async () => {
    await org.close();
    rmSync(pages, { recursive: true });
  });

  const put = (name: string, body: object) => org.ask("PUT", `/setup/trusted-urls/${name}`, body);
  const mediaSources = async () => {
    const policy = (await org.ask("GET", "/")).headers.get("content-security-policy") ?? "";
    return /media-src ([^;]*)/.exec(policy)?.[1];
  };

  it("say where a page may load audio from; without one, from nowhere else", async () => {
    expect(await mediaSources()).toBe("'self' blob:");
    await put("Recordings", { url: "https://recordings.example.com/", directives: ["media-src"] });
    await put("Fonts", { url: "https://fonts.example.com", directives: ["font-src"] });
    await put("Old", { url: "https://old.example.com", directives: ["media-src"], isActive: false });
    expect(await mediaSources()).toBe("'self' blob: https://recordings.example.com");
  });

  it("are changed by name and removed", async () => {
    await put("Recordings", { url: "https://*.example.com", directives: ["media-src", "connect-src"] });
    expect(await mediaSources()).toBe("'self' blob: https://*.example.com");
    const { trustedUrls } = (await org.ask("GET", "/setup/trusted-urls")).body as { trustedUrls: { name: string }[] };
    expect(trustedUrls.filter(({ name }) => name === "Recordings")).toHaveLength(1);
    expect((await org.ask("DELETE", "/setup/trusted-urls/Recordings")).status).toBe(200);
    expect(await mediaSources()).toBe("'self' blob:");
    expect((await org.ask("DELETE", "/setup/trusted-urls/Recordings")).status).toBe(404);
  });

  it("are part of the org: a reset of its calls leaves them", async () => {
    await put("Recordings", { url: "https://recordings.example.com", directives: ["media-src"] });
    await org.ask("POST", "/stand-in/reset");
    expect(await mediaSources()).toContain("https://recordings.example.com");
  });

  it.each([
    [{ url: "http://recordings.example.com", directives: ["media-src"] }, "url"],
    [{ url: "https://recordings.example.com/path", directives: ["media-src"] }, "url"],
    [{ url: "https://user@recordings.example.com", directives: ["media-src"] }, "url"],
    [{ url: "https://x.example; script-src *", directives: ["media-src"] }, "url"],
    [{ url: "recordings.example.com", directives: ["media-src"] }, "url"],
    [{ url: "https://recordings.example.com", directives: [] }, "directives"],
    [{ url: "https://recordings.example.com", directives: ["script-src"] }, "directives.0"],
  ])("are refused with the field at fault: %j", async (body, path) => {
    const answer = await put("Bad", body);
    expect(answer.status).toBe(400);
    expect(answer.body.fields[0].path).toBe(path);
  });
});
