import { ApexDate, ApexDatetime, ApexTime } from "./dates.ts";
import { Dec } from "./decimal.ts";
import { Dbl } from "./double.ts";
import { EnumValue } from "./enums.ts";
import { raise } from "./exceptions.ts";
import { ApexRecord } from "./record.ts";
import { typeOf } from "./types.ts";

const order = (a: number | bigint | string, b: number | bigint | string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Comparable {
  "i.compareto/1"?(other: unknown): number | null;
}

/** Order of `List.sort()`: ascending, nulls first; own types through Comparable (rule 124). */
export function compareValues(a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === "string" && typeof b === "string") return order(a, b);
  if (typeof a === "number" || typeof a === "bigint") return order(a, b as number);
  if (typeof a === "boolean") return order(Number(a), Number(b));
  if (a instanceof Dec) return a.compare(b as Dec);
  if (a instanceof Dbl) return order(a.value, (b as Dbl).value);
  if (a instanceof ApexDate) return order(a.days, (b as ApexDate).days);
  if (a instanceof ApexDatetime || a instanceof ApexTime) return order(a.ms, (b as ApexTime).ms);
  if (a instanceof EnumValue) return order(a.ordinal, (b as EnumValue).ordinal);
  if (a instanceof ApexRecord) return compareRecords(a, b as ApexRecord);
  const own = (a as Comparable)["i.compareto/1"];
  if (own) return own.call(a, b) ?? raise("System.NullPointerException", "Attempt to de-reference a null object");
  return raise("System.ListException", `One or more of the items in this list is not Comparable: ${typeOf(a).name}`);
}

/** Records sort by label, name, then fields in alphabetical order (List Sorting). */
function compareRecords(a: ApexRecord, b: ApexRecord): number {
  const first = order(a.schema.label, b.schema.label);
  if (first) return first;
  const rest = [...new Set([...a.fields.keys(), ...b.fields.keys()])].sort();
  for (const name of ["name", ...rest]) {
    const [x, y] = [a.fields.get(name) ?? null, b.fields.get(name) ?? null];
    if (x instanceof ApexRecord || y instanceof ApexRecord) continue;
    const found = compareValues(x, y);
    if (found) return found;
  }
  return 0;
}
