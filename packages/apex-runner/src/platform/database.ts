import { aggregateRows, newRecordOf, countRows, selectRows } from "../database/execute.ts";
import type { DmlExceptionObject } from "../database/dml.ts";
import { runDml, statusCode, type DmlError, type DmlOutcome, type TriggerContext } from "../database/dml.ts";
import { planQuery, type QueryPlan } from "../database/plan.ts";
import type { DmlVerb, Expression } from "../syntax/tree.ts";
import { CompileError } from "../syntax/diagnostic.ts";
import { ApexList, Cursor, type ApexMap } from "../runtime/collections.ts";
import { enumValue } from "../runtime/enums.ts";
import { nn, raise, unsupported } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { ApexRecord } from "../runtime/record.ts";
import { T } from "../runtime/types.ts";
import type { Type } from "../symbols/model.ts";
import { FieldToken } from "./schema.ts";
import { implement } from "./registry.ts";

type Scope = Record<string, () => unknown>;

/** Values of simple binds (`:name`, `:record.field`) of a query made at run time. */
function bindValue(e: Expression, scope: Scope): unknown {
  if (e.k === "name") {
    const read = scope[e.name.toLowerCase()];
    return read ? read() : raise("System.QueryException", `Variable does not exist: ${e.name}`);
  }
  if (e.k === "dot") {
    const of = bindValue(e.of, scope);
    if (of instanceof ApexRecord) return of.get(e.name.toLowerCase());
  }
  return raise("System.QueryException", "Only simple variables can be bound in a dynamic query");
}

function planText(text: string, scope: Scope): { plan: QueryPlan; binds: unknown[] } {
  const { table, parseQuery } = machine().organization;
  if (!parseQuery) return unsupported("dynamic queries in this host");
  const binds: unknown[] = [];
  const fail = (message: string): never => raise("System.QueryException", message);
  try {
    const plan = planQuery(
      {
        objects: table.objects,
        namespace: table.namespace,
        childRelationships: (p) => table.childRelationships(p),
        bind: (e) => binds.push(bindValue(e, scope)) - 1,
        fail: (_at, message, code) => (code === "unsupported" ? unsupported(message) : fail(message)),
      },
      parseQuery(nn(text)),
    );
    return { plan, binds };
  } catch (e) {
    if (!(e instanceof CompileError)) throw e;
    if (e.diagnostic.code === "unsupported") return unsupported(e.diagnostic.message);
    return fail(e.diagnostic.message);
  }
}

function query(text: string, scope: Scope): ApexList {
  const { plan, binds } = planText(text, scope);
  if (plan.aggregates.length || plan.groupBy.length) return aggregated(plan, binds);
  const type = T("List<Object>").symbol.of(machine().organization.table.sobject(plan.object)!.type);
  return new ApexList(type, selectRows(plan, binds));
}

/** Rows of `AggregateResult`. */
export function aggregated(plan: QueryPlan, binds: unknown[]): ApexList {
  const type = T("AggregateResult");
  const rows = aggregateRows(plan, binds).map((values) => {
    const record = new ApexRecord(type, newRecordOf(plan.object).schema);
    for (const [k, v] of values) record.fields.set(k, v);
    return record;
  });
  return new ApexList(T("List<AggregateResult>"), rows);
}

function scopeOf(map: ApexMap): Scope {
  return Object.fromEntries(nn(map).pairs.map(([k, v]) => [String(k).toLowerCase(), () => v]));
}

interface Locator {
  $type: Type;
  text: string;
  rows: ApexList;
}

const records = (v: ApexRecord | ApexList): ApexRecord[] =>
  nn(v) instanceof ApexList ? ((v as ApexList).items as ApexRecord[]) : [v as ApexRecord];

/** Second arguments are a Boolean, options, an access level, or (for upsert) the external id field. */
function dml(verb: DmlVerb, resultType: string) {
  return (given: ApexRecord | ApexList | string, ...rest: unknown[]): unknown => {
    const flag = rest.find((r) => typeof r === "boolean");
    const options = rest.find((r) => r instanceof DmlOptions);
    const allOrNone = flag ?? options?.optallornone ?? true;
    const field = rest.find((r) => r instanceof FieldToken);
    const input = byIds(given);
    const outcomes = runDml(verb, records(input), allOrNone as boolean, field ? field.field.name.toLowerCase() : null);
    const results = outcomes.map((o) => result(o, resultType));
    if (nn(given) instanceof ApexList) return new ApexList(T(`List<${resultType}>`), results);
    return results[0];
  };
}

