import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConnector, buildVisualforce } from "../build.ts";
import { SENTENCES } from "./core/connector-error.ts";
import { OWN } from "./login/login-texts.ts";
import { beside } from "./visualforce/beside.ts";

let out: string;
let libraries: string[];
const read = (path: string) => readFile(join(out, path), "utf8");
/** kB, minified. The library alone is 69. */
const LARGEST_KB = 125;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "connector-build-"));
  [libraries] = await Promise.all([
    buildVisualforce(join(out, "visualforce"), { serverUrl: "https://telephony.example.com" }),
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

describe("the static resource for Visualforce", () => {
  it.each(["connector.js", "login.js"])("is a classic script, which apex:includeScript can load: %s", async (file) => {
    const script = await read(`visualforce/${file}`);
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toContain("import.meta");
  });

  it("brings no code of others but Salesforce's library: another must be scanned for known faults first", () => {
    expect(libraries).toEqual(["@salesforce/scv-connector-base"]);
  });

  it("accepts no local console", async () => {
    expect(await read("visualforce/connector.js")).not.toContain("partner-telephony.lightning.localhost");
  });

  it("brings worker, style and settings beside the scripts", async () => {
    expect((await readdir(join(out, "visualforce"))).sort()).toEqual(
      ["connector.js", "login.css", "login.js", "settings.json", "timer-worker.js"].sort(),
    );
    expect(JSON.parse(await read("visualforce/settings.json"))).toEqual({ serverUrl: "https://telephony.example.com" });
  });

  it("finds its files beside the script, and says so where it cannot", () => {
    const src = "https://northwind--acme.vf.force.com/resource/1700000000000/acme__Connector/connector.js";
    expect(beside("settings.json", { src }).pathname).toBe("/resource/1700000000000/acme__Connector/settings.json");
    expect(() => beside("settings.json", null)).toThrow("apex:includeScript");
    expect(() => beside("settings.json", { src: "" })).toThrow("apex:includeScript");
  });
});

const main = (path: string) => readFile(new URL(`../../../force-app/main/${path}`, import.meta.url), "utf8");
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
/** In English. */
async function customLabels(): Promise<Map<string, string>> {
  const text = await main("provider/labels/CustomLabels.labels-meta.xml");
  const found = text.matchAll(/<fullName>(\w+)<\/fullName>[^]*?<value>([^]*?)<\/value>/g);
  return new Map([...found].map(([, name, value]) => [name!, oneLine(value!)]));
}

/** Refusals that a log-in can meet, of connector and server. */
const CODES = [
  "server.unreachable",
  "session.other-agent",
  "session.other-contact-center",
  "sessions.too-many-attempts",
  "sessions.wrong-proof",
  "settings.not-readable",
];
const errors = () => readFile(new URL("../../../docs/errors.md", import.meta.url), "utf8");

describe("the Visualforce log-in page", () => {
  it("has the form of the hosted one, so that one script serves both", async () => {
    const hosted = await readFile(new URL("./login/index.html", import.meta.url), "utf8");
    const labels = await customLabels();
    const page = (await main("connector-host/pages/PartnerTelephonyLogin.page"))
      .replace(/\sdata-[\w-]+="[^"]*"/g, "")
      .replace(/\{!\$Label\.(\w+)\}/g, (_, name: string) => labels.get(name)!);
    expect(formOf(page)).toBe(formOf(hosted));
  });

  it("brings every text of the page as a label, in English the same as the hosted page says", async () => {
    const labels = await customLabels();
    const page = await main("connector-host/pages/PartnerTelephonyLogin.page");
    const brought = new Map(
      [...page.matchAll(/data-([\w-]+)="\{!\$Label\.(\w+)\}"/g)].map(([, name, label]) => [name!, labels.get(label!)]),
    );
    const codes = new Map(CODES.map((code) => [code.replace(".", "-"), code]));
    expect([...brought.keys()].sort()).toEqual([...Object.keys(OWN), ...codes.keys()].sort());
    for (const [name, text] of Object.entries(OWN)) expect(brought.get(name)).toBe(text);
    for (const [name, code] of codes)
      if (Object.hasOwn(SENTENCES, code)) expect(brought.get(name)).toBe(SENTENCES[code as keyof typeof SENTENCES]);
      else expect(await errors()).toContain(`\`${code}\``);
  });
});

/** Visualforce is XML: `hidden` must be `hidden="hidden"`, and an empty element ends with a slash. */
const formOf = (text: string): string =>
  oneLine(/<main>[^]*<\/main>/.exec(text)![0].replace(/\b(hidden|novalidate|required)="\1"/g, "$1"))
    .replace(/\s>/g, ">")
    .replace(/<form\s+/, "<form ");
