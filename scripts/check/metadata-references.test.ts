import { describe, expect, it } from "vitest";
import { referenceFaults } from "./metadata-references.ts";

const file = (root: string, content: string) => `<?xml version="1.0" ?><${root}>${content}</${root}>`;
const labels = (value: string) =>
  file("CustomLabels", `<labels><fullName>Hello</fullName><value>${value}</value></labels>`);
const translation = (name: string, label: string) =>
  file("Translations", `<customLabels><label>${label}</label><name>${name}</name></customLabels>`);
const permission = (content: string) => file("PermissionSet", content);
const whole: Record<string, string> = {
  "c/Good.cls": "System.Label.Hello",
  "c/Good.cls-meta.xml": file("ApexClass", ""),
  "objects/A__c/A__c.object-meta.xml": file("CustomObject", ""),
  "objects/A__c/fields/B__c.field-meta.xml": file("CustomField", "<required>false</required>"),
  "objects/A__c/fields/R__c.field-meta.xml": file("CustomField", "<required>true</required>"),
  "e/Ext.externalCredential-meta.xml": file(
    "ExternalCredential",
    "<externalCredentialParameters><parameterName>P</parameterName><parameterType>NamedPrincipal</parameterType></externalCredentialParameters>",
  ),
  "desktop/lwc/bridge/bridge.js-meta.xml": file("LightningComponentBundle", ""),
  "l/CustomLabels.labels-meta.xml": labels("Hello {0}"),
  "t/de.translation-meta.xml": translation("Hello", "Hallo {0}"),
};
const faults = (changes: Record<string, string>) => referenceFaults(new Map(Object.entries({ ...whole, ...changes })));

describe("references between components", () => {
  it("finds nothing where all of them lead somewhere", () => {
    const all =
      "<classAccesses><apexClass>Good</apexClass></classAccesses><fieldPermissions><field>A__c.B__c</field></fieldPermissions>" +
      "<externalCredentialPrincipalAccesses><externalCredentialPrincipal>Ext-P</externalCredentialPrincipal></externalCredentialPrincipalAccesses>";
    expect(faults({ "p/All.permissionset-meta.xml": permission(all) })).toEqual([]);
  });

  it.each([
    [
      "p/A.permissionset-meta.xml",
      permission("<classAccesses><apexClass>Bad</apexClass></classAccesses>"),
      "no cls Bad",
    ],
    [
      "p/A.permissionset-meta.xml",
      permission("<fieldPermissions><field>A__c.R__c</field></fieldPermissions>"),
      "refused at deployment",
    ],
    [
      "p/A.permissionset-meta.xml",
      permission("<fieldPermissions><field>A__c.X__c</field></fieldPermissions>"),
      "no field A__c.X__c",
    ],
    ["p/A.permissionset-meta.xml", permission("<userPermissions><name>X</name></userPermissions>"), "managed package"],
    [
      "n/N.namedCredential-meta.xml",
      file(
        "NamedCredential",
        "<namedCredentialParameters><externalCredential>Other</externalCredential></namedCredentialParameters>",
      ),
      "no externalCredential Other",
    ],
    [
      "v/V.ConversationVendorInformation-meta.xml",
      file("ConversationVendorInfo", "<integrationClass>Bad</integrationClass>"),
      "no cls Bad",
    ],
    [
      "v/V.ConversationVendorInformation-meta.xml",
      file("ConversationVendorInfo", "<bridgeComponent>c:bad</bridgeComponent>"),
      "no bad",
    ],
    ["c/Lonely.cls", "", "no -meta.xml"],
    ["c/Gone.cls-meta.xml", file("ApexClass", ""), "without its class"],
    ["t/de.translation-meta.xml", translation("Hello", "Hallo"), "other placeholders"],
    ["t/de.translation-meta.xml", translation("Bye", "Hallo"), "no label Bye"],
    ["t/fr.translation-meta.xml", file("Translations", ""), "not translated"],
    ["l/CustomLabels.labels-meta.xml", labels("It's {0}"), "apostrophe"],
    ["c/Good.cls", "nothing", "used by nothing"],
  ])("refuses %s that says %s", (path, text, words) => {
    expect(faults({ [path]: text }).join("\n")).toContain(words);
  });
});
