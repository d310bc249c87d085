import { ApexBlob } from "../../runtime/blob.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import type { ApexDate } from "../../runtime/dates.ts";
import { ApexDatetime, ApexTime, fromLocal, parseDate, utc } from "../../runtime/dates.ts";
import { Dec } from "../../runtime/decimal.ts";
import { Dbl } from "../../runtime/double.ts";
import { enumValue } from "../../runtime/enums.ts";
import { raise } from "../../runtime/exceptions.ts";
import { machine } from "../../runtime/machine.ts";
import { instanceFields, slotOf } from "../../runtime/objects.ts";
import { ApexRecord } from "../../runtime/record.ts";
import { T, toId } from "../../runtime/types.ts";
import type { Type } from "../../symbols/model.ts";
import { jsonError, place, type Json } from "./tokens.ts";

/** `deserializeUntyped` (rule 139). */
export function untyped(json: Json): unknown {
  switch (json.k) {
    case "null":
      return null;
    case "boolean":
      return json.value;
    case "string":
      return json.text;
    case "number":
      return untypedNumber(json.text);
    case "array":
      return new ApexList(T("List<Object>"), json.items.map(untyped));
    case "object": {
      const map = new ApexMap(T("Map<String,Object>"));
      for (const [k, v] of json.entries) map.put(k, untyped(v));
      return map;
    }
  }
}

function untypedNumber(text: string): unknown {
  if (/[.eE]/.test(text)) return Dec.parse(text);
  const n = BigInt(text);
  if (n === BigInt.asIntN(32, n)) return Number(n);
  return n === BigInt.asIntN(64, n) ? n : Dec.parse(text);
}

export interface TypedContext {
  text: string;
  strict: boolean;
}

/** `deserialize` into a type (rules 137 to 142). Constructors and field initialisers do not run; no org has confirmed that (rule 143). */
export function typed(json: Json, type: Type, context: TypedContext): unknown {
  if (json.k === "null") return null;
  const { symbol } = type;
  if (symbol.platform && symbol.namespace === "System") {
    const simple = PRIMITIVES[symbol.name];
    if (simple) return simple(json, context);
    if (symbol.name === "Object") return untyped(json);
    if (symbol.name === "List" || symbol.name === "Set") return collection(json, type, context);
    if (symbol.name === "Map") return map(json, type, context);
  }
  if (symbol.kind === "enum") {
    if (json.k !== "string") return illegal(json, type.name, context);
    return (
      enumValue(symbol, json.text) ??
      jsonError(`Invalid value for enum ${type.name}: ${json.text} ${place(context.text, json.at)}`)
    );
  }
  if (symbol.kind === "sobject" || symbol.name === "SObject") return record(json, type, context);
  if (symbol.platform || symbol.kind !== "class" || symbol.isAbstract) jsonError(`Not deserializable: ${type.name}`);
  return ownObject(json, type, context);
}

function illegal(json: Json, kind: string, context: TypedContext): never {
  const shown =
    json.k === "object"
      ? "START_OBJECT"
      : json.k === "array"
        ? "START_ARRAY"
        : json.k === "boolean"
          ? String(json.value)
          : json.k === "null"
            ? "null"
            : json.text;
  if (json.k === "object" || json.k === "array")
    jsonError(`Illegal value for primitive ${kind}: ${shown} ${place(context.text, json.at)}`);
  return jsonError(`Illegal value for primitive ${kind}: ${shown} ${place(context.text, json.at)}`);
}

type Reader = (json: Json, context: TypedContext) => unknown;

const scalarText = (json: Json): string | null =>
  json.k === "string" || json.k === "number" ? json.text : json.k === "boolean" ? String(json.value) : null;

function whole(json: Json, kind: string, bits: number, context: TypedContext): bigint {
  const text = scalarText(json);
  if (text === null || !/^-?\d+$/.test(text) || BigInt(text) !== BigInt.asIntN(bits, BigInt(text)))
    return illegal(json, kind, context);
  return BigInt(text);
}

function decimal(json: Json, kind: string, context: TypedContext): Dec {
  const text = json.k === "string" || json.k === "number" ? json.text : null;
  return (text === null ? null : Dec.parse(text)) ?? illegal(json, kind, context);
}

function text(json: Json, kind: string, context: TypedContext): string {
  return scalarText(json) ?? illegal(json, kind, context);
}

const PRIMITIVES: Record<string, Reader> = {
  String: (j, c) => text(j, "String", c),
  Integer: (j, c) => Number(whole(j, "Integer", 32, c)),
  Long: (j, c) => whole(j, "Long", 64, c),
  Double: (j, c) => new Dbl(decimal(j, "Double", c).toNumber()),
  Decimal: (j, c) => decimal(j, "Decimal", c),
  Boolean: (j, c) => {
    const t = scalarText(j);
    return t === "true" || t === "false" ? t === "true" : illegal(j, "Boolean", c);
  },
  Id: (j, c) => toId(text(j, "Id", c)),
  Date: (j, c) => parseIsoDate(text(j, "Date", c)),
  Datetime: (j, c) => parseIsoDatetime(text(j, "Datetime", c)),
  Time: (j, c) => parseIsoTime(text(j, "Time", c)),
  Blob: (j, c) => new ApexBlob(Buffer.from(text(j, "Blob", c), "base64")),
};

