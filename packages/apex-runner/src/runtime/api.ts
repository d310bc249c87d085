import { countRows, newRecordOf, selectRows } from "../database/execute.ts";
import { runDml, DmlExceptionObject } from "../database/dml.ts";
import type { QueryPlan } from "../database/plan.ts";
import type { DmlVerb } from "../syntax/tree.ts";
import type { Type } from "../symbols/model.ts";
import { enumStatics } from "../platform/enums.ts";
import { future } from "../platform/asynchronous.ts";
import { aggregated } from "../platform/database.ts";
import { fieldSet } from "../platform/field-sets.ts";
import { platformStatic } from "../platform/registry.ts";
import { describe, describeField, fieldToken, objectToken } from "../platform/schema.ts";
import { typeValue } from "../platform/type.ts";
import { ApexList, ApexMap, ApexSet, Cursor, Loop } from "./collections.ts";
import { ApexDate, ApexDatetime, ApexTime, DAY } from "./dates.ts";
import { Dec } from "./decimal.ts";
import { compareString, equals, eqId, eqString } from "./equality.ts";
import { ApexException, caught, nn, raise, raiseLimit } from "./exceptions.ts";
import { checkHeap } from "./heap.ts";
import { machine, MAX_DEPTH } from "./machine.ts";
import { D, I, L, N, convert } from "./numbers.ts";
import { ApexObject } from "./objects.ts";
import type { ApexRecord } from "./record.ts";
import { settings } from "./settings.ts";
import { textOf } from "./text.ts";
import { cast, isInstance, T, toId } from "./types.ts";

/** A new frame; `statement` is where the method begins. */
function enter(method: number, statement: number): void {
  const m = machine();
  if (m.depth >= MAX_DEPTH) raiseLimit(`Maximum stack depth reached: ${MAX_DEPTH + 1}`);
  m.depth++;
  m.frameMethods[m.depth] = method;
  m.frameStatements[m.depth] = statement;
}

function leave(): void {
  machine().depth--;
}

function tick(): void {
  const { limits } = machine();
  if (++limits.statements > limits.maxStatements) raiseLimit("Apex CPU time limit exceeded");
}

/** Every statement starts here. */
function step(statement: number): void {
  const m = machine();
  m.frameStatements[m.depth] = statement;
  m.coverage[statement]!++;
  if (++m.limits.statements > m.limits.maxStatements) raiseLimit("Apex CPU time limit exceeded");
}

function concat(a: string, b: string): string {
  const text = a + b;
  if (text.length > 100_000) checkHeap(text.length);
  return text;
}

function at(list: ApexList | null, index: number | null): unknown {
  return nn(list).items[list!.check(nn(index))];
}

function setAt(list: ApexList | null, index: number | null, value: unknown): unknown {
  return (nn(list).items[list!.check(nn(index))] = value);
}

function sizedList(type: Type, size: number | null): ApexList {
  if (nn(size) < 0) raise("System.ListException", `Invalid list size: ${size}`);
  return new ApexList(type, Array<unknown>(size!).fill(null));
}

function newMap(type: Type, pairs: [unknown, unknown][]): ApexMap {
  const map = new ApexMap(type);
  for (const [k, v] of pairs) map.put(k, v);
  return map;
}

function newRecord(type: Type, values: [string, unknown][]): ApexRecord {
  const record = newRecordOf(type.symbol.name.toLowerCase());
  for (const [k, v] of values) record.fields.set(k, v);
  return record;
}

function field(record: ApexRecord | null, name: string): unknown {
  return nn(record).get(name);
}

/** Reading on over a missing parent record gives null. */
function parentField(record: ApexRecord | null, name: string): unknown {
  return record === null ? null : record.get(name);
}

function setField(record: ApexRecord | null, name: string, value: unknown): unknown {
  nn(record).set(name, value);
  return value;
}

function single(rows: ApexList): unknown {
  if (rows.items.length === 0) raise("System.QueryException", "List has no rows for assignment to SObject");
  if (rows.items.length > 1) raise("System.QueryException", "List has more than 1 row for assignment to SObject");
  return rows.items[0];
}

function singleOrNull(rows: ApexList): unknown {
  return rows.items.length === 0 ? null : single(rows);
}

function aggregate(plan: QueryPlan, _type: Type, binds: unknown[]): ApexList {
  return aggregated(plan, binds);
}

/** `for (List<Account> some : [SELECT ...])` gives 200 rows at a time. */
function chunks(rows: ApexList): ApexList {
  const parts: ApexList[] = [];
  for (let i = 0; i < rows.items.length; i += 200) parts.push(new ApexList(rows.$type, rows.items.slice(i, i + 200)));
  return new ApexList(T("List<Object>"), parts);
}

