import { ApexBlob } from "../runtime/blob.ts";
import { ApexList, ApexMap, ApexSet } from "../runtime/collections.ts";
import { ApexDate, ApexDatetime, isoText } from "../runtime/dates.ts";
import { Dec } from "../runtime/decimal.ts";
import { Dbl } from "../runtime/double.ts";
import { EnumValue } from "../runtime/enums.ts";
import { ApexObject, instanceFields, slotOf } from "../runtime/objects.ts";
import { ApexRecord } from "../runtime/record.ts";
import { typeOf } from "../runtime/types.ts";
import { platformFunction } from "../platform/registry.ts";
import { typed } from "../platform/json/deserialize.ts";
import { parseJson } from "../platform/json/tokens.ts";
import type { Type } from "../symbols/model.ts";

/** What crosses the border between a host and Apex: JSON values; objects of platform classes as their constructor's arguments by name. */
export type Plain = null | string | number | boolean | Plain[] | { [name: string]: Plain };

/** @throws Error when the value does not fit the type */
export function toApex(value: Plain, type: Type): unknown {
  if (value === null) return null;
  const { symbol } = type;
  if (symbol.platform && symbol.namespace === "System" && ["List", "Set"].includes(symbol.name)) {
    if (!Array.isArray(value)) throw new Error(`${type.name} needs an array`);
    const items = value.map((v) => toApex(v, type.args[0]!));
    return symbol.name === "List" ? new ApexList(type, items) : new ApexSet(type, items);
  }
  if (symbol.platform && symbol.kind === "class" && symbol.namespace !== "System") return platformObject(value, type);
  const text = JSON.stringify(value);
  return typed(parseJson(text), type, { text, strict: true });
}

/** The constructor with the most parameters that are all given; what no constructor takes is an error. */
function platformObject(value: Plain, type: Type): unknown {
  if (typeof value !== "object" || Array.isArray(value) || value === null)
    throw new Error(`${type.name} needs an object`);
  const keys = Object.keys(value);
  const candidates = type.symbol.constructors.filter((c) => keys.every((k) => c.parameters.some((p) => p.name === k)));
  const fewest = candidates.sort((a, b) => a.parameters.length - b.parameters.length)[0];
  if (!fewest) throw new Error(`${type.name} has no constructor with ${keys.join(", ")}`);
  return platformFunction(fewest)(...fewest.parameters.map((p) => toApex(value[p.name] ?? null, p.type)));
}

export function toPlain(value: unknown): Plain {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Dec || value instanceof Dbl) return Number(value.toString());
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return isoText(value.ms);
  if (value instanceof ApexBlob) return value.bytes.toString("base64");
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexList || value instanceof ApexSet) return [...value].map(toPlain);
  if (value instanceof ApexMap)
    return Object.fromEntries(value.pairs.map(([k, v]) => [String(toPlain(k)), toPlain(v)]));
  if (value instanceof ApexRecord) return Object.fromEntries([...value.fields].map(([k, v]) => [k, toPlain(v)]));
  if (value instanceof ApexObject) {
    const slots = value as unknown as Record<string, unknown>;
    return Object.fromEntries(
      instanceFields(value.$type.symbol).map((f) => [f.name, toPlain(slots[slotOf(f)] ?? null)]),
    );
  }
  const container = value as { values?: Map<string, unknown> };
  if (container.values instanceof Map) return containerToPlain(value as object, container.values);
  throw new Error(`${typeOf(value).name} cannot leave Apex`);
}

/** Names as the constructor writes them. */
function containerToPlain(value: object, values: Map<string, unknown>): Plain {
  const names = new Map(
    typeOf(value).symbol.constructors.flatMap((c) => c.parameters.map((p) => [p.name.toLowerCase(), p.name] as const)),
  );
  return Object.fromEntries([...values].map(([k, v]) => [names.get(k) ?? k, toPlain(v)]));
}