function byIds(given: ApexRecord | ApexList | string): ApexRecord | ApexList {
  if (typeof given === "string") return recordOfId(given);
  if (given instanceof ApexList && typeof given.items[0] === "string") {
    return new ApexList(T("List<SObject>"), (given.items as string[]).map(recordOfId));
  }
  return given;
}

function recordOfId(id: string): ApexRecord {
  const schema = [...machine().organization.table.objects.values()].find((o) => o.prefix === id.slice(0, 3));
  if (!schema) raise("System.SObjectException", `Unknown Id prefix: ${id}`);
  const record = newRecordOf(schema.name.toLowerCase());
  record.fields.set("id", id);
  return record;
}

interface Result {
  $type: Type;
  outcome: DmlOutcome;
  id: string | null;
  jsonEntries: [string, unknown][];
}

export function result(outcome: DmlOutcome, type: string): Result {
  const id = outcome.errors.length ? null : outcome.id;
  const errors = errorList(outcome);
  return {
    $type: T(type),
    outcome,
    id,
    jsonEntries: [
      ["success", !outcome.errors.length],
      ["id", id],
      ["errors", errors],
    ],
  };
}

class ErrorObject {
  readonly $type = T("Database.Error");
  readonly status: string;
  readonly message: string;
  readonly fields: string[];
  constructor(e: DmlError) {
    this.status = e.status;
    this.message = e.message;
    this.fields = e.fields;
  }
  toString(): string {
    return `Database.Error[getFields=(${this.fields.join(", ")});getMessage=${this.message};getStatusCode=${this.status};]`;
  }
  get jsonEntries(): [string, unknown][] {
    return [
      ["statusCode", this.status],
      ["message", this.message],
      ["fields", new ApexList(T("List<String>"), this.fields)],
    ];
  }
}

function errorList(o: DmlOutcome): ApexList {
  return new ApexList(
    T("List<Database.Error>"),
    o.errors.map((e) => new ErrorObject(e)),
  );
}

class DmlOptions {
  readonly $type = T("Database.DMLOptions");
  optallornone: boolean | null = null;
  allowfieldtruncation: boolean | null = null;
  localeoptions: string | null = null;
  // There are no rules here that these could switch.
  readonly assignmentruleheader = header("AssignmentRuleHeader", ["assignmentruleid", "usedefaultrule"]);
  readonly duplicateruleheader = header("DuplicateRuleHeader", [
    "allowsave",
    "includerecorddetails",
    "runascurrentuser",
  ]);
  readonly emailheader = header("EmailHeader", ["triggerautoresponseemail", "triggerotheremail", "triggeruseremail"]);
}

function header(name: string, fields: string[]): object {
  const type = T("Database.DMLOptions").symbol.inner.get(name.toLowerCase())!.type;
  return { $type: type, ...Object.fromEntries(fields.map((f) => [f, null])) };
}
implement("Database.DMLOptions", { new: () => new DmlOptions() });

const resultMembers = {
  getErrors: (r: Result) => errorList(r.outcome),
  getId: (r: Result) => r.id,
  isSuccess: (r: Result) => r.outcome.errors.length === 0,
  isCreated: (r: Result) => r.outcome.created,
};
for (const name of ["Save", "Upsert", "Delete", "Undelete", "EmptyRecycleBin"])
  implement(`Database.${name}Result`, resultMembers);

implement("Database.Error", {
  getFields: (e: ErrorObject) => new ApexList(T("List<String>"), e.fields),
  getMessage: (e: ErrorObject) => e.message,
  getStatusCode: (e: ErrorObject) => statusCode(e.status),
});

interface Savepoint {
  $type: Type;
  snapshot: ReturnType<ReturnType<typeof machine>["organization"]["store"]["snapshot"]>;
}

function emptyRecycleBin(given: ApexRecord | ApexList): unknown {
  machine().limits.dmlStatements++;
  const input = byIds(given);
  const outcomes = records(input).map((record): DmlOutcome => {
    const id = record.fields.get("id") as string | undefined;
    const gone = id !== undefined && machine().organization.store.purge(record.schema.name.toLowerCase(), id);
    const error = { status: "INVALID_CROSS_REFERENCE_KEY", message: "invalid cross reference id", fields: [] };
    return { record, id: id ?? null, created: false, errors: gone ? [] : [error] };
  });
  const results = outcomes.map((o) => result(o, "Database.EmptyRecycleBinResult"));
  return input instanceof ApexList ? new ApexList(T("List<Database.EmptyRecycleBinResult>"), results) : results[0];
}

function count(text: string, scope: Scope): number {
  const { plan, binds } = planText(text, scope);
  return countRows(plan, binds);
}

