import { ApexBlob } from "./blob.ts";
import { ApexList, ApexMap, ApexSet } from "./collections.ts";
import { ApexDate, ApexDatetime, datetimeText } from "./dates.ts";
import { ApexException } from "./exceptions.ts";
import { ApexObject, instanceFields, slotOf } from "./objects.ts";
import { ApexRecord } from "./record.ts";
import type { Type } from "../symbols/model.ts";

const printing = new Set<object>();

/** Text of any value in a concatenation or a collection's text (rules 17, 47, 60, 61). */
export function textOf(v: unknown): string {
  if (v === null || v === undefined) return "null";
  if (typeof v !== "object") return String(v);
  if (v instanceof ApexDate) return `${v} 00:00:00`;
  if (v instanceof ApexDatetime) return datetimeText(v.ms);
  if (v instanceof ApexBlob) return v.toString();
  const own = (v as { "i.tostring/0"?(): unknown })["i.tostring/0"];
  if (own) return textOf(own.call(v));
  if (printing.has(v)) return "(already output)";
  printing.add(v);
  try {
    return compound(v);
  } finally {
    printing.delete(v);
  }
}

function compound(v: object): string {
  if (v instanceof ApexList) return `(${v.items.map(textOf).join(", ")})`;
  if (v instanceof ApexSet) return `{${[...v].map(textOf).join(", ")}}`;
  if (v instanceof ApexMap) return `{${v.pairs.map(([k, x]) => `${textOf(k)}=${textOf(x)}`).join(", ")}}`;
  if (v instanceof ApexRecord) {
    const fields = [...v.fields].map(([k, x]) => `${v.schema.fields.get(k)?.name ?? k}=${textOf(x)}`);
    return `${v.schema.name}:{${fields.join(", ")}}`;
  }
  if (v instanceof ApexException) return `${v.typeName}: ${v.shownMessage}`;
  if (v instanceof ApexObject) {
    const { symbol } = v.$type;
    const values = instanceFields(symbol).map(
      (f) => `${f.name}=${textOf((v as unknown as Record<string, unknown>)[slotOf(f)] ?? null)}`,
    );
    return `${symbol.name}:[${values.join(", ")}]`;
  }
  if (Object.hasOwn(Object.getPrototypeOf(v) as object, "toString")) return String(v);
  const type = (v as { $type?: Type }).$type;
  return type ? `${type.symbol.name}[]` : "Object";
}
