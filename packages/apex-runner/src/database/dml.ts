import type { Type } from "../symbols/model.ts";
import { ApexList, ApexMap } from "../runtime/collections.ts";
import { ApexDatetime } from "../runtime/dates.ts";
import { Dec } from "../runtime/decimal.ts";
import { enumValue } from "../runtime/enums.ts";
import { ApexException, raise, raiseLimit, unsupported } from "../runtime/exceptions.ts";
import { CEILINGS } from "../runtime/limits.ts";
import { machine } from "../runtime/machine.ts";
import type { ApexRecord } from "../runtime/record.ts";
import { T } from "../runtime/types.ts";
import type { DmlVerb } from "../syntax/tree.ts";
import { newRecordOf } from "./execute.ts";
import { literalOfField } from "./field-values.ts";
import type { FieldSchema } from "./schema.ts";
import type { Row } from "./store.ts";

export interface DmlError {
  status: string;
  message: string;
  fields: string[];
}

export interface DmlOutcome {
  record: ApexRecord;
  id: string | null;
  created: boolean;
  errors: DmlError[];
}

/** Carries what getDmlMessage() and its sisters tell. */
export class DmlExceptionObject extends ApexException {
  outcomes: { index: number; outcome: DmlOutcome }[] = [];
}

const error = (status: string, message: string, fields: string[] = []): DmlError => ({ status, message, fields });

/** Runs one DML statement. With `allOrNone` the first failure undoes everything and throws. */
export function runDml(
  verb: DmlVerb,
  records: ApexRecord[],
  allOrNone: boolean,
  external: string | null = null,
): DmlOutcome[] {
  const m = machine();
  const { store } = m.organization;
  if (!records.length) return [];
  if (m.limits.dmlStatements >= CEILINGS.dmlStatements)
    raiseLimit(`Too many DML statements: ${CEILINGS.dmlStatements + 1}`);
  m.limits.dmlStatements++;
  m.limits.dmlRows += records.length;
  if (m.limits.dmlRows > CEILINGS.dmlRows) raiseLimit(`Too many DML rows: ${CEILINGS.dmlRows + 1}`);
  records.forEach((r, i) => {
    if (r === null) raise("System.NullPointerException", `Attempt to de-reference a null object at index ${i}`);
    if (r.readOnly) raise("System.FinalException", "Record is read-only");
    if (r.schema.kind === "metadata") raise("System.DmlException", `${verb} on custom metadata is not allowed`);
  });
  const before = store.snapshot();
  const outcomes = verb === "upsert" ? upsert(records, external) : chunks(records).flatMap((c) => runGroup(verb, c));
  m.organization.uncommitted = true;
  const failed = outcomes.map((outcome, index) => ({ outcome, index })).filter((o) => o.outcome.errors.length);
  if (failed.length && allOrNone) {
    store.restoreSnapshot(before);
    for (const o of outcomes) if (o.created) o.record.fields.delete("id");
    throwDml(verb, failed);
  }
  return outcomes;
}

/** Triggers see at most 200 records of one object at a time. */
function chunks(records: ApexRecord[]): ApexRecord[][] {
  const groups: ApexRecord[][] = [];
  for (const r of records) {
    const last = groups.at(-1);
    if (last && last[0]!.schema === r.schema && last.length < 200) last.push(r);
    else groups.push([r]);
  }
  return groups;
}

function throwDml(verb: string, failed: DmlExceptionObject["outcomes"]): never {
  const first = failed[0]!;
  const e = first.outcome.errors[0]!;
  const id = first.outcome.created ? null : first.outcome.record.fields.get("id");
  const head =
    typeof id === "string"
      ? `first exception on row ${first.index} with id ${id}`
      : `first exception on row ${first.index}`;
  const exception = new DmlExceptionObject();
  exception.$type = T("DmlException");
  const verbName = verb.charAt(0).toUpperCase() + verb.slice(1);
  exception.message = `${verbName} failed. ${head}; first error: ${e.status}, ${e.message}: [${e.fields.join(", ")}]`;
  exception.outcomes = failed;
  throw exception;
}

