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
  "o/objectTranslations/A__c-de/A__c-de.objectTranslation-meta.xml": file("CustomObjectTranslation", ""),
  "o/objectTranslations/A__c-de/B__c.fieldTranslation-meta.xml": file("CustomFieldTranslation", ""),
  "o/objectTranslations/A__c-de/R__c.fieldTranslation-meta.xml": file("CustomFieldTranslation", ""),
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

/** A small desktop in which everything leads somewhere. */
const desktop = "force-app/main/desktop";
const flexiPage = (type: string, components: readonly string[], sobject = "") =>
  file(
    "FlexiPage",
    `<flexiPageRegions>${components
      .map(
        (name, index) =>
          `<itemInstances><componentInstance><componentName>${name}</componentName><identifier>i${index}</identifier></componentInstance></itemInstances>`,
      )
      .join("")}</flexiPageRegions>${sobject && `<sobjectType>${sobject}</sobjectType>`}<type>${type}</type>`,
  );
const app = (content: string) => file("CustomApplication", content);
const override = (page: string, object: string) =>
  `<actionOverrides><content>${page}</content><pageOrSobjectType>${object}</pageOrSobjectType></actionOverrides>`;
const flow = (content: string) => file("Flow", content);
const to = (name: string) => `<connector><targetReference>${name}</targetReference></connector>`;
const lookup = (name: string, value: string, next = "") =>
  `<recordLookups><name>${name}</name><filters><value><elementReference>${value}</elementReference></value></filters>${next}</recordLookups>`;
const variable = "<variables><name>recordId</name></variables>";
const page = (content: string) => `<apex:page>${content}</apex:page>`;
const granted = permission(
  "<classAccesses><apexClass>Controller</apexClass></classAccesses><pageAccesses><apexPage>Phone</apexPage></pageAccesses>" +
    "<applicationVisibilities><application>Console</application></applicationVisibilities><objectPermissions><object>A__c</object></objectPermissions>",
);
const onDesktop: Record<string, string> = {
  "p/Granted.permissionset-meta.xml": granted,
  [`${desktop}/objects/A__c/A__c.object-meta.xml`]: file("CustomObject", ""),
  [`${desktop}/classes/Controller.cls`]:
    "public with sharing class Controller { @AuraEnabled public static void go() {} }",
  [`${desktop}/classes/Controller.cls-meta.xml`]: file("ApexClass", ""),
  [`${desktop}/lwc/callActivity/callActivity.js-meta.xml`]: file(
    "LightningComponentBundle",
    "<isExposed>true</isExposed><targets><target>lightning__RecordPage</target></targets>",
  ),
  [`${desktop}/lwc/callActivity/callActivity.ts`]:
    'import go from "@salesforce/apex/Controller.go"; import hello from "@salesforce/label/c.Hello";',
  [`${desktop}/messageChannels/Messages.messageChannel-meta.xml`]: file("LightningMessageChannel", ""),
  [`${desktop}/aura/twin/twin.cmp`]:
    '<aura:component><aura:attribute name="text" /><lightning:messageChannel type="acme__Messages__c" onMessage="{!c.hear}" />{!v.text}</aura:component>',
  [`${desktop}/aura/twin/twinController.js`]:
    "({\n  hear: function (component, event, helper) { helper.keep(component); },\n})",
  [`${desktop}/aura/twin/twinHelper.js`]: '({\n  keep: function (component) { component.set("v.text", ""); },\n})',
  [`${desktop}/flexipages/CallPage.flexipage-meta.xml`]: flexiPage(
    "RecordPage",
    ["force:highlightsPanel", "callActivity"],
    "VoiceCall",
  ),
  [`${desktop}/flexipages/Bar.flexipage-meta.xml`]: flexiPage("UtilityBar", ["runtime_service_omnichannel:omniWidget"]),
  [`${desktop}/tabs/A__c.tab-meta.xml`]: file("CustomTab", "<customObject>true</customObject>"),
  [`${desktop}/applications/Console.app-meta.xml`]: app(
    `${override("CallPage", "VoiceCall")}<tabs>standard-Case</tabs><tabs>A__c</tabs><utilityBar>Bar</utilityBar>` +
      "<workspaceConfig><mappings><tab>A__c</tab></mappings></workspaceConfig>",
  ),
  [`${desktop}/flows/Link.flow-meta.xml`]: flow(
    `<start>${to("Get_call")}</start>${lookup("Get_call", "recordId")}${variable}`,
  ),
  [`${desktop}/staticresources/Connector.resource-meta.xml`]: file("StaticResource", ""),
  [`${desktop}/pages/Phone.page`]: page(
    "<apex:includeScript value=\"{!URLFOR($Resource.Connector, 'a.js')}\" /><p>{!$Label.c.Hello}</p>",
  ),
  [`${desktop}/pages/Phone.page-meta.xml`]: file("ApexPage", ""),
  "v/ours.ConversationVendorInformation-meta.xml": file(
    "ConversationVendorInfo",
    "<developerName>ours</developerName><connectorUrl>/apex/acme__Phone</connectorUrl><telephonySettingsComponent>acme:callActivity</telephonySettingsComponent>",
  ),
};

