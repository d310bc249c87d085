import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { propertiesOf, readMetadataTypes } from "./metadata-types.ts";
import { filesUnder } from "./source-files.ts";

type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const definition = async () =>
  JSON.parse(await readFile(inRepository("config/scratch-org.json"), "utf8")) as { settings: Settings };

it("a scratch org and the org that builds a package version take the package's translations", async () => {
  expect(await filesUnder(["force-app/main"], /\.(translation|objectTranslation)-meta\.xml$/)).not.toEqual([]);
  // Without it: "Not available for deploy for this organization".
  expect((await definition()).settings["languageSettings"]?.["enableTranslationWorkbench"]).toBe(true);
});

it("a scratch org is asked for settings that exist: a wrong one fails without saying which", async () => {
  const types = readMetadataTypes();
  for (const [name, values] of Object.entries((await definition()).settings)) {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    expect(types.has(type), type).toBe(true);
    for (const setting of Object.keys(values)) expect([...propertiesOf(types, type).keys()]).toContain(setting);
  }
});

it("who runs the package's tests while a version is built may use every field that they write", async () => {
  interface Project {
    packageDirectories: { default?: boolean; apexTestAccess?: { permissionSets: string[] } }[];
  }
  const project = JSON.parse(await readFile(inRepository("sfdx-project.json"), "utf8")) as Project;
  const sets = project.packageDirectories.find((one) => one.default)?.apexTestAccess?.permissionSets ?? [];
  const granted = await Promise.all(
    sets.map((set) =>
      readFile(inRepository(`force-app/main/provider/permissionsets/${set}.permissionset-meta.xml`), "utf8"),
    ),
  );
  const fields = await filesUnder(["force-app/main"], /\.field-meta\.xml$/);
  expect(fields).not.toEqual([]);
  for (const path of fields) {
    // A required field is everybody's, and a permission for it is refused.
    if ((await readFile(inRepository(path), "utf8")).includes("<required>true</required>")) continue;
    const [, object, field] = /objects\/(\w+)\/fields\/(\w+)\./.exec(path)!;
    const grant = new RegExp(`<editable>true</editable>\\s*<field>${object}\\.${field}</field>`);
    expect(
      granted.some((text) => grant.test(text)),
      `${object}.${field}`,
    ).toBe(true);
  }
});

it("a scratch org is not sent what Salesforce must open for it first: one refusal would undo the whole deployment", async () => {
  const settings = await readFile(
    inRepository("force-app/unpackaged/org/settings/ServiceCloudVoice.settings-meta.xml"),
    "utf8",
  );
  expect(settings).toContain("<enableSCVExternalTelephony>true");
  expect(settings).not.toContain("enablePTQueueManagement");
});
