import { ApexList } from "../runtime/collections.ts";
import { ApexSet } from "../runtime/collections.ts";
import { ApexDate, ApexDatetime, DAY, offsetOf, parseDate } from "../runtime/dates.ts";
import { Dec } from "../runtime/decimal.ts";
import { Dbl } from "../runtime/double.ts";
import { eqId, isId } from "../runtime/equality.ts";
import { raise, raiseLimit, unsupported } from "../runtime/exceptions.ts";
import { CEILINGS } from "../runtime/limits.ts";
import { machine } from "../runtime/machine.ts";
import { ApexRecord } from "../runtime/record.ts";
import { T } from "../runtime/types.ts";
import { dateRange } from "./date-formulas.ts";
import type { Aggregate, FieldPath, PlanCondition, PlanValue, QueryPlan } from "./plan.ts";
import type { Row } from "./store.ts";
import type { ObjectSchema } from "./schema.ts";

/** Runs plans over the rows in memory. Values in rows are runtime values of the field's Apex type. */
class Execution {
  readonly #plan: QueryPlan;
  readonly #binds: unknown[];
  constructor(plan: QueryPlan, binds: unknown[]) {
    this.#plan = plan;
    this.#binds = binds;
  }

  matching(extra: ((row: Row) => boolean) | null = null): Row[] {
    const { store } = machine().organization;
    const plan = this.#plan;
    let rows = store.rows(plan.object);
    if (plan.allRows) rows = [...rows, ...store.deletedRows(plan.object)];
    if (extra) rows = rows.filter(extra);
    const { where } = plan;
    return where ? rows.filter((r) => this.holds(where, (c) => valueAt(r, c.path!))) : rows;
  }

  ordered(rows: Row[]): Row[] {
    const { orderBy } = this.#plan;
    const sorted = orderBy.length ? rows.slice().sort((a, b) => this.#order(a, b)) : rows;
    return this.cut(sorted);
  }

  cut<V>(rows: V[]): V[] {
    const limit = this.#count(this.#plan.limit);
    const offset = this.#count(this.#plan.offset) ?? 0;
    return rows.slice(offset, limit === null ? undefined : offset + limit);
  }

  #count(value: PlanValue | null): number | null {
    if (!value) return null;
    const n = this.operand(value);
    if (n === null) return raise("System.QueryException", "LIMIT and OFFSET need a number");
    return Number(n instanceof Dec ? n.toNumber() : n);
  }

