import type { ObjectSchema } from "../database/schema.ts";
import type { Type } from "../symbols/model.ts";
import { equals } from "./equality.ts";
import { raise } from "./exceptions.ts";

/** An SObject in memory. Field names are lower case; a record from a query remembers what was selected (rule 202). */
export class ApexRecord {
  readonly $type: Type;
  readonly schema: ObjectSchema;
  readonly fields = new Map<string, unknown>();
  /** null for records made by code: every field may be read */
  selected: Set<string> | null = null;
  readOnly = false;
  errors: { field: string | null; message: string }[] = [];

  constructor(type: Type, schema: ObjectSchema) {
    this.$type = type;
    this.schema = schema;
  }

  get(name: string): unknown {
    const value = this.fields.get(name);
    if (value !== undefined) return value;
    if (this.selected && !this.selected.has(name) && name !== "id") {
      raise(
        "System.SObjectException",
        `SObject row was retrieved via SOQL without querying the requested field: ${this.schema.name}.${this.schema.fields.get(name)?.name ?? name}`,
      );
    }
    return null;
  }

  set(name: string, value: unknown): void {
    if (this.readOnly) raise("System.FinalException", "Record is read-only");
    this.fields.set(name, value);
  }

  equals(other: ApexRecord): boolean {
    if (this.schema !== other.schema) return false;
    const names = new Set([...this.fields.keys(), ...other.fields.keys()]);
    return [...names].every((n) => equals(this.fields.get(n) ?? null, other.fields.get(n) ?? null));
  }

  copy(): ApexRecord {
    const copy = new ApexRecord(this.$type, this.schema);
    for (const [k, v] of this.fields) copy.fields.set(k, v);
    copy.selected = this.selected && new Set(this.selected);
    return copy;
  }
}
