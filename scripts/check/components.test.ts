import { describe, expect, it } from "vitest";
import { componentPage } from "./component-page.ts";
import { componentList } from "./components.ts";

const main = "force-app/main/desktop";
const whole = [
  `${main}/classes/Good.cls`,
  `${main}/classes/Good.cls-meta.xml`,
  `${main}/lwc/bridge/bridge.ts`,
  `${main}/lwc/bridge/bridge.js-meta.xml`,
  `${main}/lwc/bridge/labels.ts`,
  `${main}/lwc/bridge/__tests__/bridge.test.ts`,
  `${main}/aura/twin/twin.cmp`,
  `${main}/aura/twin/twin.cmp-meta.xml`,
  `${main}/aura/twin/twinController.js`,
  `${main}/objects/A__c/A__c.object-meta.xml`,
  `${main}/objects/A__c/fields/B__c.field-meta.xml`,
  `${main}/objects/VoiceCall/recordTypes/Ours.recordType-meta.xml`,
  `${main}/objectTranslations/A__c-de/A__c-de.objectTranslation-meta.xml`,
  `${main}/objectTranslations/A__c-de/B__c.fieldTranslation-meta.xml`,
  `${main}/staticresources/Connector.resource-meta.xml`,
  `${main}/staticresources/Connector/connector.js`,
  `${main}/ConversationVendorInformation/ours.ConversationVendorInformation-meta.xml`,
  `${main}/layouts/A__c-A Layout.layout-meta.xml`,
];
const names = (paths: readonly string[]) => componentList(paths).components.map(({ type, name }) => `${type}:${name}`);

describe("the list of components", () => {
  it("holds each component once, by type and name, and no test", () => {
    expect(componentList(whole).faults).toEqual([]);
    expect(names(whole)).toEqual([
      "ApexClass:Good",
      "AuraDefinitionBundle:twin",
      "ConversationVendorInfo:ours",
      "CustomField:A__c.B__c",
      "CustomObject:A__c",
      "CustomObjectTranslation:A__c-de",
      "Layout:A__c-A Layout",
      "LightningComponentBundle:bridge",
      "RecordType:VoiceCall.Ours",
      "StaticResource:Connector",
    ]);
  });

  it("does not depend on the order of files", () => {
    expect(names([...whole].reverse())).toEqual(names(whole));
  });

  it.each([
    ["ConversationVendorInformation/oursConversationVendorInformation-meta.xml", "belongs to no component"],
    ["ConversationVendorInformation/ours.conversationVendorInformation-meta.xml", "belongs to no component"],
    ["vendors/ours.ConversationVendorInformation-meta.xml", "must lie in a folder ConversationVendorInformation"],
    ["classes/Lonely.cls", "stands without Lonely.cls-meta.xml"],
    ["classes/Gone.cls-meta.xml", "stands without Gone.cls"],
    ["aura/twin/helper.js", "belongs to no component"],
    ["objects/A__c/fields/B__c.fields-meta.xml", "belongs to no component"],
    ["objectTranslations/A__c-de/B__c.field-meta.xml", "belongs to no component"],
    ["objectTranslations/A__c-fr/B__c.fieldTranslation-meta.xml", "stands without A__c-fr.objectTranslation-meta.xml"],
    ["staticresources/Lonely/a.js", "belongs to no component"],
    ["pages/notes.txt", "belongs to no component"],
    ["lwc/bare/bare.ts", "has no .js-meta.xml"],
    ["lwc/bridge/list-keys.ts", "is no name for a file"],
    ["lwc/bridge/Keys.ts", "is no name for a file"],
    ["lwc/bridge/list__keys.ts", "is no name for a file"],
    ["aura/bare/bare.cmp-meta.xml", "has no .cmp"],
  ])("refuses %s, because it %s", (path, words) => {
    expect(componentList([...whole, `${main}/${path}`]).faults.join("\n")).toContain(words);
  });

  it("is told by type with numbers", () => {
    const page = componentPage(componentList(whole).components, []);
    expect(page).toContain("| LightningComponentBundle | 1 | `bridge` |");
  });
});