function upsert(records: ApexRecord[], external: string | null): DmlOutcome[] {
  const { store } = machine().organization;
  const results = new Map<ApexRecord, DmlOutcome>();
  const [inserts, updates]: [ApexRecord[], ApexRecord[]] = [[], []];
  for (const r of records) {
    if (external && external !== "id") {
      const value = r.fields.get(external) ?? null;
      const same = (v: unknown): boolean =>
        typeof v === "string" && typeof value === "string"
          ? v.toLowerCase() === value.toLowerCase()
          : v === value || (v instanceof Dec && value instanceof Dec && v.compare(value) === 0);
      const found =
        value === null ? [] : store.rows(r.schema.name.toLowerCase()).filter((row) => same(row.get(external) ?? null));
      if (value === null)
        results.set(r, {
          record: r,
          id: null,
          created: false,
          errors: [error("MISSING_ARGUMENT", `${r.schema.fields.get(external)?.name} not specified`)],
        });
      else if (found.length > 1)
        results.set(r, {
          record: r,
          id: null,
          created: false,
          errors: [error("DUPLICATE_EXTERNAL_ID", "more than one record found for external id field")],
        });
      else if (found.length) {
        r.fields.set("id", found[0]!.get("id"));
        updates.push(r);
      } else inserts.push(r);
    } else if (r.fields.get("id")) updates.push(r);
    else inserts.push(r);
  }
  for (const group of chunks(inserts)) for (const o of runGroup("insert", group)) results.set(o.record, o);
  for (const group of chunks(updates)) for (const o of runGroup("update", group)) results.set(o.record, o);
  return records.map((r) => results.get(r)!);
}

function runGroup(verb: DmlVerb, records: ApexRecord[]): DmlOutcome[] {
  const { store } = machine().organization;
  const object = records[0]!.schema.name.toLowerCase();
  const outcomes = records.map((record): DmlOutcome => ({
    record,
    id: null,
    created: false,
    errors: check(verb, record),
  }));
  if (new Set(records).size < records.length)
    raise("System.ListException", "Before Insert or Upsert list must not have two identically equal elements");
  const open = (): DmlOutcome[] => outcomes.filter((o) => !o.errors.length);
  const old = new Map<ApexRecord, Row>();
  for (const o of open()) {
    const id = o.record.fields.get("id");
    const row = typeof id === "string" ? (store.get(object, id) ?? store.getDeleted(object, id)) : null;
    if (row) old.set(o.record, row);
  }
  const trigger = (when: string): void => fire(when, verb, open(), old);
  if (verb === "insert" || verb === "update" || verb === "delete") trigger("before");
  for (const o of open()) write(verb, o, object);
  trigger("after");
  return outcomes;
}

/** What an org checks itself: ids, required fields, lengths, uniqueness, references. */
function check(verb: DmlVerb, r: ApexRecord): DmlError[] {
  const { store } = machine().organization;
  const object = r.schema.name.toLowerCase();
  const id = r.fields.get("id") ?? null;
  r.errors = [];
  if (verb === "insert") {
    if (id !== null) return [error("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", ["Id"])];
  } else {
    if (id === null) return [error("MISSING_ARGUMENT", "Id not specified in an update call")];
    const known = verb === "undelete" ? store.getDeleted(object, id as string) : store.get(object, id as string);
    if (!known)
      return [
        error(
          store.getDeleted(object, id as string) ? "ENTITY_IS_DELETED" : "INVALID_CROSS_REFERENCE_KEY",
          store.getDeleted(object, id as string) ? "entity is deleted" : "invalid cross reference id",
        ),
      ];
  }
  if (verb === "delete" || verb === "undelete") return [];
  return [];
}

