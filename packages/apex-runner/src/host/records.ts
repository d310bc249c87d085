import type { FieldSchema, ObjectSchema } from "../database/schema.ts";
import { literalOfField } from "../database/field-values.ts";
import type { Row, Snapshot, Store } from "../database/store.ts";
import { runDml } from "../database/dml.ts";
import { newRecordOf } from "../database/execute.ts";
import { raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { equals } from "../runtime/equality.ts";
import { parseIsoTime } from "../platform/json/deserialize.ts";
import { ApexBlob } from "../runtime/blob.ts";
import { toPlain, type Plain } from "./values.ts";

/** A record as it is kept outside, by API names. `fields` null: it was deleted. A change that Apex made has only what differs. */
export interface KeptRecord {
  object: string;
  id: string;
  fields: Record<string, Plain> | null;
}

/** A record to be made. */
export interface NewRecord {
  object: string;
  fields: Record<string, Plain>;
}

type Schemas = ReadonlyMap<string, ObjectSchema>;

/** Takes over what is kept elsewhere. Objects and fields that no Apex can see are left out. */
export function loadRecords(store: Store, schemas: Schemas, records: readonly KeptRecord[]): void {
  for (const { object, id, fields } of records) {
    const key = object.toLowerCase();
    const schema = schemas.get(key);
    if (!schema) continue;
    if (fields !== null) store.put(key, id, rowOf(schema, id, fields));
    else {
      store.remove(key, id);
      store.purge(key, id);
    }
  }
}

function rowOf(schema: ObjectSchema, id: string, fields: Readonly<Record<string, Plain>>): Row {
  const row: Row = new Map();
  for (const f of schema.fields.values()) if (f.kind === "boolean") row.set(f.name.toLowerCase(), false);
  for (const [name, value] of Object.entries(fields)) {
    const field = schema.fields.get(name.toLowerCase());
    if (field) row.set(name.toLowerCase(), value === null ? null : fieldValue(field, value));
  }
  return row.set("id", id);
}

/** JSON value of a field as Apex holds it. */
function fieldValue(field: FieldSchema, value: Plain): unknown {
  if (field.kind === "boolean") return value === true || value === "true";
  if (field.kind === "time") return parseIsoTime(String(value));
  if (field.kind === "base64") return new ApexBlob(Buffer.from(String(value), "base64"));
  const isText =
    typeof value === "string" && !["int", "double", "currency", "percent", "date", "datetime"].includes(field.kind);
  return isText ? value : literalOfField(field, String(value));
}

/** What a transaction did, in the order of its objects. */
export function changedRecords(store: Store, schemas: Schemas, since: Snapshot): KeptRecord[] {
  return store.changesSince(since).flatMap(({ object, id, row, before }): KeptRecord[] => {
    const schema = schemas.get(object)!;
    if (row === null) return [{ object: schema.name, id, fields: null }];
    const differs = [...row].filter(([key, value]) => !equals(value ?? null, before?.get(key) ?? null));
    const fields = differs.flatMap(([key, value]): [string, Plain][] => {
      const name = schema.fields.get(key)?.name;
      return name === undefined || name === "Id" ? [] : [[name, toPlain(value ?? null)]];
    });
    return fields.length > 0 || before === null
      ? [{ object: schema.name, id, fields: Object.fromEntries(fields) }]
      : [];
  });
}

/** Within the running transaction. All of them or none. */
export function insertRecords(records: readonly NewRecord[]): null {
  const made = records.map(({ object, fields }) => {
    const schema = machine().organization.table.objects.get(object.toLowerCase());
    if (!schema) return raise("System.TypeException", `There is no object ${object}.`);
    const record = newRecordOf(object.toLowerCase());
    for (const [name, value] of Object.entries(fields)) {
      const field = schema.fields.get(name.toLowerCase());
      if (!field) return raise("System.TypeException", `${object} has no field ${name}.`);
      record.fields.set(name.toLowerCase(), value === null ? null : fieldValue(field, value));
    }
    return record;
  });
  runDml("insert", made, true);
  return null;
}
