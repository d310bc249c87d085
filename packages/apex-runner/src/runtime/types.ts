import { platformTypes } from "../symbols/platform-types.ts";
import type { Type, TypeSymbol } from "../symbols/model.ts";
import { asInstanceOf } from "../symbols/substitution.ts";
import { ApexBlob } from "./blob.ts";
import { ApexDate, ApexDatetime, ApexTime, DAY } from "./dates.ts";
import { Dec } from "./decimal.ts";
import { Dbl } from "./double.ts";
import { id18, isId } from "./equality.ts";
import { raise } from "./exceptions.ts";
import { ApexList } from "./collections.ts";

const named = new Map<string, Type>();

/** Platform types by name, e.g. `List<String>`; used by platform code only. */
export function T(name: string): Type {
  let type = named.get(name);
  if (!type) {
    const match = /^([\w.]+)(?:<(.*)>)?$/.exec(name)!;
    const args = match[2] ? splitArguments(match[2]).map(T) : [];
    type = platformTypes().get(match[1]!, ...args);
    named.set(name, type);
  }
  return type;
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "<") depth++;
    else if (text[i] === ">") depth--;
    else if (text[i] === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)].map((p) => p.trim());
}

/** Runtime type of a value that is not null. */
export function typeOf(v: unknown): Type {
  if (typeof v === "string") return T("String");
  if (typeof v === "number") return T("Integer");
  if (typeof v === "boolean") return T("Boolean");
  if (typeof v === "bigint") return T("Long");
  if (v instanceof Dec) return T("Decimal");
  if (v instanceof Dbl) return T("Double");
  if (v instanceof ApexDate) return T("Date");
  if (v instanceof ApexDatetime) return T("Datetime");
  if (v instanceof ApexTime) return T("Time");
  if (v instanceof ApexBlob) return T("Blob");
  return (v as { $type?: Type }).$type ?? T("Object");
}

const WIDER: Record<string, string[]> = {
  Integer: ["Long", "Double", "Decimal"],
  Long: ["Double", "Decimal"],
  Double: ["Decimal"],
  Decimal: ["Double"],
};

/** Whether a value is an instance; null never is (rule 67, API 32 and later). */
export function isInstance(v: unknown, type: Type): boolean {
  if (v === null) return false;
  return isAssignable(typeOf(v), type) || (typeof v === "string" && type === T("Id") && isId(v));
}

/** Runtime assignability: subclasses, element subtypes of lists, numbers to wider numbers (rules 45, 75, 76). */
export function isAssignable(from: Type, to: Type): boolean {
  if (from === to || to === T("Object")) return true;
  if (WIDER[from.symbol.name]?.includes(to.symbol.name) && from.symbol.platform && to.symbol.platform) return true;
  if (from === T("Date") && to === T("Datetime")) return true;
  const seen = asInstanceOf(from, to.symbol);
  if (!seen) return false;
  if (seen === to) return true;
  if (!seen.args.length) return true;
  if (to.symbol.name === "List" || to.symbol.kind === "interface") {
    return seen.args.every((a, i) => {
      const target = to.args[i]!;
      if (target === T("Object")) return true;
      if (sobject(a) && sobject(target)) return a === T("SObject") || target === T("SObject") || a === target;
      return !WIDER[a.symbol.name]?.includes(target.symbol.name) && isAssignable(a, target);
    });
  }
  if (to.symbol.name === "Map")
    return seen.args[0] === to.args[0] && (to.args[1] === T("Object") || sameButRecords(seen.args[1]!, to.args[1]!));
  if (to.symbol.name === "Set") return sameButRecords(seen.args[0]!, to.args[0]!);
  return false;
}

const sobject = (t: Type): boolean => t.symbol.kind === "sobject" || t === T("SObject");

/** Sets and Maps convert where only `SObject` stands for an object, however deep: `Map<Id, List<Account>>`. */
function sameButRecords(from: Type, to: Type): boolean {
  if (from === to || (sobject(from) && to === T("SObject"))) return true;
  return from.symbol === to.symbol && from.args.length > 0 && from.args.every((a, i) => sameButRecords(a, to.args[i]!));
}

/** Narrowing reference cast; numbers keep their conversions at compile time. */
export function cast<V>(v: V, type: Type): V {
  if (v === null || isAssignable(typeOf(v), type)) return widened(v, type) as V;
  if (typeof v === "string" && type === T("Id")) return toId(v) as V;
  if (v instanceof ApexList && v.items.length === 0 && type.symbol.name === "List" && isAssignable(type, v.$type))
    return v;
  raise("System.TypeException", `Invalid conversion from runtime type ${typeOf(v).name} to ${type.name}`);
}

/** An Integer held as Object and cast to Decimal becomes a Decimal. */
function widened(v: unknown, type: Type): unknown {
  if (v === null || !type.symbol.platform) return v;
  switch (type.symbol.name) {
    case "Long":
      return typeof v === "number" ? BigInt(v) : v;
    case "Double":
      return typeof v === "number" || typeof v === "bigint"
        ? new Dbl(Number(v))
        : v instanceof Dec
          ? new Dbl(v.toNumber())
          : v;
    case "Datetime":
      return v instanceof ApexDate ? new ApexDatetime(v.days * DAY) : v;
    case "Decimal":
      if (v instanceof Dbl) return Dec.of(v.value);
      return typeof v === "number" || typeof v === "bigint" ? Dec.of(v) : v;
    default:
      return v;
  }
}

export function toId(text: string | null): string | null {
  if (text === null) return null;
  if (!isId(text)) raise("System.StringException", `Invalid id: ${text}`);
  return id18(text);
}

export function isSymbol(symbol: TypeSymbol, name: string): boolean {
  return symbol.platform && symbol.fullName === name;
}
