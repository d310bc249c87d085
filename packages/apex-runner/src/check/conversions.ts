import { asInstanceOf } from "../symbols/substitution.ts";
import type { Type } from "../symbols/model.ts";
import type { TypeTable } from "../symbols/table.ts";
import type { Body } from "./body.ts";
import type { Value } from "./value.ts";

const NUMERIC: Record<string, string> = { Integer: "I", Long: "L", Double: "D", Decimal: "N" };
const ORDER = "ILDN";

/** `I`, `L`, `D` or `N` for the numeric types, else null. */
export function numericCode(type: Type): string | null {
  return type.symbol.platform && type.symbol.namespace === "System" ? (NUMERIC[type.symbol.name] ?? null) : null;
}

export function isNamed(type: Type, name: string): boolean {
  return type.symbol.platform && type.symbol.namespace === "System" && type.symbol.name === name;
}

export function isNull(type: Type): boolean {
  return type.symbol.name === "null" && type.symbol.platform;
}

export function isVoid(type: Type): boolean {
  return type.symbol.name === "void" && type.symbol.platform;
}

export function isRecord(type: Type): boolean {
  return type.symbol.kind === "sobject" || isNamed(type, "SObject");
}

/** How far an implicit conversion goes, or null when there is none (rules 32, 69 to 71, 75). */
export function conversionCost(table: TypeTable, from: Type, to: Type): number | null {
  if (from === to) return 0;
  if (isVoid(from) || isVoid(to)) return null;
  if (isNull(from)) return 0;
  const [f, t] = [numericCode(from), numericCode(to)];
  if (f && t) {
    const distance = ORDER.indexOf(t) - ORDER.indexOf(f);
    if (distance > 0) return distance;
    return f === "N" && t === "D" ? 5 : null;
  }
  if (isNamed(to, "Object")) return 50;
  if (isNamed(from, "Id") && isNamed(to, "String")) return 4;
  if (isNamed(from, "String") && isNamed(to, "Id")) return 5;
  if (isNamed(from, "Date") && isNamed(to, "Datetime")) return 4;
  const depth = depthTo(from, to);
  if (depth !== null) return depth;
  const seen = asInstanceOf(from, to.symbol);
  if (seen && seen !== from && seen.args.length) return elementsConvert(table, seen, to) ? 12 : null;
  if (isNamed(from, "List") && isNamed(to, "List")) return elementsConvert(table, from, to) ? 10 : null;
  if (from.symbol === to.symbol && isNamed(from, "Map"))
    return from.args[0] === to.args[0] && valueConverts(from.args[1]!, to.args[1]!) ? 11 : null;
  if (from.symbol === to.symbol && from.symbol.kind === "interface" && from.args.length)
    return elementsConvert(table, from, to) ? 11 : null;
  return null;
}

/** Maps of one key type convert to `Map<K, Object>` and, as lists do, between records and `SObject` (rule 75). */
function valueConverts(from: Type, to: Type): boolean {
  if (isRecord(from) && isRecord(to)) return isNamed(from, "SObject") || isNamed(to, "SObject");
  return isNamed(to, "Object");
}

/** Lists convert with their elements, as far as these need no change of representation; records also downwards. */
function elementsConvert(table: TypeTable, from: Type, to: Type): boolean {
  return from.args.every((a, i) => {
    const b = to.args[i]!;
    if (a === b) return true;
    if (numericCode(a) && numericCode(b)) return false;
    if (isRecord(a) && isRecord(b)) return isNamed(a, "SObject") || isNamed(b, "SObject");
    if (isNamed(a, "SObject") && isNamed(b, "AggregateResult")) return true;
    if (isNamed(a, "Date")) return isNamed(b, "Object");
    return conversionCost(table, a, b) !== null;
  });
}

function depthTo(from: Type, to: Type): number | null {
  if (from === to) return 0;
  const { symbol } = from;
  const parents = symbol.superType ? [symbol.superType, ...symbol.interfaces] : symbol.interfaces;
  for (const parent of parents) {
    const seen = from.args.length ? asInstanceOf(from, parent.symbol)! : parent;
    const depth = depthTo(seen, to);
    if (depth !== null) return depth + 6;
  }
  return null;
}

