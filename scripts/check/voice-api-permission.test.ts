import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inRepository } from "../repository.ts";

const main = (path: string) => readFile(inRepository("force-app/main", path), "utf8");

it("an agent with the packaged permission set may report calls, an admin without it may not", async () => {
  const caller = await main("voice-api/classes/VoiceApiCaller.cls");
  const permission = /PERMISSION = '(\w+)'/.exec(caller)?.[1];
  await expect(main(`provider/customPermissions/${permission}.customPermission-meta.xml`)).resolves.toContain("label");
  const granted = new RegExp(`<enabled>true</enabled>\\s*<name>${permission}</name>`);
  expect(await main("provider/permissionsets/PartnerTelephonyAgent.permissionset-meta.xml")).toMatch(granted);
  expect(await main("provider/permissionsets/PartnerTelephonyAdmin.permissionset-meta.xml")).not.toMatch(granted);
});

it("an admin who is told to make or change the settings of a contact center finds them on a tab, an agent sees none", async () => {
  await expect(main("provider/tabs/PartnerTelephonyConfig__c.tab-meta.xml")).resolves.toContain("customObject>true<");
  const shown = /<tab>PartnerTelephonyConfig__c<\/tab>\s*<visibility>Visible</;
  expect(await main("provider/permissionsets/PartnerTelephonyAdmin.permissionset-meta.xml")).toMatch(shown);
  expect(await main("provider/permissionsets/PartnerTelephonyAgent.permissionset-meta.xml")).not.toMatch(shown);
});