  #order(a: Row, b: Row): number {
    for (const o of this.#plan.orderBy) {
      if (!o.path) return unsupported("ORDER BY of an aggregate");
      const [x, y] = [valueAt(a, o.path), valueAt(b, o.path)];
      if (x === null || y === null) {
        if (x !== y) return (x === null) === o.nullsLast ? 1 : -1;
        continue;
      }
      const order = compareStored(x, y);
      if (order) return o.descending ? -order : order;
    }
    return 0;
  }

  holds(c: PlanCondition, read: (c: Extract<PlanCondition, { k: "compare" }>) => unknown): boolean {
    if (c.k === "and" || c.k === "or") {
      const each = (x: PlanCondition): boolean => this.holds(x, read);
      return c.k === "and" ? c.of.every(each) : c.of.some(each);
    }
    if (c.k === "not") return !this.holds(c.of, read);
    return this.#compare(read(c), c);
  }

  #compare(value: unknown, c: Extract<PlanCondition, { k: "compare" }>): boolean {
    if (c.value.k === "formula") return this.#inRange(value, c.op, c.value.name, c.value.n);
    const operand = c.value.k === "query" ? this.#subquery(c.value.plan) : this.operand(c.value);
    switch (c.op) {
      case "=":
        return Array.isArray(operand) ? operand.some((o) => equalStored(value, o)) : equalStored(value, operand);
      case "!=":
        return Array.isArray(operand) ? !operand.some((o) => equalStored(value, o)) : !equalStored(value, operand);
      case "in":
        return list(operand).some((o) => equalStored(value, o));
      case "not in":
        return !list(operand).some((o) => equalStored(value, o));
      case "like":
        return (Array.isArray(operand) ? operand : [operand]).some((o) => like(value, o));
      case "includes":
      case "excludes": {
        const chosen = value === null ? [] : String(value).split(";");
        const found = list(operand).some((o) =>
          String(o)
            .split(";")
            .every((part) => chosen.includes(part)),
        );
        return c.op === "includes" ? found : !found;
      }
      default: {
        if (value === null || operand === null) return false;
        const order = compareStored(value, operand);
        return c.op === "<" ? order < 0 : c.op === "<=" ? order <= 0 : c.op === ">" ? order > 0 : order >= 0;
      }
    }
  }

  #inRange(value: unknown, op: string, name: string, n: number | null): boolean {
    if (value === null) return op === "!=";
    const [from, to] = dateRange(name, n);
    const zone = machine().organization.timeZone;
    const ms =
      value instanceof ApexDatetime
        ? value.ms + offsetOf(zone, value.ms)
        : value instanceof ApexDate
          ? value.days * DAY
          : raise("System.QueryException", "A date formula needs a date field");
    const [low, high] = [from * DAY, (to + 1) * DAY];
    if (op === "=") return ms >= low && ms < high;
    if (op === "!=") return ms < low || ms >= high;
    if (op === "<") return ms < low;
    if (op === "<=") return ms < high;
    return op === ">" ? ms >= high : ms >= low;
  }

  #subquery(plan: QueryPlan): unknown[] {
    const inner = new Execution(plan, this.#binds);
    return inner.ordered(inner.matching()).map((r) => valueAt(r, plan.fields[0]!));
  }

  operand(v: PlanValue): unknown {
    switch (v.k) {
      case "bind":
        return unwrap(this.#binds[v.index]);
      case "list":
        return v.of.flatMap((x) => this.operand(x));
      case "literal":
        return literal(v.type, v.value);
      default:
        return unsupported("a date formula inside IN");
    }
  }
}

function list(operand: unknown): unknown[] {
  if (Array.isArray(operand)) return operand;
  return operand === null ? [] : [operand];
}

function unwrap(v: unknown): unknown {
  if (v instanceof ApexList || v instanceof ApexSet) return [...v].map(unwrapItem);
  return unwrapItem(v);
}

function unwrapItem(v: unknown): unknown {
  return v instanceof ApexRecord ? (v.fields.get("id") ?? null) : v;
}

function literal(type: string, value: string): unknown {
  switch (type) {
    case "null":
      return null;
    case "Boolean":
      return value === "true";
    case "Number":
      return Dec.parse(value);
    case "Date":
      return parseDate(value);
    case "Datetime":
      return new ApexDatetime(Date.parse(value));
    default:
      return value;
  }
}

function numeric(v: unknown): Dec | null {
  if (v instanceof Dec) return v;
  if (typeof v === "number" || typeof v === "bigint") return Dec.of(v);
  return v instanceof Dbl ? Dec.of(v.value) : null;
}

/** SOQL compares text without case. */
function equalStored(a: unknown, b: unknown): boolean {
  if (a === null || b === null) {
    return a === b;
  }
  if (typeof a === "string" && typeof b === "string")
    return a.toLowerCase() === b.toLowerCase() || (isId(a) && isId(b) && eqId(a, b));
  return compareStored(a, b) === 0;
}

function compareStored(a: unknown, b: unknown): number {
  const [x, y] = [numeric(a), numeric(b)];
  if (x && y) return x.compare(y);
  const [p, q] = [moment(a), moment(b)];
  if (p !== null && q !== null) return p - q;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a === "string" && typeof b === "string") {
    const [s, t] = [a.toLowerCase(), b.toLowerCase()];
    return s < t ? -1 : s > t ? 1 : 0;
  }
  return raise("System.QueryException", "value of filter criterion does not fit the type of its field");
}

