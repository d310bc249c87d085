import { ApexBlob } from "./blob.ts";
import { ApexList, ApexMap, ApexSet } from "./collections.ts";
import { ApexDate, ApexDatetime, ApexTime } from "./dates.ts";
import { Dec } from "./decimal.ts";
import { Dbl } from "./double.ts";
import { ApexRecord } from "./record.ts";

interface WithEquals {
  "i.equals/1"?(other: unknown): unknown;
  "i.hashcode/0"?(): unknown;
}

/** `==` between Strings ignores case (rule 48). */
export function eqString(a: string | null, b: string | null): boolean {
  if (a === b || a === null || b === null) return a === b;
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** `<` between Strings ignores case; null is below everything (rules 19, 49). */
export function compareString(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export function isId(text: string): boolean {
  return ID.test(text);
}

/** 18-character form: the last three characters encode the case of the first fifteen. */
export function id18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = "";
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[block * 5 + i]!)) bits |= 1 << i;
    suffix += "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits];
  }
  return id + suffix;
}

export function eqId(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a.slice(0, 15) === b.slice(0, 15);
}

function numeric(v: unknown): Dec | number | null {
  if (typeof v === "number" || typeof v === "bigint") return Dec.of(v);
  if (v instanceof Dec) return v;
  if (v instanceof Dbl) return Number.isFinite(v.value) ? Dec.of(v.value) : v.value;
  return null;
}

/** Numbers of different types held as Object compare by value; whether an org does so is unconfirmed (rule 192). */
function equalNumbers(a: unknown, b: unknown): boolean | null {
  const [x, y] = [numeric(a), numeric(b)];
  if (x === null || y === null) return null;
  return x instanceof Dec && y instanceof Dec ? x.compare(y) === 0 : x === y;
}

/** `==` for everything that is neither String nor Id nor a number by its static type (rules 72 to 74). */
export function equals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const numbers = equalNumbers(a, b);
  if (numbers !== null) return numbers;
  if (a instanceof ApexDatetime || b instanceof ApexDatetime) return instantOf(a) === instantOf(b);
  if (a instanceof ApexDate) return b instanceof ApexDate && a.days === b.days;
  if (a instanceof ApexTime) return b instanceof ApexTime && a.ms === b.ms;
  if (a instanceof ApexBlob) return b instanceof ApexBlob && a.bytes.equals(b.bytes);
  if (a instanceof ApexList) {
    return b instanceof ApexList && a.items.length === b.items.length && a.items.every((x, i) => equals(x, b.items[i]));
  }
  if (a instanceof ApexSet) return b instanceof ApexSet && a.size === b.size && [...a].every((x) => b.has(x));
  if (a instanceof ApexMap) {
    return b instanceof ApexMap && a.size === b.size && a.pairs.every(([k, v]) => b.has(k) && equals(v, b.get(k)));
  }
  if (a instanceof ApexRecord) return b instanceof ApexRecord && a.equals(b);
  const own = (a as WithEquals)["i.equals/1"];
  return typeof a === "object" && own ? own.call(a, b) === true : false;
}

/**
 * Equality of Datetimes looks at whole seconds, order at milliseconds: public libraries' own tests compare
 * `Datetime.newInstance(1538783039073L)` with a value without milliseconds. No org has confirmed it here.
 */
function instantOf(v: unknown): number | null {
  if (v instanceof ApexDatetime) return wholeSeconds(v);
  return v instanceof ApexDate ? v.days * 86_400_000 : NaN;
}

function wholeSeconds(v: ApexDatetime): number {
  return Math.floor(v.ms / 1000) * 1000;
}

export type HashKey = unknown;

/**
 * What two equal keys share. Decimals that differ in scale only are one key here; no org has confirmed either
 * (rule 36), so this function is the one place to change.
 */
export function hashKey(v: unknown): HashKey {
  if (v === null || typeof v !== "object") return v;
  if (v instanceof Dec) return `\u0000n${v.strip()}`;
  if (v instanceof Dbl) return `\u0000d${v.value}`;
  if (v instanceof ApexDate) return `\u0000a${v.days}`;
  if (v instanceof ApexDatetime) return `\u0000t${wholeSeconds(v)}`;
  if (v instanceof ApexTime) return `\u0000m${v.ms}`;
  if (v instanceof ApexBlob) return `\u0000b${v.bytes.toString("base64")}`;
  if (v instanceof ApexList || v instanceof ApexSet || v instanceof ApexMap || v instanceof ApexRecord)
    return `\u0000h${hashOf(v)}`;
  return (v as WithEquals)["i.hashcode/0"] ? `\u0000h${hashOf(v)}` : v;
}

function mix(hash: number, v: unknown): number {
  return (Math.imul(hash, 31) + hashOf(v)) | 0;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1000;

/** `hashCode()`; equal values have equal hashes, the numbers themselves are not those of an org. */
export function hashOf(v: unknown): number {
  if (v === null) return 0;
  if (typeof v === "number") return v;
  if (typeof v === "boolean") return v ? 1231 : 1237;
  if (typeof v === "string") {
    let hash = 0;
    for (let i = 0; i < v.length; i++) hash = (Math.imul(hash, 31) + v.charCodeAt(i)) | 0;
    return hash;
  }
  if (typeof v === "bigint") return Number(BigInt.asIntN(32, v ^ (v >> 32n)));
  if (v instanceof ApexList) return v.items.reduce<number>(mix, 1);
  if (v instanceof ApexSet) return [...v].reduce<number>((h, x) => (h + hashOf(x)) | 0, 0);
  if (v instanceof ApexMap) return v.pairs.reduce((h, [k, x]) => (h + (hashOf(k) ^ hashOf(x))) | 0, 0);
  if (v instanceof ApexRecord) return [...v.fields].reduce((h, [k, x]) => (h + (hashOf(k) ^ hashOf(x))) | 0, 17);
  const own = (v as WithEquals)["i.hashcode/0"];
  if (own) return own.call(v) as number;
  const key = hashKey(v);
  if (typeof key === "string") return hashOf(key);
  let identity = identities.get(v as object);
  if (identity === undefined) identities.set(v as object, (identity = nextIdentity++));
  return identity;
}