const locator = (text: string, scope: Scope): Locator => ({
  $type: T("Database.QueryLocator"),
  text,
  rows: query(text, scope),
});

implement("System.Database", {
  "countQuery/1": count,
  "countQuery/2": (text: string, _level: unknown, scope: Scope) => count(text, scope),
  countQueryWithBinds: (text: string, map: ApexMap) => {
    const { plan, binds } = planText(text, scopeOf(map));
    return countRows(plan, binds);
  },
  "query/1": (text: string, scope: Scope) => query(text, scope),
  "query/2": (text: string, _level: unknown, scope: Scope) => query(text, scope),
  queryWithBinds: (text: string, map: ApexMap) => query(text, scopeOf(map)),
  "getQueryLocator(string)": locator,
  "getQueryLocator/2": (text: string, _level: unknown, scope: Scope) => locator(text, scope),
  getQueryLocatorWithBinds: (text: string, map: ApexMap) => locator(text, scopeOf(map)),
  "getQueryLocator(list<sobject>)": (rows: ApexList) => ({
    $type: T("Database.QueryLocator"),
    text: "",
    rows: nn(rows),
  }),
  insert: dml("insert", "Database.SaveResult"),
  update: dml("update", "Database.SaveResult"),
  upsert: dml("upsert", "Database.UpsertResult"),
  delete: dml("delete", "Database.DeleteResult"),
  undelete: dml("undelete", "Database.UndeleteResult"),
  emptyRecycleBin,
  setSavepoint: (): Savepoint => {
    machine().limits.dmlStatements++;
    return { $type: T("Savepoint"), snapshot: machine().organization.store.snapshot() };
  },
  rollback: (point: Savepoint) => {
    machine().limits.dmlStatements++;
    machine().organization.store.restoreSnapshot(nn(point).snapshot);
    return null;
  },
  releaseSavepoint: () => null,
});

implement("Database.QueryLocator", {
  getQuery: (l: Locator) => l.text,
  iterator: (l: Locator) => new Cursor(l.rows.items.values()),
});
implement("Database.QueryLocatorIterator", {
  hasNext: (c: Cursor) => c["i.hasnext/0"](),
  next: (c: Cursor) => c["i.next/0"](),
});

const outcomeAt = (e: DmlExceptionObject, i: number): DmlExceptionObject["outcomes"][number] =>
  (e.outcomes ?? raise("System.TypeException", "The exception comes from no DML statement"))[nn(i)] ??
  raise("System.ListException", `List index out of bounds: ${i}`);

/** On every exception, so that `catch (Exception e)` may ask; only that of a DML statement has an answer. */
implement("System.Exception", {
  getDmlFieldNames: (e: DmlExceptionObject, i: number) =>
    new ApexList(T("List<String>"), outcomeAt(e, i).outcome.errors[0]!.fields),
  getDmlId: (e: DmlExceptionObject, i: number) => outcomeAt(e, i).outcome.record.fields.get("id") ?? null,
  getDmlIndex: (e: DmlExceptionObject, i: number) => outcomeAt(e, i).index,
  getDmlMessage: (e: DmlExceptionObject, i: number) => outcomeAt(e, i).outcome.errors[0]!.message,
  getDmlStatusCode: (e: DmlExceptionObject, i: number) => outcomeAt(e, i).outcome.errors[0]!.status,
  getDmlType: (e: DmlExceptionObject, i: number) => statusCode(outcomeAt(e, i).outcome.errors[0]!.status),
  getNumDml: (e: DmlExceptionObject) => e.outcomes?.length ?? 0,
});

const trigger = (): TriggerContext | null => machine().organization.trigger as TriggerContext | null;
implement("System.Trigger", {
  "static new": () => trigger()?.new ?? null,
  "static old": () => trigger()?.old ?? null,
  "static newmap": () => trigger()?.newmap ?? null,
  "static oldmap": () => trigger()?.oldmap ?? null,
  "static isexecuting": () => trigger() !== null,
  "static isinsert": () => trigger()?.verb === "insert",
  "static isupdate": () => trigger()?.verb === "update",
  "static isdelete": () => trigger()?.verb === "delete",
  "static isundelete": () => trigger()?.verb === "undelete",
  "static isbefore": () => trigger()?.when === "before",
  "static isafter": () => trigger()?.when === "after",
  "static size": () => trigger()?.size ?? null,
  "static operationtype": () => {
    const t = trigger();
    return t && enumValue(T("System.TriggerOperation").symbol, `${t.when}_${t.verb}`);
  },
});
