import { ApexBlob } from "../../runtime/blob.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { ApexDate, ApexDatetime, ApexTime, isoText } from "../../runtime/dates.ts";
import { Dec } from "../../runtime/decimal.ts";
import { Dbl } from "../../runtime/double.ts";
import { EnumValue } from "../../runtime/enums.ts";
import { ApexObject, instanceFields, slotOf } from "../../runtime/objects.ts";
import { ApexRecord } from "../../runtime/record.ts";
import { textOf } from "../../runtime/text.ts";
import { typeOf } from "../../runtime/types.ts";
import { FieldToken } from "../schema.ts";
import { jsonError } from "./tokens.ts";

/** Text of a value as JSON tree text, compact or indented by two blanks with ` : ` as an org prints it. */
export function serialize(value: unknown, suppressNulls: boolean, pretty: boolean): string {
  return new Writer(suppressNulls, pretty).value(value, 0);
}

export function quote(s: string): string {
  return JSON.stringify(s)
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** JSON of a value that is no container; undefined for containers. */
export function scalar(v: unknown): string | undefined {
  if (v === null) return "null";
  if (typeof v === "string") return quote(v);
  if (typeof v === "number" || typeof v === "boolean" || typeof v === "bigint") return String(v);
  if (v instanceof Dec) return v.toPlainString();
  if (v instanceof Dbl) return v.toString();
  if (v instanceof ApexDate) return quote(v.toString());
  if (v instanceof ApexDatetime) return quote(isoText(v.ms).replace("Z", "+0000")).replace("+0000", "Z");
  if (v instanceof ApexTime) return quote(v.toString());
  if (v instanceof ApexBlob) return quote(v.bytes.toString("base64"));
  if (v instanceof EnumValue) return quote(v.name);
  return undefined;
}

class Writer {
  readonly #suppressNulls: boolean;
  readonly #pretty: boolean;
  readonly #open = new Set<object>();
  constructor(suppressNulls: boolean, pretty: boolean) {
    this.#suppressNulls = suppressNulls;
    this.#pretty = pretty;
  }

  value(v: unknown, depth: number): string {
    const simple = scalar(v);
    if (simple !== undefined) return simple;
    const o = v as object;
    if (this.#open.has(o)) jsonError("Recursive reference in JSON");
    this.#open.add(o);
    try {
      return this.#container(o, depth);
    } finally {
      this.#open.delete(o);
    }
  }

  #container(v: object, depth: number): string {
    if (v instanceof ApexList || v instanceof ApexSet) return this.#array([...v], depth);
    if (v instanceof ApexMap) {
      const entries = v.pairs.map(([k, x]): [string, unknown] => [this.#key(k), x]);
      return this.#object(entries, depth, this.#suppressNulls);
    }
    if (v instanceof ApexRecord) return this.#object(recordEntries(v), depth, false);
    if (v instanceof ApexObject) {
      const fields = instanceFields(v.$type.symbol).filter((f) => !f.transient);
      const entries = fields.map((f): [string, unknown] => {
        const getter = (v as unknown as Record<string, () => unknown>)[`get ${f.name.toLowerCase()}`];
        if (f.getterBody && getter) return [f.name, getter.call(v)];
        return [f.name, (v as unknown as Record<string, unknown>)[slotOf(f)] ?? null];
      });
      return this.#object(entries, depth, this.#suppressNulls);
    }
    if ("jsonEntries" in v)
      return this.#object((v as { jsonEntries: [string, unknown][] }).jsonEntries, depth, this.#suppressNulls);
    return jsonError(`Type unsupported in JSON: ${typeOf(v).name}`);
  }

  #key(k: unknown): string {
    if (k === null) jsonError("Map key cannot be null in JSON");
    if (k instanceof FieldToken) return k.toString();
    const simple = scalar(k);
    if (simple === undefined) jsonError(`Map key type unsupported in JSON: ${textOf(typeOf(k).name)}`);
    return simple.startsWith('"') ? (JSON.parse(simple) as string) : simple;
  }

  #array(items: unknown[], depth: number): string {
    const parts = items.map((i) => this.value(i, depth));
    if (!this.#pretty) return `[${parts.join(",")}]`;
    return parts.length ? `[ ${parts.join(", ")} ]` : "[ ]";
  }

  #object(entries: [string, unknown][], depth: number, suppress: boolean): string {
    const shown = entries.filter(([, x]) => !(suppress && x === null));
    const parts = shown.map(([k, x]) => `${quote(k)}${this.#pretty ? " : " : ":"}${this.value(x, depth + 1)}`);
    if (!this.#pretty) return `{${parts.join(",")}}`;
    if (!parts.length) return "{ }";
    const indent = "  ".repeat(depth + 1);
    return `{\n${indent}${parts.join(`,\n${indent}`)}\n${"  ".repeat(depth)}}`;
  }
}

function recordEntries(record: ApexRecord): [string, unknown][] {
  const id = record.fields.get("id");
  const attributes = new PlainObject([["type", record.schema.name]]);
  if (typeof id === "string")
    attributes.jsonEntries.push(["url", `/services/data/v67.0/sobjects/${record.schema.name}/${id}`]);
  const entries: [string, unknown][] = [["attributes", attributes]];
  for (const [key, value] of record.fields) {
    const name = record.$type.symbol.fields.get(key)?.name ?? key;
    if (value instanceof ApexList) {
      entries.push([
        name,
        new PlainObject([
          ["totalSize", value.items.length],
          ["done", true],
          ["records", value],
        ]),
      ]);
    } else entries.push([name, value]);
  }
  return entries;
}

class PlainObject {
  readonly jsonEntries: [string, unknown][];
  constructor(entries: [string, unknown][]) {
    this.jsonEntries = entries;
  }
}
