import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inRepository } from "../repository.ts";

const main = (path: string) => readFile(inRepository("force-app/main", path), "utf8");
const agent = await main("provider/permissionsets/PartnerTelephonyAgent.permissionset-meta.xml");
const dialer = (await main("desktop/classes/PreviewDialer.cls")).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);
const isRequired = async (field: string) =>
  (await main(`desktop/objects/PreviewCall__c/fields/${field}.field-meta.xml`)).includes("<required>true</required>");

it("an agent with the packaged permission set may read and change exactly what the preview dialer does", async () => {
  const written = new Set(all(dialer, /\brecord\.(\w+__c) = /g));
  const used = new Set(all(dialer, /\b(\w+__c)\b/g).filter((name) => name !== "PreviewCall__c"));
  expect(written.size).toBeGreaterThan(3);
  const wanted: string[] = [];
  for (const field of used) {
    // Everybody who may read the object may use its required fields: the platform refuses to grant them.
    if (!(await isRequired(field))) wanted.push(`${field} read${written.has(field) ? " edit" : ""}`);
  }
  const granted = all(agent, /<fieldPermissions>([^]*?)<\/fieldPermissions>/g)
    .filter((block) => block.includes("<field>PreviewCall__c."))
    .map((block) => {
      const field = /PreviewCall__c\.(\w+)/.exec(block)![1]!;
      const says = (right: string) => block.includes(`<${right}>true</${right}>`);
      return `${field}${says("readable") ? " read" : ""}${says("editable") ? " edit" : ""}`;
    });
  expect(granted.sort()).toEqual(wanted.sort());
});

it("an agent with the packaged permission set sees and changes preview calls, and makes and deletes none", () => {
  const block = all(agent, /<objectPermissions>([^]*?)<\/objectPermissions>/g).find((text) =>
    text.includes("<object>PreviewCall__c</object>"),
  );
  expect(all(block ?? "", /<(\w+)>true</g).sort()).toEqual(["allowEdit", "allowRead"]);
  expect(agent).toMatch(/<apexClass>PreviewDialer<\/apexClass>\s*<enabled>true</);
});