export function parseIsoDate(s: string): ApexDate {
  if (!/^\d{4}-\d{1,2}-\d{1,2}/.test(s)) jsonError(`Invalid date: ${s}`);
  return parseDate(s.slice(0, 10));
}

/** ISO 8601 with zone; without one it is the user's time. */
export function parseIsoDatetime(s: string): ApexDatetime {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(s);
  if (!m) return jsonError(`Invalid date/time: ${s}`);
  const [y, mo, d, h, mi, sec] = m.slice(1, 7).map((x) => Number(x ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = utc(y, mo, d, h, mi, sec, Number((m[7] ?? "0").padEnd(3, "0").slice(0, 3)));
  if (!m[8]) return new ApexDatetime(m[4] ? fromLocal(ms, machine().organization.timeZone) : ms);
  if (m[8] === "Z") return new ApexDatetime(ms);
  const sign = m[8].startsWith("-") ? -1 : 1;
  const offset = (Number(m[8].slice(1, 3)) * 60 + Number(m[8].slice(-2))) * 60_000;
  return new ApexDatetime(ms - sign * offset);
}

export function parseIsoTime(s: string): ApexTime {
  const m = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z?$/.exec(s);
  if (!m) return jsonError(`Invalid time: ${s}`);
  return new ApexTime(
    Number(m[1]) * 3_600_000 + Number(m[2]) * 60_000 + Number(m[3]) * 1000 + Number((m[4] ?? "0").padEnd(3, "0")),
  );
}

function collection(json: Json, type: Type, context: TypedContext): unknown {
  if (json.k !== "array")
    return jsonError(`Malformed JSON: Expected '[' at the beginning of List/Set ${place(context.text, json.at)}`);
  const items = json.items.map((i) => typed(i, type.args[0]!, context));
  return type.symbol.name === "List" ? new ApexList(type, items) : new ApexSet(type, items);
}

function map(json: Json, type: Type, context: TypedContext): ApexMap {
  if (json.k !== "object")
    return jsonError(`Malformed JSON: Expected '{' at the beginning of object ${place(context.text, json.at)}`);
  const result = new ApexMap(type);
  const key = type.args[0]!;
  for (const [k, v] of json.entries) {
    result.put(
      key === T("String") ? k : typed({ k: "string", text: k, at: json.at }, key, context),
      typed(v, type.args[1]!, context),
    );
  }
  return result;
}

/** Attribute names match fields without regard to case; no org has confirmed that (rule 143). */
function ownObject(json: Json, type: Type, context: TypedContext): object {
  if (json.k !== "object")
    return jsonError(`Malformed JSON: Expected '{' at the beginning of object ${place(context.text, json.at)}`);
  const object = new (machine().organization.classes[type.symbol.id]!)() as Record<string, unknown>;
  const fields = new Map(instanceFields(type.symbol).map((f) => [f.name.toLowerCase(), f]));
  for (const [name, value] of json.entries) {
    const field = fields.get(name.toLowerCase());
    if (!field || field.transient) {
      if (context.strict) jsonError(`Unknown field: ${type.name}.${name}`);
      continue;
    }
    const v = typed(value, field.type, context);
    const setter = `set ${field.name.toLowerCase()}`;
    if (field.setterBody) (object[setter] as (v: unknown) => void).call(object, v);
    else object[slotOf(field)] = v;
  }
  return object;
}

function record(json: Json, type: Type, context: TypedContext): ApexRecord {
  if (json.k !== "object")
    return jsonError(`Malformed JSON: Expected '{' at the beginning of object ${place(context.text, json.at)}`);
  const { table } = machine().organization;
  const attributes = json.entries.find(([k]) => k === "attributes")?.[1];
  const named = attributes?.k === "object" ? attributes.entries.find(([k]) => k === "type")?.[1] : undefined;
  const symbol =
    type.symbol.kind === "sobject" ? type.symbol : named?.k === "string" ? table.sobject(named.text) : null;
  if (!symbol) return raise("System.JSONException", "SObject without attributes.type");
  const schema = table.objects.get(symbol.name.toLowerCase())!;
  const result = new ApexRecord(symbol.type, schema);
  for (const [name, value] of json.entries) {
    if (name === "attributes") continue;
    const field = symbol.fields.get(name.toLowerCase());
    if (!field) return jsonError(`No such column '${name}' on sobject of type ${schema.name}`);
    const rows = value.k === "object" ? value.entries.find(([k]) => k === "records")?.[1] : undefined;
    result.fields.set(name.toLowerCase(), typed(rows ?? value, field.type, context));
  }
  return result;
}
