import { Dbl } from "../runtime/double.ts";
import { Dec, RoundingNecessary, type RoundingMode } from "../runtime/decimal.ts";
import type { EnumValue } from "../runtime/enums.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { convert } from "../runtime/numbers.ts";
import { machine } from "../runtime/machine.ts";
import { implement } from "./registry.ts";

function grouped(text: string): string {
  const [whole, fraction] = text.split(".") as [string, string?];
  const withCommas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction ? `${withCommas}.${fraction}` : withCommas;
}

function parseInteger(text: string | null): number {
  const s = nn(text).trim();
  if (!/^[+-]?\d+$/.test(s) || BigInt(s) !== BigInt.asIntN(32, BigInt(s)))
    raise("System.TypeException", `Invalid integer: ${text}`);
  return Number(s);
}

function parseLong(text: string | null): bigint {
  const s = nn(text).trim();
  if (!/^[+-]?\d+$/.test(s) || BigInt(s) !== BigInt.asIntN(64, BigInt(s)))
    raise("System.TypeException", `Invalid long: ${text}`);
  return BigInt(s);
}

function parseDecimal(text: string | null, kind: string): Dec {
  return Dec.parse(nn(text).trim()) ?? raise("System.TypeException", `Invalid ${kind}: ${text}`);
}

function rounding<R>(work: () => R): R {
  try {
    return work();
  } catch (e) {
    if (e instanceof RoundingNecessary) raise("System.MathException", e.message);
    throw e;
  }
}

const mode = (m: EnumValue): RoundingMode => nn(m).name as RoundingMode;

/** `Decimal.round()` and `Math.round(Decimal)` are half-even (rule 38). */
function roundLong(d: Dec, m: RoundingMode = "HALF_EVEN"): bigint {
  return rounding(() => BigInt.asIntN(64, d.setScale(0, m).unscaled));
}

implement("System.Integer", {
  "valueOf(string)": parseInteger,
  "valueOf(object)": (o: unknown) => {
    if (o === null) return null;
    if (typeof o === "number") return o;
    if (o instanceof Dec) return convert.NI(o);
    if (o instanceof Dbl) return convert.DI(o);
    if (typeof o === "bigint") return convert.LI(o);
    return typeof o === "string" ? parseInteger(o) : raise("System.TypeException", "Invalid integer");
  },
  format: (i: number) => grouped(String(i)),
});

implement("System.Long", {
  valueOf: parseLong,
  intValue: (l: bigint) => convert.LI(l),
  format: (l: bigint) => grouped(String(l)),
});

implement("System.Double", {
  "valueOf(string)": (s: string) => new Dbl(parseDecimal(s, "double").toNumber()),
  "valueOf(object)": (o: unknown) => {
    if (o === null) return null;
    if (typeof o === "number" || typeof o === "bigint") return new Dbl(Number(o));
    if (o instanceof Dec) return new Dbl(o.toNumber());
    if (o instanceof Dbl) return o;
    return typeof o === "string"
      ? new Dbl(parseDecimal(o, "double").toNumber())
      : raise("System.TypeException", "Invalid double");
  },
  intValue: (d: Dbl) => convert.DI(d),
  longValue: (d: Dbl) => convert.DL(d),
  round: (d: Dbl) => BigInt(Math.round(d.value)),
  format: (d: Dbl) => grouped(String(Math.round(d.value * 1000) / 1000)),
});

implement("System.Decimal", {
  "valueOf(string)": (s: string) => parseDecimal(s, "decimal"),
  "valueOf(double)": (d: Dbl | null) => convert.DN(nn(d)),
  "valueOf(long)": (l: bigint | null) => convert.LN(nn(l)),
  "valueOf(decimal)": (d: Dec | null) => nn(d),
  abs: (d: Dec) => d.abs(),
  "divide/2": (d: Dec, by: Dec, scale: number) => divide(d, by, scale, "HALF_EVEN"),
  "divide/3": (d: Dec, by: Dec, scale: number, m: EnumValue) => divide(d, by, scale, mode(m)),
  doubleValue: (d: Dec) => convert.ND(d),
  format: (d: Dec) => grouped(d.setScale(Math.min(3, d.scale)).strip().toPlainString()),
  intValue: (d: Dec) => convert.NI(d),
  longValue: (d: Dec) => convert.NL(d),
  pow: (d: Dec, n: number) => {
    if (nn(n) < 0) raise("System.MathException", `Invalid exponent: ${n}`);
    let result = Dec.of(1);
    for (let i = 0; i < n; i++) result = result.multiply(d);
    return result;
  },
  precision: (d: Dec) => Math.max(d.precision, d.scale),
  "round/0": (d: Dec) => roundLong(d),
  "round/1": (d: Dec, m: EnumValue) => roundLong(d, mode(m)),
  scale: (d: Dec) => d.scale,
  "setScale/1": (d: Dec, n: number) => d.setScale(nn(n)),
  "setScale/2": (d: Dec, n: number, m: EnumValue) => rounding(() => d.setScale(nn(n), mode(m))),
  stripTrailingZeros: (d: Dec) => d.strip(),
  toPlainString: (d: Dec) => d.toPlainString(),
});