function moment(v: unknown): number | null {
  if (v instanceof ApexDatetime) return v.ms;
  return v instanceof ApexDate ? v.days * DAY : null;
}

function like(value: unknown, pattern: unknown): boolean {
  if (value === null || pattern === null) return value === pattern;
  const source = String(pattern).replace(/\\([%_])|[\s\S]/g, (c, escaped?: string) => {
    if (escaped) return escaped;
    if (c === "%") return "[\\s\\S]*";
    return c === "_" ? "[\\s\\S]" : c.replace(/[\^$\\.*+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "i").test(String(value));
}

function parentRow(row: Row, path: FieldPath): Row | null {
  const { store } = machine().organization;
  let current: Row | null = row;
  for (const step of path.parents) {
    const id: unknown = current.get(step.field) ?? null;
    current = typeof id === "string" ? store.get(step.object, id) : null;
    if (!current) return null;
  }
  return current;
}

function valueAt(row: Row, path: FieldPath): unknown {
  return parentRow(row, path)?.get(path.field.name.toLowerCase()) ?? null;
}

/** Counts a query against the limits and gives an execution for it. */
function begin(plan: QueryPlan, binds: unknown[]): Execution {
  const { limits } = machine();
  const ceiling = limits.asynchronous ? CEILINGS.asynchronous.queries : CEILINGS.synchronous.queries;
  if (!plan.object.endsWith("__mdt")) {
    if (limits.queries >= ceiling) raiseLimit(`Too many SOQL queries: ${ceiling + 1}`);
    limits.queries++;
  }
  return new Execution(plan, binds);
}

function countRowsRead(n: number): void {
  const { limits } = machine();
  limits.queryRows += n;
  if (limits.queryRows > CEILINGS.queryRows) raiseLimit(`Too many query rows: ${CEILINGS.queryRows + 1}`);
}

export function selectRows(plan: QueryPlan, binds: unknown[]): ApexRecord[] {
  const execution = begin(plan, binds);
  const rows = execution.ordered(execution.matching());
  countRowsRead(rows.length);
  return rows.map((row) => toRecord(plan, row, binds));
}

export function countRows(plan: QueryPlan, binds: unknown[]): number {
  const execution = begin(plan, binds);
  const n = execution.cut(execution.matching()).length;
  countRowsRead(1);
  return n;
}

export function newRecordOf(object: string): ApexRecord {
  const { table } = machine().organization;
  const symbol = table.sobject(object)!;
  return new ApexRecord(symbol.type, table.objects.get(object) as ObjectSchema);
}

function toRecord(plan: QueryPlan, row: Row, binds: unknown[]): ApexRecord {
  const record = newRecordOf(plan.object);
  record.selected = new Set(["id"]);
  const id = row.get("id") ?? null;
  for (const path of plan.fields) select(record, row, path);
  if (!plan.object.endsWith("__mdt") || plan.fields.some((f) => f.field.name === "Id")) record.fields.set("id", id);
  for (const child of plan.children) {
    const inner = new Execution(child.plan, binds);
    const rows = inner.ordered(inner.matching((r) => r.get(child.field) === id));
    countRowsRead(rows.length);
    const type = T("List<Object>").symbol.of(machine().organization.table.sobject(child.plan.object)!.type);
    record.fields.set(
      child.relationship,
      new ApexList(
        type,
        rows.map((r) => toRecord(child.plan, r, binds)),
      ),
    );
    record.selected.add(child.relationship);
  }
  return record;
}

function select(record: ApexRecord, row: Row, path: FieldPath): void {
  const { store } = machine().organization;
  let [into, from]: [ApexRecord, Row] = [record, row];
  for (const step of path.parents) {
    into.selected!.add(step.relationship);
    const id = from.get(step.field) ?? null;
    const parent = typeof id === "string" ? store.get(step.object, id) : null;
    if (!parent) {
      into.fields.set(step.relationship, null);
      return;
    }
    let next = into.fields.get(step.relationship) as ApexRecord | undefined;
    if (!next) {
      next = newRecordOf(step.object);
      next.selected = new Set(["id"]);
      next.fields.set("id", parent.get("id") ?? null);
      into.fields.set(step.relationship, next);
    }
    [into, from] = [next, parent];
  }
  const name = path.field.name.toLowerCase();
  into.selected!.add(name);
  const value = from.get(name);
  if (value !== undefined && value !== null) into.fields.set(name, value);
}

/** `GROUP BY` and aggregate functions: rows of `AggregateResult`, values by alias. */
export function aggregateRows(plan: QueryPlan, binds: unknown[]): Map<string, unknown>[] {
  const execution = begin(plan, binds);
  machine().limits.aggregateQueries++;
  const groups = new Map<string, Row[]>();
  for (const row of execution.matching()) {
    const key = JSON.stringify(plan.groupBy.map((g) => String(valueAt(row, g.path)).toLowerCase()));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  if (!plan.groupBy.length && !groups.size) groups.set("", []);
  countRowsRead([...groups.values()].reduce((n, g) => n + g.length, 0));
  let results = [...groups.values()].filter((rows) => {
    const { having } = plan;
    return (
      !having ||
      execution.holds(having, (c) =>
        c.aggregate ? aggregateOf({ name: c.aggregate, path: c.path, alias: "" }, rows) : valueAt(rows[0]!, c.path!),
      )
    );
  });
  results = sortGroups(plan, results);
  return execution.cut(results).map((rows) => {
    const values = new Map<string, unknown>();
    for (const g of plan.groupBy) values.set(g.alias.toLowerCase(), valueAt(rows[0]!, g.path));
    for (const a of plan.aggregates) values.set(a.alias.toLowerCase(), aggregateOf(a, rows));
    return values;
  });
}

function sortGroups(plan: QueryPlan, groups: Row[][]): Row[][] {
  if (!plan.orderBy.length) return groups;
  const read = (rows: Row[], o: QueryPlan["orderBy"][number]): unknown => {
    if (o.path) return rows[0] ? valueAt(rows[0], o.path) : null;
    const match = /^(\w+)\((.*)\)$/.exec(o.aggregate);
    const known = plan.aggregates.find(
      (a) => a.name === match?.[1] && (a.path?.field.name.toLowerCase() ?? "") === (match?.[2] ?? "").split(".").at(-1),
    );
    return known ? aggregateOf(known, rows) : unsupported(`ORDER BY ${o.aggregate} that is not selected`);
  };
  return groups.slice().sort((a, b) => {
    for (const o of plan.orderBy) {
      const [x, y] = [read(a, o), read(b, o)];
      if (x === null || y === null) {
        if (x !== y) return (x === null) === o.nullsLast ? 1 : -1;
        continue;
      }
      const order = compareStored(x, y);
      if (order) return o.descending ? -order : order;
    }
    return 0;
  });
}

function aggregateOf(a: Aggregate, rows: Row[]): unknown {
  if (!a.path) return rows.length;
  const values = rows.map((r) => valueAt(r, a.path!)).filter((v) => v !== null);
  switch (a.name) {
    case "count":
      return values.length;
    case "count_distinct":
      return new Set(values.map((v) => String(v).toLowerCase())).size;
    case "sum":
      return values.length ? values.reduce<Dec>((sum, v) => sum.add(numeric(v)!), Dec.of(0)) : null;
    case "avg":
      return values.length
        ? values.reduce<Dec>((sum, v) => sum.add(numeric(v)!), Dec.of(0)).divide(Dec.of(values.length))
        : null;
    default: {
      const sign = a.name === "min" ? 1 : -1;
      return values.length ? values.reduce((best, v) => (compareStored(v, best) * sign < 0 ? v : best)) : null;
    }
  }
}
