import { ApexList, ApexMap, ApexSet } from "../runtime/collections.ts";
import { ApexDate, ApexDatetime, DAY } from "../runtime/dates.ts";
import { Dec } from "../runtime/decimal.ts";
import { Dbl } from "../runtime/double.ts";
import type { ApexException } from "../runtime/exceptions.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { ApexRecord } from "../runtime/record.ts";
import { isAssignable, T, toId, typeOf } from "../runtime/types.ts";
import type { Type } from "../symbols/model.ts";
import { FieldToken, objectToken } from "./schema.ts";
import { implement } from "./registry.ts";

/** Field or relationship of a record by name, in any case (rule 200). */
function member(r: ApexRecord, name: string | FieldToken): string {
  if (nn(name) instanceof FieldToken) return (name as FieldToken).field.name.toLowerCase();
  const key = (name as string).toLowerCase();
  if (r.$type.symbol.fields.has(key) || r.$type.symbol.name === "AggregateResult") return key;
  return raise("System.SObjectException", `Invalid field ${name as string} for ${r.schema.name}`);
}

/** Values put by name must fit the field; numbers widen. */
function fitted(value: unknown, type: Type, field: string): unknown {
  if (value === null) return null;
  if (type === T("Decimal") && !(value instanceof Dec)) {
    if (typeof value === "number" || typeof value === "bigint") return Dec.of(value);
    if (value instanceof Dbl) return Dec.of(value.value);
  }
  if (type === T("Id") && typeof value === "string") return toId(value);
  if (type === T("Datetime") && value instanceof ApexDate) return new ApexDatetime(value.days * DAY);
  if (isAssignable(typeOf(value), type)) return value;
  return raise(
    "System.SObjectException",
    `Illegal assignment from ${typeOf(value).name} to ${type.name} for field ${field}`,
  );
}

function put(r: ApexRecord, name: string | FieldToken, value: unknown): unknown {
  const key = member(r, name);
  const old = r.fields.get(key) ?? null;
  r.set(key, fitted(value, r.$type.symbol.fields.get(key)!.type, key));
  return old;
}

function parent(r: ApexRecord, name: string | FieldToken): unknown {
  const key = nn(name) instanceof FieldToken ? (name as FieldToken).field.relationship!.toLowerCase() : member(r, name);
  return r.get(key);
}

function cloneRecord(r: ApexRecord, keepId = false, deep = false): ApexRecord {
  const copy = r.copy();
  copy.selected = r.selected && new Set(r.selected);
  if (!keepId) copy.fields.delete("id");
  if (!keepId)
    for (const f of ["createddate", "createdbyid", "lastmodifieddate", "lastmodifiedbyid", "systemmodstamp"])
      copy.fields.delete(f);
  if (deep)
    for (const [k, v] of copy.fields) if (v instanceof ApexRecord) copy.fields.set(k, cloneRecord(v, true, true));
  clones.set(copy, r.fields.get("id") ?? null);
  return copy;
}

/** source id of what clone() made */
const clones = new WeakMap<ApexRecord, unknown>();

function addError(r: ApexRecord, message: string, field: string | null): null {
  r.errors.push({ field, message });
  return null;
}

implement("System.SObject", {
  "addError(string)": (r: ApexRecord, m: string) => addError(r, m, null),
  "addError(system.exception)": (r: ApexRecord, e: ApexException) => addError(r, nn(e).shownMessage, null),
  "addError(string,boolean)": (r: ApexRecord, m: string) => addError(r, m, null),
  "addError(system.exception,boolean)": (r: ApexRecord, e: ApexException) => addError(r, nn(e).shownMessage, null),
  "addError/3": (r: ApexRecord, f: string | FieldToken, m: string) =>
    addError(r, m, r.schema.fields.get(member(r, f))?.name ?? null),
  "addError/2": (r: ApexRecord, f: string | FieldToken, m: string) =>
    addError(r, m, r.schema.fields.get(member(r, f))?.name ?? null),
  clear: (r: ApexRecord) => {
    r.fields.clear();
    return null;
  },
  clone: (r: ApexRecord, keepId: boolean | null = false, deep: boolean | null = false) =>
    cloneRecord(r, keepId === true, deep === true),
  get: (r: ApexRecord, f: string | FieldToken) => r.get(member(r, f)),
  getErrors: (r: ApexRecord) =>
    new ApexList(
      T("List<Database.Error>"),
      r.errors.map((e) => ({
        $type: T("Database.Error"),
        status: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        message: e.message,
        fields: e.field ? [e.field] : [],
      })),
    ),
  getPopulatedFieldsAsMap: (r: ApexRecord) => {
    const map = new ApexMap(T("Map<String,Object>"));
    for (const [k, v] of r.fields) if (v !== null || !r.selected) map.put(r.$type.symbol.fields.get(k)?.name ?? k, v);
    return map;
  },
  getSObject: parent,
  getSObjects: (r: ApexRecord, name: string) => r.get(member(r, name)),
  getSObjectType: (r: ApexRecord) => objectToken(r.$type),
  hasErrors: (r: ApexRecord) => r.errors.length > 0,
  isClone: (r: ApexRecord) => clones.has(r),
  getCloneSourceId: (r: ApexRecord) => clones.get(r) ?? null,
  isSet: (r: ApexRecord, f: string | FieldToken) => r.fields.has(member(r, f)),
  put,
  putSObject: (r: ApexRecord, name: string | FieldToken, value: ApexRecord | null) => {
    const key =
      nn(name) instanceof FieldToken ? (name as FieldToken).field.relationship!.toLowerCase() : member(r, name);
    const old = r.fields.get(key) ?? null;
    r.set(key, value);
    return old;
  },
});

interface Decision {
  $type: Type;
  records: ApexList;
}

/** The running user may see and change everything here, so nothing is stripped; docs/apex-runner.md says so. */
implement("System.Security", {
  stripInaccessible: (_access: unknown, records: ApexList) => ({
    $type: T("System.SObjectAccessDecision"),
    records: new ApexList(
      nn(records).$type,
      records.items.map((r) => (r as ApexRecord).copy()),
    ),
  }),
});
implement("System.SObjectAccessDecision", {
  getRecords: (d: Decision) => d.records,
  getRemovedFields: () => new ApexMap(T("Map<String,Set<String>>")),
  getModifiedIndexes: () => new ApexSet(T("Set<Integer>")),
});
const levels = { system: { name: "SYSTEM_MODE" }, user: { name: "USER_MODE" } };
implement("System.AccessLevel", { "static system_mode": () => levels.system, "static user_mode": () => levels.user });
