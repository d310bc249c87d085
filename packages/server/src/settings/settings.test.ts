import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSettings, unknownSettings } from "./read-settings.ts";
import { loadSecrets, secretFiles } from "./secrets.ts";
import { StartFault, startFaults } from "./start-fault.ts";
import { settingTable } from "./table.ts";

const doc = (name: string) => readFile(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
const faultOf = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    if (error instanceof StartFault) return error;
    throw error;
  }
  throw new Error("It started.");
};

describe("settings", () => {
  it("none are needed", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ PT_HOST: "127.0.0.1", PT_PORT: 8020, DATABASE_URL: null, PT_TRUST_PROXY: [] });
    expect(settings.PT_ALLOWED_ORIGINS).toContain("http://127.0.0.1:8030");
  });

  it("all faults are told together, each with what to do", async () => {
    const fault = await faultOf(() =>
      readSettings({
        PT_PORT: "80200",
        DATABASE_URL: "mysql://x",
        PT_ALLOWED_ORIGINS: "https://a.example/path",
        PT_SECRET_KEY: "short",
        PT_OPERATOR_CREDENTIAL: "short",
        PT_DEFAULT_CONTACT_CENTER: "one",
      }),
    );
    expect([fault.code, fault.exitCode]).toEqual(["settings.invalid", 78]);
    for (const name of [
      "PT_PORT",
      "DATABASE_URL",
      "PT_ALLOWED_ORIGINS",
      "PT_SECRET_KEY",
      "PT_OPERATOR_CREDENTIAL",
      "PT_DEFAULT_CONTACT_CENTER",
    ]) {
      const line = fault.message.split("\n").find((one) => one.includes(`${name}:`));
      expect(line, name).toContain(settingTable[name as keyof typeof settingTable].remedy);
    }
    expect(fault.message, "values may be secrets").not.toContain("short");
  });

  it("an empty variable is an absent one, and an unknown one is named", () => {
    expect(readSettings({ PT_PORT: " " }).PT_PORT).toBe(8020);
    expect(unknownSettings({ PT_PROT: "1", PT_PORT: "1", HOME: "x" })).toEqual(["PT_PROT"]);
  });

  it("docs/settings.md is this table", async () => {
    const rows = [...(await doc("settings.md")).matchAll(/^\| `(\w+)`\s*\| (.*?)\s*\| (.*?)\s*\|$/gm)];
    const documented = rows.map(([, name, fallback, meaning]) => [name, fallback, meaning]);
    const shown = (fallback: string | null) => (fallback === null ? "" : fallback === "" ? "empty" : `\`${fallback}\``);
    expect(documented).toEqual(
      Object.entries(settingTable).map(([name, row]) => [name, shown(row.fallback), row.meaning]),
    );
  });

  it("docs/errors.md lists every fault at start with its exit code", async () => {
    const [, atStart = ""] = (await doc("errors.md")).split("## At start");
    const rows = [...atStart.matchAll(/^\| `([\w.-]+)`\s*\| (\d+)\s*\| (.*?)\s*\|$/gm)].map(
      ([, code, exit, sentence]) => [code, Number(exit), sentence],
    );
    const plain = (sentence: string) => sentence.replaceAll("{", "<").replaceAll("}", ">");
    expect(rows).toEqual(Object.entries(startFaults).map(([code, row]) => [code, row.exitCode, plain(row.sentence)]));
  });
});

describe("secrets", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "pt-secrets-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it("are made once, unique to the installation, readable by the owner only", async () => {
    const settings = readSettings({ PT_DATA_DIR: join(dir, "one") });
    const [first, second] = await Promise.all([loadSecrets(settings), loadSecrets(settings)]);
    expect(second, "two servers that start at once agree").toEqual(first);
    expect(new Set([first.management, first.operator, first.telephony, first.webhook]).size).toBe(4);
    expect(first.secretKey.length).toBe(32);
    for (const file of Object.values(secretFiles)) {
      expect((await stat(join(dir, "one", file))).mode & 0o777, file).toBe(0o600);
    }
    const other = await loadSecrets(readSettings({ PT_DATA_DIR: join(dir, "two") }));
    expect(other.webhook).not.toBe(first.webhook);
  });

  it("a variable comes before the file", async () => {
    const given = "given-by-the-operator-123456";
    const secrets = await loadSecrets(readSettings({ PT_DATA_DIR: join(dir, "one"), PT_WEBHOOK_SECRET: given }));
    expect(secrets.webhook).toBe(given);
  });

  it("a damaged file and a folder that is none are named", async () => {
    await writeFile(join(dir, "one", "secret-key"), "damaged");
    const damaged = await faultOf(() => loadSecrets(readSettings({ PT_DATA_DIR: join(dir, "one") })));
    expect([damaged.code, damaged.message]).toEqual(["settings.secret-file", expect.stringContaining("secret-key")]);
    await writeFile(join(dir, "file"), "");
    const noFolder = await faultOf(() => loadSecrets(readSettings({ PT_DATA_DIR: join(dir, "file", "x") })));
    expect([noFolder.code, noFolder.exitCode]).toEqual(["settings.data-dir", 73]);
  });
});