describe("references of the desktop", () => {
  it("finds nothing where all of them lead somewhere", () => {
    expect(faults(onDesktop)).toEqual([]);
  });

  it.each([
    ["flexipages/CallPage.flexipage-meta.xml", flexiPage("RecordPage", ["gone"], "VoiceCall"), "no component gone"],
    ["flexipages/X.flexipage-meta.xml", flexiPage("VoiceExtension", ["callActivity"]), "no target"],
    [
      "flexipages/X.flexipage-meta.xml",
      flexiPage("RecordPage", ["force:highlightPanel"]),
      "no component of Salesforce",
    ],
    [
      "flexipages/X.flexipage-meta.xml",
      flexiPage("RecordPage", ["callActivity", "callActivity"]).replaceAll(/i\d/g, "same"),
      "stands more than once",
    ],
    ["applications/Console.app-meta.xml", app(override("Gone", "VoiceCall")), "no page Gone"],
    ["applications/Console.app-meta.xml", app(override("CallPage", "Case")), "no page for Case"],
    ["applications/Console.app-meta.xml", app("<utilityBar>CallPage</utilityBar>"), "no utility bar"],
    ["applications/Console.app-meta.xml", app("<tabs>B__c</tabs>"), "no tab B__c"],
    [
      "applications/Console.app-meta.xml",
      app("<workspaceConfig><mappings><tab>standard-Case</tab></mappings></workspaceConfig>"),
      "no tab of the application",
    ],
    ["tabs/B__c.tab-meta.xml", file("CustomTab", "<customObject>true</customObject>"), "no object B__c"],
    ["flows/Link.flow-meta.xml", flow(`<start>${to("Gone")}</start>`), "leads to Gone"],
    [
      "flows/Link.flow-meta.xml",
      flow(`<start/>${lookup("Get_call", "recordId")}${variable}`),
      "no way leads to Get_call",
    ],
    [
      "flows/Link.flow-meta.xml",
      flow(`<start>${to("Get_call")}</start>${lookup("Get_call", "id")}`),
      "refers to nothing",
    ],
    ["pages/Phone.page", page('<script src="a.js"></script>'), "apex:includeScript only"],
    ["pages/Phone.page", page('<link rel="stylesheet" href="a.css" />'), "apex:stylesheet only"],
    ["pages/Phone.page", page('<p onclick="go()"></p>'), "no inline script"],
    ["pages/Phone.page", page('<apex:includeScript value="https://elsewhere.example/a.js" />'), "no static resource"],
    ["pages/Phone.page", page('<apex:stylesheet value="{!$Resource.Gone}" />'), "no resource Gone"],
    ["pages/Phone.page", page("{!$Label.Gone}"), "no label Gone"],
    ["pages/Other.page-meta.xml", file("ApexPage", ""), "no permission set"],
    ["aura/twin/twinController.js", "({})", "the controller has no hear"],
    ["aura/twin/twinHelper.js", "({})", "the helper has no keep"],
    ["aura/twin/twinHelper.js", '({\n  keep: function (c) { c.get("v.gone"); },\n})', "no attribute gone"],
    [
      "aura/twin/twin.cmp",
      '<aura:component><lightning:messageChannel type="Gone__c" /></aura:component>',
      "no messageChannel",
    ],
    ["lwc/callActivity/callActivity.ts", 'import go from "@salesforce/apex/Gone.go";', "no cls Gone"],
    ["lwc/callActivity/callActivity.ts", 'import a from "@salesforce/label/c.Gone";', "no label Gone"],
    [
      "lwc/callActivity/callActivity.html",
      "<template><c-error-panel></c-error-panel></template>",
      "no bundle errorPanel",
    ],
    ["lwc/callActivity/callActivity.js-meta.xml", file("LightningComponentBundle", ""), "is not exposed"],
  ])("refuses %s that says %s", (path, text, words) => {
    expect(faults({ ...onDesktop, [`${desktop}/${path}`]: text }).join("\n")).toContain(words);
  });

  it.each([
    ["<connectorUrl>/apex/acme__Gone</connectorUrl>", "no page Gone"],
    ["<developerName>theirs</developerName>", "must be the file's name"],
    ["<intelligenceSupported>true</intelligenceSupported>", "needs an integrationClass"],
  ])("refuses a vendor record with %s", (content, words) => {
    const record = { "v/ours.ConversationVendorInformation-meta.xml": file("ConversationVendorInfo", content) };
    expect(faults({ ...onDesktop, ...record }).join("\n")).toContain(words);
  });

  it("refuses a permission set with rights on what is not ours, and a class or application that nobody is granted", () => {
    const set = (content: string) => faults({ ...onDesktop, "p/Granted.permissionset-meta.xml": permission(content) });
    const said = set("<objectPermissions><object>VoiceCall</object></objectPermissions>").join("\n");
    expect(said).toContain("not ours");
    for (const path of ["Controller.cls", "Phone.page-meta.xml", "Console.app-meta.xml", "A__c.object-meta.xml"])
      expect(said).toMatch(new RegExp(`${path}: stands in no permission set`));
  });
});

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
    ["t/fr.translation-meta.xml", file("Translations", ""), "A__c has no translated name"],
    ["l/CustomLabels.labels-meta.xml", labels("It's {0}"), "apostrophe"],
    ["c/Good.cls", "nothing", "used by nothing"],
  ])("refuses %s that says %s", (path, text, words) => {
    expect(faults({ [path]: text }).join("\n")).toContain(words);
  });
});
