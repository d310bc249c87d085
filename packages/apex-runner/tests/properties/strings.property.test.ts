import fc from "fast-check";
import { expect, it } from "vitest";
import { apexClass } from "./apex-class.ts";

const body = `
  public String operators(String a, String b) {
    return (a == b) + ' ' + (a != b) + ' ' + (a < b) + ' ' + (a <= b) + ' ' + (a > b) + ' ' + (a >= b);
  }
  public String methods(String a, String b) { return a.equals(b) + ' ' + a.equalsIgnoreCase(b) + ' ' + (a === b); }
  public Integer compared(String a, String b) { return a.compareTo(b); }
  public Integer found(List<String> items, String wanted) { return items.indexOf(wanted); }`;
const call = await apexClass(body);

/** Few letters, so that words often differ in case only. */
const word = fc.string({ unit: fc.constantFrom("a", "A", "b", "B", "Z", "z", "_", "0", " "), maxLength: 4 });
const lowered = (s: string): number[] =>
  [...s].map((c) => (c >= "A" && c <= "Z" ? c.charCodeAt(0) + 32 : c.charCodeAt(0)));
const codes = (s: string): number[] => [...s].map((c) => c.charCodeAt(0));

/** Lexical order of two lists of codes: the first difference, else the difference of length. */
function order(a: number[], b: number[]): number {
  const at = a.findIndex((c, i) => c !== b[i]);
  return at < 0 || at >= b.length ? a.length - b.length : a[at]! - b[at]!;
}

it("operators ignore case", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const n = order(lowered(a), lowered(b));
      const expected = [n === 0, n !== 0, n < 0, n <= 0, n > 0, n >= 0].join(" ");
      expect(call("operators", a, b)).toBe(expected);
    }),
    { numRuns: 800 },
  );
});

it("equals and compareTo mind case, equalsIgnoreCase does not", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const same = order(codes(a), codes(b)) === 0;
      const alike = order(lowered(a), lowered(b)) === 0;
      const [equals, ignoring] = (call("methods", a, b) as string).split(" ");
      expect([equals, ignoring]).toEqual([String(same), String(alike)]);
      expect(call("compared", a, b)).toBe(order(codes(a), codes(b)));
    }),
    { numRuns: 800 },
  );
});

it("a list looks for a text with its case", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), word, (items, wanted) => {
      expect(call("found", items, wanted)).toBe(items.indexOf(wanted));
    }),
  );
});
