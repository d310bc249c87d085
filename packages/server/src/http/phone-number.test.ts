import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "./phone-number.ts";

describe("phone numbers", () => {
  it.each([
    ["+1 (415) 555-0123", null, "+14155550123"],
    ["415 555 0123", "US", "+14155550123"],
    ["030 901820", "DE", "+4930901820"],
    ["+4930901820", "US", "+4930901820"],
    ["415 555 0123", null, null],
    ["+1", "US", null],
    ["911", "US", null],
    ["call me at +14155550123", null, null],
    ["anonymous", "US", null],
    ["+14155550123", "XX", "+14155550123"],
  ])("%s in %s is %s", (raw, country, e164) => expect(readNumber(raw, country)).toBe(e164));

  it("any text is a number in E.164 or none", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(null, "US", "DE"), (raw, country) => {
        const number = readNumber(raw, country);
        expect(number === null || /^\+[1-9]\d{4,14}$/.test(number)).toBe(true);
      }),
    );
  });
});
