import { get } from "node:https";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OrgFault } from "./http/fault.ts";
import { startLocalOrg } from "./local-org.ts";
import { readSettings } from "./settings.ts";
import { makeCertificate } from "./testing/practice-org.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "local-org-settings-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
};
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof OrgFault)) throw error;
    return error.fields.map(({ path, message }) => `${path}: ${message}`);
  }
}

it("without any setting, the org of design.md: port 8010, four users, the practice vendor", () => {
  const settings = readSettings({ PATH: "/bin" });
  expect(settings.port).toBe(8010);
  expect(settings.definition.users).toHaveLength(4);
  expect(settings.vendorInfos[0]?.connectorUrl).toBe("http://127.0.0.1:8030/connector/");
});

it("takes the package's custom labels, each under its vendor's namespace", () => {
  const xml = `<?xml version="1.0"?>
    <CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">
      <labels><fullName>PhoneNoAnswer</fullName><value>The phone system did not answer.</value></labels>
    </CustomLabels>`;
  const labels = readSettings({ PT_LOCAL_ORG_LABELS: file("labels-good.xml", xml) }).customLabels;
  expect([...labels]).toEqual([["c.PhoneNoAnswer", "The phone system did not answer."]]);
});

it("all faults are told together, each with its setting", () => {
  const faults = faultsOf({
    PT_LOCAL_ORG_PORT: "eighty",
    PT_LOCAL_ORG_DEFINITION: file("definition.json", { organizationId: "123", users: [] }),
    PT_LOCAL_ORG_VENDORS: join(folder, "missing.json"),
    PT_LOCAL_ORG_LABELS: file("labels.xml", "<CustomLabels><labels></CustomLabels>"),
    PT_LOCAL_ORG_SCRT_URL: "http://127.0.0.1:8010/telephony",
    PT_LOCAL_ORG_TLS_KEY: "key.pem",
    PT_LOCAL_ORG_COLOUR: "blue",
  }).join("\n");
  for (const part of [
    "PT_LOCAL_ORG_PORT",
    "PT_LOCAL_ORG_DEFINITION.organizationId: must be an org id",
    "PT_LOCAL_ORG_DEFINITION.users",
    "PT_LOCAL_ORG_VENDORS: ",
    "PT_LOCAL_ORG_LABELS: line 1",
    "PT_LOCAL_ORG_SCRT_URL: must be an origin",
    "PT_LOCAL_ORG_TLS_CERTIFICATE: needs",
    "PT_LOCAL_ORG_COLOUR: is not a setting",
  ]) {
    expect(faults).toContain(part);
  }
});

it("names in the definition that point at nothing are faults", () => {
  const definition = file("cross.json", {
    users: [
      { username: "a@x.example", name: "A", role: "agent" },
      { username: "a@x.example", name: "B", role: "agent" },
    ],
    presenceConfiguration: { updateStatusOnDecline: "Lunch" },
    agentExternalIds: { nobody: "1" },
    flows: [
      { developerName: "F", target: { queue: "none" } },
      { developerName: "G", target: { agent: "nobody" } },
    ],
  });
  expect(faultsOf({ PT_LOCAL_ORG_DEFINITION: definition })).toHaveLength(5);
});

it("a TLS certificate's names are answered too, over https", async () => {
  const { certificate, key } = await makeCertificate({
    from: Date.now() - 1_000,
    dnsNames: ["strict.lightning.example"],
  });
  const settings = readSettings({
    PT_LOCAL_ORG_PORT: "0",
    PT_LOCAL_ORG_DATA_DIR: join(folder, "tls-data"),
    PT_LOCAL_ORG_TLS_CERTIFICATE: file("certificate.pem", certificate),
    PT_LOCAL_ORG_TLS_KEY: file("key.pem", String(key.export({ type: "pkcs8", format: "pem" }))),
    PT_LOCAL_ORG_HOST_NAMES: "org.example",
  });
  const org = await startLocalOrg({ ...settings, log: false });
  const statusUnder = (host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const options = { headers: { host }, rejectUnauthorized: false };
      get(`${org.origin}/health`, options, (answer) => resolve(answer.resume().statusCode ?? 0)).on("error", reject);
    });
  expect(org.scrtUrl).toMatch(/^https:\/\/127\.0\.0\.1:/);
  expect(await statusUnder("strict.lightning.example")).toBe(200);
  expect(await statusUnder("org.example:8010")).toBe(200);
  expect(await statusUnder("other.lightning.example")).toBe(421);
  await org.close();
});
