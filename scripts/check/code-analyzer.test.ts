import { describe, expect, it } from "vitest";
import { hasJava } from "./apex-types.ts";
import { analyze, unexplained, type Finding } from "./code-analyzer.ts";

const cls = (body: string) => `public class Bad { ${body} }`;
const page = (body: string) => `<apex:page>${body}</apex:page>`;
const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;

/** File to the rule that must find it; null: none. All in one run, since starting Java takes seconds. */
const samples: Readonly<Record<string, readonly [text: string, rule: string | null]>> = {
  "a/Good.cls": ["public with sharing class Good { public Integer one() { return 1; } }", null],
  "a/Sharing.cls": [cls("List<Account> all() { return [SELECT Id FROM Account]; }"), "ApexSharingViolations"],
  "a/Injection.cls": [
    cls("List<SObject> any(String name) { return Database.query('SELECT Id FROM Account WHERE Name = ' + name); }"),
    "ApexSOQLInjection",
  ],
  "p/Script.page": [page('<script src="https://elsewhere.example/a.js"></script>'), "LoadJavaScriptHtmlScript"],
  "p/Style.page": [page('<link rel="stylesheet" href="https://elsewhere.example/a.css" />'), "LoadCSSLinkHref"],
  "p/Good.page": [page('<apex:includeScript value="{!$Resource.Connector}" />'), null],
  "c/Open.cmp": [
    '<aura:component><aura:unescapedHtml value="{!v.text}" /></aura:component>',
    "AvoidUnescapedHtmlInAura",
  ],
  "l/bubbles/bubbles.ts": [
    'export class A { go(): void { this.dispatchEvent(new CustomEvent("go", { bubbles: true, composed: true })); } }',
    "AvoidLwcBubblesComposedTrue",
  ],
  "a/Broken.cls": ["public class {", "unreadable"],
  "l/catching/catching.ts": ["export const a = (): void => { try { b(); } catch { c(); } };", null],
  "m/Open.messageChannel-meta.xml": [
    xml("LightningMessageChannel", "<isExposed>true</isExposed><masterLabel>a</masterLabel>"),
    "AvoidLmcIsExposedTrue",
  ],
};

// Without Java the gate itself says that the rules were not run.
describe.skipIf(!(await hasJava()))("the security review's rules", () => {
  it(
    "find what the review refuses in every language of the package, and nothing in what it takes",
    { timeout: 120_000 },
    async () => {
      const findings = await analyze(new Map(Object.entries(samples).map(([path, [text]]) => [path, text])));
      for (const [path, [, rule]] of Object.entries(samples)) {
        const found = findings.filter((finding) => finding.path === path).map((finding) => finding.rule);
        if (rule === null) expect(found, path).toEqual([]);
        else expect(found, path).toContain(rule);
      }
    },
  );
});

describe("a suppression", () => {
  const finding: Finding = { rule: "ProtectSensitiveData", path: "x/A__c.field-meta.xml", line: 1, message: "a token" };
  const explained = { rule: "ProtectSensitiveData", path: "A__c.field-meta.xml", why: "a name" };

  it("takes one rule in one file", () => {
    expect(unexplained([finding], [explained])).toEqual([]);
    expect(unexplained([finding], [{ ...explained, rule: "Other" }])).toHaveLength(2);
    expect(unexplained([finding], [{ ...explained, path: "B__c.field-meta.xml" }])).toHaveLength(2);
  });

  it("is refused once there is nothing to explain", () => {
    expect(unexplained([], [explained]).join()).toContain("no longer found");
  });
});