/** Checks that come after the before-triggers, as in an org's order of execution. */
export function validate(verb: DmlVerb, r: ApexRecord, object: string): DmlError[] {
  const { store } = machine().organization;
  const found: DmlError[] = [];
  const id = r.fields.get("id") ?? null;
  const missing: string[] = [];
  for (const f of r.schema.fields.values()) {
    const key = f.name.toLowerCase();
    const given = r.fields.has(key);
    const value = r.fields.get(key) ?? null;
    if (
      f.required &&
      f.kind !== "boolean" &&
      !hasDefault(f) &&
      ((verb === "insert" && value === null) || (given && (value === null || value === "")))
    )
      missing.push(f.name);
    if (typeof value === "string" && f.length !== null && value.length > f.length && f.kind !== "textarea") {
      found.push(
        error("STRING_TOO_LONG", `${f.label}: data value too large: ${value} (max length=${f.length})`, [f.name]),
      );
    }
    if (f.unique && value !== null && given) {
      const same = store
        .rows(object)
        .some(
          (row) => row.get("id") !== id && String(row.get(key) ?? "").toLowerCase() === String(value).toLowerCase(),
        );
      if (same)
        found.push(
          error(
            "DUPLICATE_VALUE",
            `duplicate value found: ${f.name} duplicates value on record with id: ${String(
              store
                .rows(object)
                .find((row) => row.get(key) === value)
                ?.get("id"),
            )}`,
            [],
          ),
        );
    }
  }
  if (missing.length)
    found.unshift(error("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing));
  return found;
}

const hasDefault = (f: FieldSchema): boolean => f.defaultValue !== null || f.picklist.some((p) => p.default);

function write(verb: DmlVerb, o: DmlOutcome, object: string): void {
  const { store, clock, user } = machine().organization;
  const { record } = o;
  if (record.errors.length) {
    o.errors = record.errors.map((e) =>
      error("FIELD_CUSTOM_VALIDATION_EXCEPTION", e.message, e.field ? [e.field] : []),
    );
    return;
  }
  if (verb === "delete" || verb === "undelete") {
    o.id = record.fields.get("id") as string;
    if (verb === "undelete") store.restore(object, o.id);
    else removeWithChildren(object, o.id);
    return;
  }
  o.errors = validate(verb, record, object);
  if (o.errors.length) return;
  const now = new ApexDatetime(Math.floor(clock() / 1000) * 1000);
  const row: Row =
    verb === "insert" ? defaults(record) : new Map(store.get(object, record.fields.get("id") as string)!);
  for (const [key, value] of record.fields) {
    if (record.schema.fields.has(key) && key !== "id") row.set(key, value === "" ? null : value);
  }
  if (verb === "insert") {
    o.id = store.newId(record.schema);
    o.created = true;
    row
      .set("id", o.id)
      .set("createddate", row.get("createddate") ?? now)
      .set("createdbyid", user.id);
    if (record.schema.fields.has("ownerid") && !row.get("ownerid")) row.set("ownerid", user.id);
    record.fields.set("id", o.id);
  } else o.id = record.fields.get("id") as string;
  row.set("lastmodifieddate", now).set("lastmodifiedbyid", user.id).set("systemmodstamp", now);
  derive(record.schema.name, row);
  store.put(object, o.id, row);
}

/** The few fields an org computes that packages read. */
function derive(object: string, row: Row): void {
  const person = ["Contact", "Lead", "User"].includes(object);
  if (person) row.set("name", [row.get("firstname"), row.get("lastname")].filter((x) => x).join(" "));
  if (object === "Case") row.set("isclosed", row.get("status") === "Closed");
  if (object === "Opportunity") {
    row
      .set("isclosed", String(row.get("stagename")).startsWith("Closed"))
      .set("iswon", row.get("stagename") === "Closed Won");
  }
}

function defaults(record: ApexRecord): Row {
  const row: Row = new Map();
  const { store } = machine().organization;
  for (const f of record.schema.fields.values()) {
    const preset = f.picklist.find((p) => p.default)?.value ?? null;
    const value = f.defaultValue === null ? preset : literalOfField(f, f.defaultValue);
    if (value !== null) row.set(f.name.toLowerCase(), value);
    if (f.autoNumber !== null)
      row.set(f.name.toLowerCase(), counted(f.autoNumber, store.nextNumber(numbersOf(record, f))));
  }
  if (record.schema.name === "Case") row.set("casenumber", String(store.nextNumber("#case")).padStart(8, "0"));
  return row;
}

const numbersOf = ({ schema }: ApexRecord, { name }: FieldSchema): string => `#${schema.name}.${name}`.toLowerCase();

/** Zeros in braces say how many digits there are at least: `PC-{0000}`. Dates in a format are refused. */
function counted(format: string, n: number): string {
  if (/\{[^0}]/.test(format)) return unsupported(`automatic number ${format}`);
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(n).padStart(zeros.length, "0"));
}

/** Master-detail children go with their parent; lookups are cleared. */
function removeWithChildren(object: string, id: string): void {
  const { store, table } = machine().organization;
  const schema = table.objects.get(object)!;
  store.remove(object, id);
  for (const other of table.objects.values()) {
    const name = other.name.toLowerCase();
    for (const f of other.fields.values()) {
      if (!f.referenceTo.includes(schema.name)) continue;
      const key = f.name.toLowerCase();
      const cascades =
        f.cascadeDelete || (object === "account" && ["contact", "opportunity"].includes(name) && key === "accountid");
      for (const row of store.rows(name)) {
        if (row.get(key) !== id) continue;
        if (cascades) removeWithChildren(name, row.get("id") as string);
        else store.put(name, row.get("id") as string, new Map(row).set(key, null));
      }
    }
  }
}

export interface TriggerContext {
  new: ApexList | null;
  old: ApexList | null;
  newmap: ApexMap | null;
  oldmap: ApexMap | null;
  when: string;
  verb: string;
  size: number;
}

function fire(when: string, verb: DmlVerb, outcomes: DmlOutcome[], old: Map<ApexRecord, Row>): void {
  const org = machine().organization;
  const object = outcomes[0]?.record.schema.name;
  const hooks = object
    ? org.triggers.filter((t) => t.object === object.toLowerCase() && t.events.includes(`${when} ${verb}`))
    : [];
  if (!hooks.length) return;
  const type = org.table.sobject(object!)!.type;
  const list = T("List<Object>").symbol.of(type);
  const oldRecords = outcomes
    .map((o) => fromRow(object!, old.get(o.record) ?? null))
    .filter((r): r is ApexRecord => r !== null);
  let fresh = outcomes.map((o) => o.record);
  if (when === "after" && verb !== "delete") fresh = outcomes.map((o) => lockedCopy(object!, o.record));
  if (when === "before" && verb === "update") fresh = outcomes.map((o) => completed(o.record, old.get(o.record)!));
  oldRecords.forEach((r) => (r.readOnly = true));
  const context: TriggerContext = {
    new: verb === "delete" ? null : new ApexList(list, fresh),
    old: verb === "insert" || verb === "undelete" ? null : new ApexList(list, oldRecords),
    newmap: verb === "delete" || (verb === "insert" && when === "before") ? null : mapById(type, fresh),
    oldmap: verb === "insert" || verb === "undelete" ? null : mapById(type, oldRecords),
    when,
    verb,
    size: outcomes.length,
  };
  const outer = org.trigger;
  for (const hook of hooks) {
    org.trigger = context;
    try {
      hook.run();
    } finally {
      org.trigger = outer;
    }
  }
  collectErrors(outcomes, verb === "delete" ? oldRecords : fresh);
}

function collectErrors(outcomes: DmlOutcome[], seen: ApexRecord[]): void {
  outcomes.forEach((o, i) => {
    const shown = seen[i];
    if (!shown?.errors.length) return;
    o.errors = shown.errors.map((e) => error("FIELD_CUSTOM_VALIDATION_EXCEPTION", e.message, e.field ? [e.field] : []));
  });
}

/** In a before-update trigger every field of the record can be read. */
function completed(record: ApexRecord, row: Row): ApexRecord {
  for (const [key, value] of row) if (!record.fields.has(key)) record.fields.set(key, value);
  record.selected = null;
  return record;
}

export function fromRow(object: string, row: Row | null): ApexRecord | null {
  if (!row) return null;
  const record = newRecordOf(object.toLowerCase());
  for (const [k, v] of row) record.fields.set(k, v);
  return record;
}

function lockedCopy(object: string, record: ApexRecord): ApexRecord {
  const row = machine().organization.store.get(object.toLowerCase(), record.fields.get("id") as string);
  const copy = fromRow(object, row) ?? record.copy();
  copy.readOnly = true;
  return copy;
}

function mapById(type: Type, records: ApexRecord[]): ApexMap {
  const map = new ApexMap(T("Map<Id,Object>").symbol.of(T("Id"), type));
  for (const r of records) map.put(r.fields.get("id") ?? null, r);
  return map;
}

export function statusCode(name: string): unknown {
  return (
    enumValue(T("System.StatusCode").symbol, name) ?? enumValue(T("System.StatusCode").symbol, "UNKNOWN_EXCEPTION")
  );
}
