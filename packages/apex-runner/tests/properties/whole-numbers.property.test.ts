import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apexClass } from "./apex-class.ts";

type Operation = (a: bigint, b: bigint, bits: number) => bigint;

/** What two's complement says, without any limit of size; the caller wraps. */
const operations: Record<string, Operation> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b, bits) => a << (b & BigInt(bits - 1)),
  ">>": (a, b, bits) => a >> (b & BigInt(bits - 1)),
  ">>>": (a, b, bits) => BigInt.asUintN(bits, a) >> (b & BigInt(bits - 1)),
};

const branches = Object.keys(operations)
  .map((op) => `when '${op}' { return String.valueOf(a ${op} b); }`)
  .join("\n");
const method = (type: string): string => `
  public String of${type}(String op, String x, String y) {
    ${type} a = ${type}.valueOf(x);
    ${type} b = ${type}.valueOf(y);
    switch on op { ${branches} when else { throw new IllegalArgumentException(op); } }
  }
  public String less${type}(String x, String y) {
    ${type} a = ${type}.valueOf(x);
    ${type} b = ${type}.valueOf(y);
    return (a < b) + ' ' + (a <= b) + ' ' + (a == b) + ' ' + (a != b) + ' ' + (a > b) + ' ' + (a >= b);
  }`;

/** Edges often, because that is where numbers wrap. */
function numbers(bits: number): fc.Arbitrary<bigint> {
  const [min, max] = [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
  return fc.oneof(
    fc.bigInt({ min, max }),
    fc.bigInt({ min: -40n, max: 70n }),
    fc.constantFrom(min, min + 1n, max, max - 1n, 0n, -1n, 1n),
  );
}

const call = await apexClass(method("Integer") + method("Long"));

describe.each([
  ["Integer", 32],
  ["Long", 64],
] as const)("%s", (type, bits) => {
  it(`computes as ${bits} bits that wrap around`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(operations)), numbers(bits), numbers(bits), (op, a, b) => {
        const found = call(`of${type}`, op, String(a), String(b));
        if (op === "/" && b === 0n) expect(found).toBe("!System.MathException: Divide by 0");
        else expect(found).toBe(String(BigInt.asIntN(bits, operations[op]!(a, b, bits))));
      }),
      { numRuns: 1500 },
    );
  });

  it("compares by value", () => {
    fc.assert(
      fc.property(numbers(bits), numbers(bits), (a, b) => {
        const expected = [a < b, a <= b, a === b, a !== b, a > b, a >= b].join(" ");
        expect(call(`less${type}`, String(a), String(b))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
