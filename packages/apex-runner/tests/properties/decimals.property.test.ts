import fc from "fast-check";
import { expect, it } from "vitest";
import { apexClass } from "./apex-class.ts";

const body = `
  public String sum(String a, String b) { return (Decimal.valueOf(a) + Decimal.valueOf(b)).toPlainString(); }
  public String difference(String a, String b) { return (Decimal.valueOf(a) - Decimal.valueOf(b)).toPlainString(); }
  public String product(String a, String b) { return (Decimal.valueOf(a) * Decimal.valueOf(b)).toPlainString(); }
  public String quotient(String a, String b) { return (Decimal.valueOf(a) / Decimal.valueOf(b)).toPlainString(); }
  public String divided(String a, String b, Integer scale, String mode) {
    return Decimal.valueOf(a).divide(Decimal.valueOf(b), scale, System.RoundingMode.valueOf(mode)).toPlainString();
  }
  public String dividedPlainly(String a, String b, Integer scale) {
    return Decimal.valueOf(a).divide(Decimal.valueOf(b), scale).toPlainString();
  }
  public String scaled(String a, Integer scale, String mode) {
    return Decimal.valueOf(a).setScale(scale, System.RoundingMode.valueOf(mode)).toPlainString();
  }
  public String compared(String x, String y) {
    Decimal a = Decimal.valueOf(x);
    Decimal b = Decimal.valueOf(y);
    return (a < b) + ' ' + (a == b) + ' ' + (a > b);
  }`;
const call = await apexClass(body);

interface Exact {
  digits: bigint;
  scale: number;
}

const ten = (n: number): bigint => 10n ** BigInt(n);
const size = (n: bigint): bigint => (n < 0n ? -n : n);

function text({ digits, scale }: Exact): string {
  const all = size(digits)
    .toString()
    .padStart(scale + 1, "0");
  const point = scale ? `.${all.slice(all.length - scale)}` : "";
  return `${digits < 0n ? "-" : ""}${all.slice(0, all.length - scale)}${point}`;
}

/** The whole number next to `top / bottom` that a mode names: the nearer of floor and ceiling, or the named one. */
function rounded(top: bigint, bottom: bigint, mode: string): bigint {
  if (bottom < 0n) return rounded(-top, -bottom, mode);
  const rest = ((top % bottom) + bottom) % bottom;
  const floor = (top - rest) / bottom;
  if (rest === 0n) return floor;
  const ceiling = floor + 1n;
  const [inward, outward] = top < 0n ? [ceiling, floor] : [floor, ceiling];
  const nearer = 2n * rest < bottom ? floor : 2n * rest > bottom ? ceiling : null;
  const modes: Record<string, bigint> = {
    FLOOR: floor,
    CEILING: ceiling,
    DOWN: inward,
    UP: outward,
    HALF_UP: nearer ?? outward,
    HALF_DOWN: nearer ?? inward,
    HALF_EVEN: nearer ?? (floor % 2n === 0n ? floor : ceiling),
  };
  return modes[mode]!;
}

const modes = fc.constantFrom("FLOOR", "CEILING", "DOWN", "UP", "HALF_UP", "HALF_DOWN", "HALF_EVEN");
const places = fc.integer({ min: 0, max: 12 });
const decimals: fc.Arbitrary<Exact> = fc.record({
  // Small numbers and fives make ties, which random digits never do.
  digits: fc.oneof(
    fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
    fc.bigInt({ min: -2000n, max: 2000n }),
    fc.bigInt({ min: -40n, max: 40n }).map((n) => n * 10n + 5n),
  ),
  scale: fc.integer({ min: 0, max: 9 }),
});
const divisors = fc.oneof(
  decimals.filter((d) => d.digits !== 0n),
  fc.record({ digits: fc.constantFrom(2n, -2n, 4n, 8n, 20n, 3n), scale: fc.integer({ min: 0, max: 2 }) }),
);
const often = { numRuns: 500 };

it("adds, subtracts and multiplies without losing a digit, and keeps the scale of both", () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const scale = Math.max(a.scale, b.scale);
      const [x, y] = [a.digits * ten(scale - a.scale), b.digits * ten(scale - b.scale)];
      expect(call("sum", text(a), text(b))).toBe(text({ digits: x + y, scale }));
      expect(call("difference", text(a), text(b))).toBe(text({ digits: x - y, scale }));
      expect(call("product", text(a), text(b))).toBe(text({ digits: a.digits * b.digits, scale: a.scale + b.scale }));
      expect(call("compared", text(a), text(b))).toBe([x < y, x === y, x > y].join(" "));
    }),
    often,
  );
});

it("divides to a scale and rounds as the mode says, half-even without one", () => {
  fc.assert(
    fc.property(decimals, divisors, places, modes, (a, b, scale, mode) => {
      const [top, bottom] = [a.digits * ten(b.scale + scale), b.digits * ten(a.scale)];
      const expected = text({ digits: rounded(top, bottom, mode), scale });
      expect(call("divided", text(a), text(b), scale, mode)).toBe(expected);
      const even = text({ digits: rounded(top, bottom, "HALF_EVEN"), scale });
      expect(call("dividedPlainly", text(a), text(b), scale)).toBe(even);
    }),
    often,
  );
});

it("sets a scale and rounds as the mode says", () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 5 }), modes, (a, scale, mode) => {
      const digits = rounded(a.digits * ten(scale), ten(a.scale), mode);
      expect(call("scaled", text(a), scale, mode)).toBe(text({ digits, scale }));
    }),
    { numRuns: 2000 },
  );
});

it("divides exactly where the quotient ends, and to within half of the 33rd place where it does not", () => {
  fc.assert(
    fc.property(decimals, divisors, (a, b) => {
      const found = call("quotient", text(a), text(b)) as string;
      const [whole, fraction = ""] = found.split(".") as [string, string?];
      const [top, bottom] = [a.digits * ten(b.scale), b.digits * ten(a.scale)];
      const error = size(BigInt(whole + fraction) * bottom - top * ten(fraction.length));
      const ends = (ten(33) * top) % bottom === 0n;
      expect(ends ? error === 0n : fraction.length === 33 && 2n * error <= size(bottom), found).toBe(true);
    }),
    often,
  );
});
