import { Dbl } from "./double.ts";
import { Dec } from "./decimal.ts";
import { nn, raise } from "./exceptions.ts";

/** Operators of the four numeric types. Null operands throw, except in comparisons, which are false (rules 16, 18). */
type Num<T> = T | null;

function divideByZero(): never {
  raise("System.MathException", "Divide by 0");
}

export const I = {
  add: (a: Num<number>, b: Num<number>): number => (nn(a) + nn(b)) | 0,
  sub: (a: Num<number>, b: Num<number>): number => (nn(a) - nn(b)) | 0,
  mul: (a: Num<number>, b: Num<number>): number => Math.imul(nn(a), nn(b)),
  div: (a: Num<number>, b: Num<number>): number => (nn(b) === 0 ? divideByZero() : (nn(a) / b!) | 0),
  neg: (a: Num<number>): number => -nn(a) | 0,
  and: (a: Num<number>, b: Num<number>): number => nn(a) & nn(b),
  or: (a: Num<number>, b: Num<number>): number => nn(a) | nn(b),
  xor: (a: Num<number>, b: Num<number>): number => nn(a) ^ nn(b),
  not: (a: Num<number>): number => ~nn(a),
  shl: (a: Num<number>, b: Num<number>): number => nn(a) << nn(b),
  shr: (a: Num<number>, b: Num<number>): number => nn(a) >> nn(b),
  ushr: (a: Num<number>, b: Num<number>): number => (nn(a) >>> nn(b)) | 0,
  eq: (a: Num<number>, b: Num<number>): boolean => a === b,
  lt: (a: Num<number>, b: Num<number>): boolean => a !== null && b !== null && a < b,
  gt: (a: Num<number>, b: Num<number>): boolean => a !== null && b !== null && a > b,
  le: (a: Num<number>, b: Num<number>): boolean => a !== null && b !== null && a <= b,
  ge: (a: Num<number>, b: Num<number>): boolean => a !== null && b !== null && a >= b,
  one: 1,
};

const wrap = (n: bigint): bigint => BigInt.asIntN(64, n);

export const L = {
  add: (a: Num<bigint>, b: Num<bigint>): bigint => wrap(nn(a) + nn(b)),
  sub: (a: Num<bigint>, b: Num<bigint>): bigint => wrap(nn(a) - nn(b)),
  mul: (a: Num<bigint>, b: Num<bigint>): bigint => wrap(nn(a) * nn(b)),
  div: (a: Num<bigint>, b: Num<bigint>): bigint => (nn(b) === 0n ? divideByZero() : wrap(nn(a) / b!)),
  neg: (a: Num<bigint>): bigint => wrap(-nn(a)),
  and: (a: Num<bigint>, b: Num<bigint>): bigint => nn(a) & nn(b),
  or: (a: Num<bigint>, b: Num<bigint>): bigint => nn(a) | nn(b),
  xor: (a: Num<bigint>, b: Num<bigint>): bigint => nn(a) ^ nn(b),
  not: (a: Num<bigint>): bigint => ~nn(a),
  shl: (a: Num<bigint>, b: Num<bigint>): bigint => wrap(nn(a) << (nn(b) & 63n)),
  shr: (a: Num<bigint>, b: Num<bigint>): bigint => nn(a) >> (nn(b) & 63n),
  ushr: (a: Num<bigint>, b: Num<bigint>): bigint => wrap(BigInt.asUintN(64, nn(a)) >> (nn(b) & 63n)),
  eq: (a: Num<bigint>, b: Num<bigint>): boolean => a === b,
  lt: (a: Num<bigint>, b: Num<bigint>): boolean => a !== null && b !== null && a < b,
  gt: (a: Num<bigint>, b: Num<bigint>): boolean => a !== null && b !== null && a > b,
  le: (a: Num<bigint>, b: Num<bigint>): boolean => a !== null && b !== null && a <= b,
  ge: (a: Num<bigint>, b: Num<bigint>): boolean => a !== null && b !== null && a >= b,
  one: 1n,
};