/** JavaScript that turns a value of type `from` into one of `to`; the conversion must exist. */
export function convertJs(from: Type, to: Type, js: string): string {
  const [f, t] = [numericCode(from), numericCode(to)];
  if (f && t) return f === t ? js : `$.convert.${f}${t}(${js})`;
  if (isNamed(from, "String") && isNamed(to, "Id")) return `$.toId(${js})`;
  if (isNamed(from, "Date") && isNamed(to, "Datetime")) return `$.dateToDatetime(${js})`;
  return js;
}

/** Implicit conversion for assignment, arguments and return, or a compile error. */
export function assign(body: Body, value: Value, to: Type, what = "Illegal assignment from"): string {
  if (value.rowsOf && isRecord(to) && conversionCost(body.table, value.rowsOf.type, to) !== null)
    return `$.single(${value.js})`;
  // the one row of Database.query is known to be of the wanted object only when it is there
  if (value.rowsOf?.name === "SObject" && to.symbol.kind === "sobject")
    return `$.cast($.single(${value.js}), ${body.unit.type(to)})`;
  if (conversionCost(body.table, value.type, to) === null) {
    body.fail(value.at, `${what} ${value.type.name} to ${to.name}`);
  }
  return convertJs(value.type, to, value.js);
}

/** Whether a cast can ever hold (rule 68). */
export function castable(table: TypeTable, from: Type, to: Type): boolean {
  if (conversionCost(table, from, to) !== null || conversionCost(table, to, from) !== null) return true;
  if (numericCode(from) && numericCode(to)) return true;
  if (isNamed(from, "Object") || isNamed(to, "Object")) return true;
  if (isRecord(from) && isRecord(to)) return isNamed(from, "SObject") || isNamed(to, "SObject");
  const final = (t: Type): boolean => t.symbol.kind === "class" && !t.symbol.isVirtual && !t.symbol.isAbstract;
  if (from.symbol.kind === "interface" && !final(to)) return !isPrimitive(to);
  if (to.symbol.kind === "interface" && !final(from)) return !isPrimitive(from);
  if (from.symbol.kind === "interface" && asInstanceOf(to, from.symbol)) return true;
  if (from.symbol === to.symbol && from.args.length) return from.args.every((a, i) => castable(table, a, to.args[i]!));
  return false;
}

const PRIMITIVES = "String Integer Long Double Decimal Boolean Date Datetime Time Blob Id".split(" ");

export function isPrimitive(type: Type): boolean {
  return PRIMITIVES.some((p) => isNamed(type, p)) || type.symbol.kind === "enum";
}

/** Type of `a ?? b` and `t ? a : b` (rule 26). */
export function commonType(table: TypeTable, a: Type, b: Type): Type | null {
  if (isVoid(a) || isVoid(b)) return null;
  if (isNull(a)) return b;
  if (isNull(b)) return a;
  const [x, y] = [numericCode(a), numericCode(b)];
  if (x && y) return ORDER.indexOf(x) >= ORDER.indexOf(y) ? a : b;
  if (conversionCost(table, a, b) !== null) return b;
  if (conversionCost(table, b, a) !== null) return a;
  for (let s = a.symbol.superType; s; s = s.symbol.superType) if (conversionCost(table, b, s) !== null) return s;
  const shared = a.symbol.interfaces.find((i) => conversionCost(table, b, i) !== null);
  return shared ?? null;
}

export function promoted(body: Body, a: Type, b: Type): { type: Type; code: string } | null {
  const [x, y] = [numericCode(a), numericCode(b)];
  if (!x || !y) return null;
  const code = ORDER[Math.max(ORDER.indexOf(x), ORDER.indexOf(y))]!;
  return { type: body.get(Object.keys(NUMERIC)[ORDER.indexOf(code)]!), code };
}
