import { expect, it } from "vitest";
import { dialedNumber } from "./dialed-number.ts";

it.each([
  ["415 555-0177", "+1", "+14155550177"],
  ["(415) 555.0177", "+1", "+14155550177"],
  ["+44 20 7946 0958", "+1", "+442079460958"],
  ["4155550177", "", "4155550177"],
  ["  ", "+1", null],
])("%j with the prefix %j is dialed as %j", (typed, prefix, dialed) => {
  expect(dialedNumber(typed, prefix)).toBe(dialed);
});
