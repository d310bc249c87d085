import { describe, expect, it } from "vitest";
import { objectTranslationFaults } from "./object-translations.ts";

const file = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" ?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
const values = (...labels: string[]) =>
  `<valueSet><valueSetDefinition>${labels.map((label) => `<value><fullName>${label}</fullName><label>${label}</label></value>`).join("")}</valueSetDefinition></valueSet>`;
const translated = (content: string) => file("CustomFieldTranslation", `<name>Outcome__c</name>${content}`);
const german = "objectTranslations/Call__c-de";
const whole = translated(
  "<label>Ergebnis</label><help>Was daraus wurde</help><picklistValues><masterLabel>Busy</masterLabel><translation>Besetzt</translation></picklistValues>",
);
const tree = {
  "a/objects/Call__c/Call__c.object-meta.xml": file("CustomObject", "<label>Call</label>"),
  "a/objects/Call__c/fields/Outcome__c.field-meta.xml": file(
    "CustomField",
    `<label>Outcome</label><inlineHelpText>What became of it</inlineHelpText>${values("Busy")}`,
  ),
  "a/translations/de.translation-meta.xml": file("Translations", ""),
  [`a/${german}/Call__c-de.objectTranslation-meta.xml`]: file("CustomObjectTranslation", ""),
  [`a/${german}/Outcome__c.fieldTranslation-meta.xml`]: whole,
};
const faults = (changed: Record<string, string> = {}) =>
  objectTranslationFaults(new Map(Object.entries({ ...tree, ...changed }).filter(([, text]) => text !== ""))).join(
    "\n",
  );
const field = `a/${german}/Outcome__c.fieldTranslation-meta.xml`;

describe("a person who reads German", () => {
  it("reads every object, field and picklist value of ours in German", () => {
    expect(faults()).toBe("");
  });

  it.each([
    [`a/${german}/Call__c-de.objectTranslation-meta.xml`, "", "Call__c has no translated name"],
    [field, "", "Outcome__c is not translated"],
    [field, whole.replace("<label>Ergebnis</label>", ""), "Outcome__c has no label"],
    [field, whole.replace("<help>Was daraus wurde</help>", ""), "Outcome__c has no help"],
    [field, whole.replace("Busy", "busy"), "does not translate the value Busy"],
    [field, whole.replace("Busy", "busy"), "has no value busy"],
    [`a/${german}/Gone__c.fieldTranslation-meta.xml`, whole, "there is no field Gone__c"],
    ["a/translations/fr.translation-meta.xml", file("Translations", ""), "Call__c-fr: Outcome__c is not translated"],
  ])("is not left with %s as %s: %s", (path, text, words) => {
    expect(faults({ [path]: text })).toContain(words);
  });
});
