import { describe, expect, it } from "vitest";
import { apiVersionFaults, brokenValueFaults, metadataFaults } from "./metadata.ts";
import { readMetadataTypes } from "./metadata-types.ts";

const types = readMetadataTypes();
const file = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" ?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
const vendor = (content: string) =>
  file("ConversationVendorInfo", `<developerName>a</developerName><masterLabel>A</masterLabel>${content}`);

describe("metadata against the types that Salesforce publishes", () => {
  it("takes what fits", () => {
    expect(metadataFaults(vendor("<intelligenceSupported>true</intelligenceSupported>"), types)).toEqual([]);
  });

  it.each([
    [vendor("<supportsUniversalCallRecordingAccess>true</supportsUniversalCallRecordingAccess>"), "unknown element"],
    [vendor("<vendorType>Partner</vendorType>"), "may not be Partner"],
    [vendor("<intelligenceSupported>yes</intelligenceSupported>"), "true or false"],
    [vendor("<masterLabel>B</masterLabel>"), "more than once"],
    [file("ConversationVendorInfo", "<developerName>a</developerName>"), "lacks masterLabel"],
    [file("ConversationVendorInformation", ""), "unknown root"],
    [file("CustomField", "<fullName>a__c</fullName><type>Text</type><length>long</length>"), "must be a number"],
    [file("CustomField", "<valueSet>server</valueSet><type>Picklist</type>"), "must have elements"],
    ["<ConversationVendorInfo><developerName>a</ConversationVendorInfo>", "no XML"],
    ["<ApexClass><status>Active</status></ApexClass>", "namespace"],
  ])("refuses %s", (text, words) => {
    expect(metadataFaults(text, types).join("\n")).toContain(words);
  });
});

describe("the API version", () => {
  it("is the project's in every component, so that none behaves as years ago", () => {
    const bundle = (version: string) => file("LightningComponentBundle", `<apiVersion>${version}</apiVersion>`);
    expect(apiVersionFaults(bundle("67.0"), "67.0")).toEqual([]);
    expect(apiVersionFaults(bundle("50.0"), "67.0")).toEqual(["has apiVersion 50.0, the project 67.0"]);
    expect(apiVersionFaults(bundle(""), "67.0")).toHaveLength(1);
  });
});

describe("a value", () => {
  const credential = (value: string) => file("ExternalCredential", `<parameterValue>${value}</parameterValue>`);
  it("stays on one line, or Salesforce would send the line break in the header", () => {
    expect(brokenValueFaults(credential("{!'Bearer ' &amp; $Credential.A.B}"))).toEqual([]);
    expect(brokenValueFaults(credential("\n  {!'Bearer ' &amp; $Credential.A.B}\n"))).toHaveLength(1);
  });

  it("that people read stays on one line too, or an API would answer with the line break", () => {
    expect(brokenValueFaults(file("CustomLabels", "<labels>\n  <value>Try again.</value>\n</labels>"))).toEqual([]);
    expect(brokenValueFaults(file("CustomLabels", "<labels>\n  <value>\n  Try\n again.\n</value>\n</labels>"))).toEqual(
      ["value stands on lines of its own, which become part of its value"],
    );
  });
});