function divide(d: Dec, by: Dec, scale: number, m: RoundingMode): Dec {
  if (nn(by).unscaled === 0n) raise("System.MathException", "Divide by 0");
  return rounding(() => d.divideTo(by, nn(scale), m));
}

implement("System.Boolean", {
  "valueOf(string)": (s: string | null) => nn(s).toLowerCase() === "true",
  "valueOf(object)": (o: unknown) => {
    if (typeof o === "boolean") return o;
    if (o === null) return raise("System.NullPointerException", "Argument cannot be null.");
    return typeof o === "string" ? o.toLowerCase() === "true" : raise("System.TypeException", "Invalid boolean");
  },
});

type Numeric = Dbl | Dec;
const real = (f: (v: number) => number) => ({ one: (v: Numeric) => apply(nn(v), f) });

function apply(v: Numeric, f: (v: number) => number): Numeric {
  const result = f(v instanceof Dec ? v.toNumber() : v.value);
  if (v instanceof Dbl) return new Dbl(result);
  return Number.isFinite(result) ? Dec.of(result) : raise("System.MathException", "Result is not a number");
}

const functions = Object.fromEntries(
  (
    [
      "acos",
      "asin",
      "atan",
      "cbrt",
      "cos",
      "cosh",
      "exp",
      "log",
      "log10",
      "sin",
      "sinh",
      "sqrt",
      "tan",
      "tanh",
    ] as const
  ).map((name) => [name, real(Math[name]).one]),
);

const pick =
  (better: (order: number) => boolean) =>
  (a: unknown, b: unknown): unknown => {
    if (nn(a) instanceof Dec) return better((a as Dec).compare(nn(b) as Dec)) ? a : b;
    const [x, y] = a instanceof Dbl ? [a.value, (nn(b) as Dbl).value] : [a as number, nn(b) as number];
    return better(x < y ? -1 : x > y ? 1 : 0) ? a : b;
  };

implement("System.Math", {
  "static e": () => new Dbl(Math.E),
  "static pi": () => new Dbl(Math.PI),
  ...functions,
  "abs(integer)": (a: number) => Math.abs(nn(a)) | 0,
  "abs(long)": (a: bigint) => BigInt.asIntN(64, nn(a) < 0n ? -a : a),
  "abs(double)": (a: Dbl) => new Dbl(Math.abs(nn(a).value)),
  "abs(decimal)": (a: Dec) => nn(a).abs(),
  atan2: (a: Numeric, b: Numeric) =>
    apply(nn(a), (v) => Math.atan2(v, nn(b) instanceof Dec ? (b as Dec).toNumber() : (b as Dbl).value)),
  "ceil(decimal)": (a: Dec) => nn(a).setScale(0, "CEILING"),
  "ceil(double)": (a: Dbl) => new Dbl(Math.ceil(nn(a).value)),
  "floor(decimal)": (a: Dec) => nn(a).setScale(0, "FLOOR"),
  "floor(double)": (a: Dbl) => new Dbl(Math.floor(nn(a).value)),
  max: pick((order) => order >= 0),
  min: pick((order) => order <= 0),
  "mod(integer,integer)": (a: number, b: number) =>
    nn(b) === 0 ? raise("System.MathException", "Divide by 0") : (nn(a) % b) | 0,
  "mod(long,long)": (a: bigint, b: bigint) => (nn(b) === 0n ? raise("System.MathException", "Divide by 0") : nn(a) % b),
  pow: (a: Dbl, b: Dbl) => new Dbl(Math.pow(nn(a).value, nn(b).value)),
  random: () => new Dbl(machine().organization.random()),
  "rint(decimal)": (a: Dec) => nn(a).setScale(0),
  "rint(double)": (a: Dbl) => new Dbl(Dec.of(nn(a).value).setScale(0).toNumber()),
  "round(decimal)": (a: Dec) => Number(BigInt.asIntN(32, nn(a).setScale(0).unscaled)),
  "round(double)": (a: Dbl) => Math.round(nn(a).value) | 0,
  "roundToLong(decimal)": (a: Dec) => roundLong(nn(a)),
  "roundToLong(double)": (a: Dbl) => BigInt(Math.round(nn(a).value)),
  "signum(decimal)": (a: Dec) => Dec.of(nn(a).signum()),
  "signum(double)": (a: Dbl) => new Dbl(Math.sign(nn(a).value)),
});
