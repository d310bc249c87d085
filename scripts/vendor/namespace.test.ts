import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { referenceFaults } from "../check/metadata-references.ts";
import { filesUnder } from "../check/source-files.ts";
import { changeNamespace } from "./change-namespace.ts";
import { deriveFiles } from "./derive.ts";
import { places } from "./places.ts";
import { readVendor } from "./vendor.ts";

let root: string;
let paths: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "namespace-"));
  const derived = [...deriveFiles(await readVendor()).keys(), ...places.map(({ path }) => path)];
  paths = [...new Set(["config/vendor.json", "config/vendor.schema.json", ...derived, ...(await packaged())])];
  await Promise.all(paths.map((path) => cp(inRepository(path), join(root, path))));
  await changeNamespace("", root);
}, 60_000);
afterEach(() => rm(root, { recursive: true }));

/** Everything that is deployed, so that a place nobody thought of is found. */
const packaged = () =>
  filesUnder(["force-app/main", "force-app/unpackaged"], /\.(xml|cmp|page|cls|ts|html)$|\/aura\/.*\.js$/);
const read = (path: string) => readFile(join(root, path), "utf8");
const snapshot = async () => new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
const holding = async (text: string) => {
  const files = await snapshot();
  return paths.filter((path) => files.get(path)!.includes(text)).sort();
};

describe("the namespace of the package", { timeout: 60_000 }, () => {
  it("stands everywhere it must once it is set, and nowhere once it is cleared, byte for byte", async () => {
    const before = await snapshot();
    expect(await holding("acmevoice")).toEqual([]);
    await changeNamespace("acmevoice", root);
    expect(await holding("acmevoice")).toEqual([
      "config/contact-center-installed.xml",
      "config/contact-center.xml",
      "config/vendor.json",
      "force-app/main/desktop/aura/auraMessageBridge/auraMessageBridge.cmp",
      "force-app/main/desktop/aura/auraMessageSample/auraMessageSample.cmp",
      "force-app/main/provider/ConversationVendorInformation/partnerTelephony.ConversationVendorInformation-meta.xml",
      "force-app/unpackaged/provider/ConversationVendorInformation/partnerTelephonyLocal.ConversationVendorInformation-meta.xml",
      "packages/connector/src/vendor.generated.json",
      "sfdx-project.json",
    ]);
    await changeNamespace("", root);
    expect(await snapshot()).toEqual(before);
  });

  it.each([
    ["sfdx-project.json", '"namespace": "acmevoice"'],
    ["packages/connector/src/vendor.generated.json", '"customErrorNamespace": "acmevoice"'],
    ["config/contact-center-installed.xml", ">acmevoice__partnerTelephony<"],
    ["force-app/main/desktop/aura/auraMessageBridge/auraMessageBridge.cmp", '"acmevoice__PartnerTelephonyMessages__c"'],
    [
      "force-app/main/provider/ConversationVendorInformation/partnerTelephony.ConversationVendorInformation-meta.xml",
      "<connectorUrl>/apex/acmevoice__PartnerTelephonyConnector</connectorUrl>",
    ],
    [
      "force-app/main/provider/ConversationVendorInformation/partnerTelephony.ConversationVendorInformation-meta.xml",
      "<customLoginUrl>/apex/acmevoice__PartnerTelephonyLogin</customLoginUrl>",
    ],
    [
      "force-app/main/provider/ConversationVendorInformation/partnerTelephony.ConversationVendorInformation-meta.xml",
      "<bridgeComponent>acmevoice:messageBridge</bridgeComponent>",
    ],
    [
      "force-app/main/provider/ConversationVendorInformation/partnerTelephony.ConversationVendorInformation-meta.xml",
      "<integrationClass>PartnerTelephonyIntegration</integrationClass>",
    ],
  ])("is written into %s as %s", async (path, text) => {
    await changeNamespace("acmevoice", root);
    expect(await read(path)).toContain(text);
  });

  it.each([
    ["config/contact-center.xml", ">c__partnerTelephonyLocal<"],
    ["config/contact-center-installed.xml", ">c__partnerTelephony<"],
  ])("is c in the file that an admin imports while there is none: %s has %s", async (path, text) => {
    expect(await read(path)).toContain(text);
  });

  it("leaves every reference between components whole", async () => {
    await changeNamespace("acmevoice", root);
    const sources = [...(await snapshot())].filter(([path]) => path.startsWith("force-app/"));
    // Labels that only the connector uses are none of its business.
    const faults = referenceFaults(new Map(sources)).filter((fault) => !fault.includes("is used by nothing"));
    expect(faults).toEqual([]);
  });

  it("changes from one to another without a trace of the first", async () => {
    await changeNamespace("acmevoice", root);
    const acme = await snapshot();
    await changeNamespace("northwind_tel", root);
    expect(await holding("acmevoice")).toEqual([]);
    await changeNamespace("acmevoice", root);
    expect(await snapshot()).toEqual(acme);
  });

  it.each(["1acme", "acme__voice", "acme-voice", "sixteencharacter", "acme_"])(
    "is refused when no org can register it, and nothing changes: %s",
    async (namespace) => {
      const before = await snapshot();
      await expect(changeNamespace(namespace, root)).rejects.toThrow("/namespace");
      expect(await snapshot()).toEqual(before);
    },
  );

  it("says when a place has gone", async () => {
    const page = join(root, "force-app/main/desktop/aura/auraMessageBridge/auraMessageBridge.cmp");
    await cp(join(root, "config/vendor.json"), page);
    await expect(changeNamespace("acmevoice", root)).rejects.toThrow("auraMessageBridge.cmp must have one place");
  });
});
