import fc from "fast-check";
import { expect, it } from "vitest";
import { readByteRange } from "./byte-range.ts";

it.each([
  [null, null],
  ["bytes=0-", { from: 0, to: 99 }],
  ["bytes=10-19", { from: 10, to: 19 }],
  ["bytes=90-500", { from: 90, to: 99 }],
  ["bytes=99-99", { from: 99, to: 99 }],
  ["bytes=-10", { from: 90, to: 99 }],
  ["bytes=-500", { from: 0, to: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=20-10", null],
  ["bytes=0-9,20-29", null],
  ["bytes=-", null],
  ["bytes=a-b", null],
  ["seconds=0-1", null],
])("of 100 bytes, %s is %j", (header, expected) => expect(readByteRange(header, 100)).toEqual(expected));

it("whatever is asked lies inside the file", () => {
  const number = fc.option(fc.nat(300), { nil: "" });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 200 }), (first, last, size) => {
      const range = readByteRange(`bytes=${first}-${last}`, size);
      if (range === null || range === "unsatisfiable") return;
      expect(range.from).toBeGreaterThanOrEqual(0);
      expect(range.to).toBeGreaterThanOrEqual(range.from);
      expect(range.to).toBeLessThan(size);
    }),
  );
});