export const D = {
  add: (a: Num<Dbl>, b: Num<Dbl>): Dbl => new Dbl(nn(a).value + nn(b).value),
  sub: (a: Num<Dbl>, b: Num<Dbl>): Dbl => new Dbl(nn(a).value - nn(b).value),
  mul: (a: Num<Dbl>, b: Num<Dbl>): Dbl => new Dbl(nn(a).value * nn(b).value),
  div: (a: Num<Dbl>, b: Num<Dbl>): Dbl => (nn(b).value === 0 ? divideByZero() : new Dbl(nn(a).value / b!.value)),
  neg: (a: Num<Dbl>): Dbl => new Dbl(-nn(a).value),
  eq: (a: Num<Dbl>, b: Num<Dbl>): boolean => (a === null || b === null ? a === b : a.value === b.value),
  lt: (a: Num<Dbl>, b: Num<Dbl>): boolean => a !== null && b !== null && a.value < b.value,
  gt: (a: Num<Dbl>, b: Num<Dbl>): boolean => a !== null && b !== null && a.value > b.value,
  le: (a: Num<Dbl>, b: Num<Dbl>): boolean => a !== null && b !== null && a.value <= b.value,
  ge: (a: Num<Dbl>, b: Num<Dbl>): boolean => a !== null && b !== null && a.value >= b.value,
  one: new Dbl(1),
};

export const N = {
  add: (a: Num<Dec>, b: Num<Dec>): Dec => nn(a).add(nn(b)),
  sub: (a: Num<Dec>, b: Num<Dec>): Dec => nn(a).subtract(nn(b)),
  mul: (a: Num<Dec>, b: Num<Dec>): Dec => nn(a).multiply(nn(b)),
  div: (a: Num<Dec>, b: Num<Dec>): Dec => (nn(b).unscaled === 0n ? divideByZero() : nn(a).divide(b!)),
  neg: (a: Num<Dec>): Dec => nn(a).negate(),
  eq: (a: Num<Dec>, b: Num<Dec>): boolean => (a === null || b === null ? a === b : a.compare(b) === 0),
  lt: (a: Num<Dec>, b: Num<Dec>): boolean => a !== null && b !== null && a.compare(b) < 0,
  gt: (a: Num<Dec>, b: Num<Dec>): boolean => a !== null && b !== null && a.compare(b) > 0,
  le: (a: Num<Dec>, b: Num<Dec>): boolean => a !== null && b !== null && a.compare(b) <= 0,
  ge: (a: Num<Dec>, b: Num<Dec>): boolean => a !== null && b !== null && a.compare(b) >= 0,
  one: Dec.of(1),
};

/** Conversions between numeric types; null stays null. Narrowing truncates and wraps (rule 33). */
export const convert = {
  IL: (a: Num<number>): Num<bigint> => (a === null ? null : BigInt(a)),
  ID: (a: Num<number>): Num<Dbl> => (a === null ? null : new Dbl(a)),
  IN: (a: Num<number>): Num<Dec> => (a === null ? null : Dec.of(a)),
  LI: (a: Num<bigint>): Num<number> => (a === null ? null : Number(BigInt.asIntN(32, a))),
  LD: (a: Num<bigint>): Num<Dbl> => (a === null ? null : new Dbl(Number(a))),
  LN: (a: Num<bigint>): Num<Dec> => (a === null ? null : Dec.of(a)),
  DI: (a: Num<Dbl>): Num<number> => (a === null ? null : clampToInteger(a.value)),
  DL: (a: Num<Dbl>): Num<bigint> => (a === null ? null : clampToLong(a.value)),
  DN: (a: Num<Dbl>): Num<Dec> => (a === null ? null : decimalOfDouble(a)),
  NI: (a: Num<Dec>): Num<number> => (a === null ? null : Number(BigInt.asIntN(32, a.truncated()))),
  NL: (a: Num<Dec>): Num<bigint> => (a === null ? null : BigInt.asIntN(64, a.truncated())),
  ND: (a: Num<Dec>): Num<Dbl> => (a === null ? null : new Dbl(a.toNumber())),
};

function clampToInteger(v: number): number {
  return Number.isNaN(v) ? 0 : Math.trunc(Math.min(2147483647, Math.max(-2147483648, v)));
}

function clampToLong(v: number): bigint {
  if (Number.isNaN(v)) return 0n;
  if (v >= 9223372036854775807) return 9223372036854775807n;
  return v <= -9223372036854775808 ? -9223372036854775808n : BigInt(Math.trunc(v));
}

function decimalOfDouble(a: Dbl): Dec {
  const parsed = Dec.parse(String(a.value));
  if (!parsed) raise("System.MathException", `${a} is no Decimal`);
  return Number.isInteger(a.value) && parsed.scale === 0 ? parsed.setScale(1) : parsed;
}
