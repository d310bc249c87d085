import { CallAttributes } from "@partner-telephony/api";
import { describe, expect, it } from "vitest";
import { callDataIn } from "./call-data.ts";

const faultOf = (text: string): string | null => {
  const data = callDataIn(text);
  return "fault" in data ? data.fault : null;
};
const attributesOf = (text: string) => {
  const data = callDataIn(text);
  return "attributes" in data ? data.attributes : null;
};
const lines = (count: number) => Array.from({ length: count }, (_, index) => `Field${index}__c=x`).join("\n");

describe("data from the IVR", () => {
  it("is one field a line, whatever stands around it, and a value may hold an equals sign", () => {
    expect(attributesOf("Reason__c=Billing question\r\n\n RecordTypeId = 012Lo0000000001AAA \nNote__c=a=b\n")).toEqual({
      Reason__c: "Billing question",
      RecordTypeId: "012Lo0000000001AAA",
      Note__c: "a=b",
    });
    expect(attributesOf(" \n")).toEqual({});
  });

  it("that is none names the line and what to write there", () => {
    const sentence = "Write name=value, such as Reason__c=Billing.";
    expect(faultOf("Reason__c=Billing\n\nGold customer")).toBe(`Line 3: ${sentence}`);
    expect(faultOf("Reason__c=")).toBe(`Line 1: ${sentence}`);
    expect(faultOf("=Billing")).toBe(`Line 1: ${sentence}`);
    expect(faultOf("not a field=x")).toBe(
      "Line 1: “not a field” is no API name of a field, such as Reason__c or RecordTypeId.",
    );
    expect(faultOf("Reason__c=a\nreason__C=b")).toBe("Line 2: reason__C is there already.");
  });

  it.each([
    ["the longest name", `A${"b".repeat(79)}=x`, null],
    ["a longer name", `A${"b".repeat(80)}=x`, /^Line 1: .*is no API name of a field/],
    ["the longest value", `Reason__c=${"x".repeat(4_000)}`, null],
    ["a longer value", `Reason__c=${"x".repeat(4_001)}`, "Line 1: The value has more than 4000 characters."],
    ["as many fields as there may be", lines(50), null],
    ["more fields", lines(51), "Enter at most 50 lines."],
  ])("is refused at the field exactly where the switch would refuse it: %s", (_, text, fault) => {
    const sent = Object.fromEntries(text.split("\n").map((line) => line.split("=")));
    expect(CallAttributes.safeParse(sent).success).toBe(fault === null);
    if (fault === null) expect(faultOf(text)).toBeNull();
    else expect(faultOf(text)).toMatch(fault);
  });
});