function dml(verb: DmlVerb, value: ApexRecord | ApexList | null, external: string | null = null): void {
  const records = nn(value) instanceof ApexList ? ((value as ApexList).items as ApexRecord[]) : [value as ApexRecord];
  runDml(verb, records, true, external);
}

function compareDates(op: "lt" | "gt" | "le" | "ge", a: unknown, b: unknown): boolean {
  const ms = (v: unknown): number | null =>
    v instanceof ApexDate ? v.days * DAY : v instanceof ApexDatetime || v instanceof ApexTime ? v.ms : null;
  return I[op](ms(a), ms(b));
}

function addDays(d: ApexDate | null, n: number | bigint | null, sign: number): ApexDate {
  return new ApexDate(nn(d).days + sign * Number(nn(n)));
}

/** `Datetime + 0.5` is twelve hours later (rule 183). */
function addFraction(d: ApexDatetime | null, n: unknown, sign: number): ApexDatetime {
  const days =
    typeof nn(n) === "object" ? (n instanceof Dec ? n.toNumber() : (n as { value: number }).value) : Number(n);
  return new ApexDatetime(nn(d).ms + sign * Math.round(days * DAY));
}

function identical(a: unknown, b: unknown): boolean {
  if (typeof a === "object" && a !== null && "ordinal" in a) return a === b;
  const byValue = a instanceof Dec || a instanceof ApexDate || a instanceof ApexDatetime || a instanceof ApexTime;
  return byValue ? equals(a, b) : a === b;
}

function platformException(type: Type, key: string, args: unknown[]): ApexException {
  const exception = type.symbol.name === "DmlException" ? new DmlExceptionObject() : new ApexException();
  exception.$type = type;
  (exception as unknown as Record<string, (...a: unknown[]) => unknown>)[key]!(...args);
  return exception;
}

function beginRunAs(user: ApexRecord | null): unknown {
  const org = machine().organization;
  const before = org.user;
  const text = (name: string): string => String(nn(user).fields.get(name) ?? "");
  const id = nn(user).fields.get("id");
  if (typeof id !== "string") {
    runDml("insert", [user!], true);
    org.uncommitted = false;
  }
  org.user = {
    ...before,
    id: user!.fields.get("id") as string,
    firstName: text("firstname"),
    lastName: text("lastname"),
    username: text("username"),
    email: text("email"),
    profileId: text("profileid") || before.profileId,
    roleId: (user!.fields.get("userroleid") as string | undefined) ?? null,
  };
  return before;
}

function endRunAs(before: unknown): void {
  machine().organization.user = before as ReturnType<typeof machine>["organization"]["user"];
  machine().organization.uncommitted = false;
}

function setPlatformStatic(name: string, value: unknown): unknown {
  const { rest } = machine().organization;
  if (name === "System.RestContext.request") rest.request = value as object | null;
  else if (name === "System.RestContext.response") rest.response = value as object | null;
  else throw new Error(`${name} is not writable`);
  return value;
}

/** What emitted code calls, by the names it uses. */
export const api = {
  enter,
  leave,
  step,
  tick,
  nn,
  I,
  L,
  D,
  N,
  convert,
  concat,
  str: (s: string | null): string => (s === null ? "null" : s),
  textOf,
  toId,
  dateToDatetime: (d: ApexDate | null): ApexDatetime | null => (d === null ? null : new ApexDatetime(d.days * DAY)),
  eqString,
  eqId,
  equals,
  identical,
  compareString,
  compareDates,
  addDays,
  addFraction,
  use: (v: unknown): null => (v === null ? null : null),
  isInstance,
  cast,
  at,
  setAt,
  sizedList,
  newList: (type: Type, items: unknown[]): ApexList => new ApexList(type, items),
  newSet: (type: Type, items: unknown[]): ApexSet => new ApexSet(type, items),
  newMap,
  newRecord,
  field,
  parentField,
  setField,
  single,
  singleOrNull,
  selectRows: (plan: QueryPlan, type: Type, binds: unknown[]): ApexList =>
    new ApexList(T("List<Object>").symbol.of(type), selectRows(plan, binds)),
  countRows: (plan: QueryPlan, _type: Type, binds: unknown[]): number => countRows(plan, binds),
  aggregate,
  chunks,
  loop: (source: unknown): Loop => new Loop(source),
  dml,
  caught,
  thrown: (e: ApexException | null): ApexException => nn(e),
  platformException,
  fieldSet,
  platformStatic,
  setPlatformStatic,
  beginRunAs,
  endRunAs,
  future,
  settings,
  typeValue,
  objectToken,
  describe,
  fieldToken,
  describeField,
  enumStatics,
  ApexObject,
  ApexException,
  Cursor,
};
