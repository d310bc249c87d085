import type { CompareOperator, Condition, Query, QueryValue, SelectEntry } from "../syntax/query.ts";
import type { At } from "../syntax/position.ts";
import type { Expression } from "../syntax/tree.ts";
import type { FieldKind, FieldSchema, ObjectSchema } from "./schema.ts";

/** A field reached from the queried object over zero or more parents. All names lower case. */
export interface FieldPath {
  parents: { relationship: string; field: string; object: string }[];
  field: FieldSchema;
}

export type PlanValue =
  | { k: "literal"; type: "null" | "Boolean" | "Number" | "String" | "Date" | "Datetime"; value: string }
  | { k: "formula"; name: string; n: number | null }
  | { k: "list"; of: PlanValue[] }
  | { k: "query"; plan: QueryPlan }
  | { k: "bind"; index: number };

export type PlanCondition =
  | { k: "and"; of: PlanCondition[] }
  | { k: "or"; of: PlanCondition[] }
  | { k: "not"; of: PlanCondition }
  | { k: "compare"; path: FieldPath | null; aggregate: string | null; op: CompareOperator; value: PlanValue };

export interface Aggregate {
  name: string;
  path: FieldPath | null;
  alias: string;
}

/** A query whose names are resolved against the schema; bind values come at run time, by index. */
export interface QueryPlan {
  object: string;
  fields: FieldPath[];
  children: { relationship: string; field: string; plan: QueryPlan }[];
  where: PlanCondition | null;
  aggregates: Aggregate[];
  groupBy: { path: FieldPath; alias: string }[];
  having: PlanCondition | null;
  orderBy: { path: FieldPath | null; aggregate: string; descending: boolean; nullsLast: boolean }[];
  limit: PlanValue | null;
  offset: PlanValue | null;
  allRows: boolean;
  /** `SELECT COUNT()`: the result is a number */
  countOnly: boolean;
}

export interface PlanContext {
  objects: Map<string, ObjectSchema>;
  /** own namespace in lower case; its prefix may be written or left out */
  namespace: string | null;
  childRelationships(parent: string): [string, ObjectSchema, string][];
  /** `column` is null where any type will do, "count" for LIMIT and OFFSET */
  bind(expression: Expression, column: Column | "count" | null): number;
  fail(at: At, message: string, code?: "semantic" | "unsupported"): never;
}

export function planQuery(context: PlanContext, query: Query): QueryPlan {
  const schema = context.objects.get(bare(context, query.from.toLowerCase()));
  if (!schema) return context.fail(query.at, `sObject type '${query.from}' is not supported`);
  return plan(context, query, schema);
}

function bare(context: PlanContext, name: string): string {
  return context.namespace && name.startsWith(`${context.namespace}__`)
    ? name.slice(context.namespace.length + 2)
    : name;
}

function plan(context: PlanContext, query: Query, schema: ObjectSchema): QueryPlan {
  const result: QueryPlan = {
    object: schema.name.toLowerCase(),
    fields: [],
    children: [],
    where: query.where && condition(context, schema, query.where),
    aggregates: [],
    groupBy: query.groupBy.map((g) => ({
      path: resolvePath(context, schema, g, query.at),
      alias: g.split(".").at(-1)!,
    })),
    having: query.having && condition(context, schema, query.having),
    orderBy: [],
    limit: query.limit && value(context, query.limit, "count"),
    offset: query.offset && value(context, query.offset, "count"),
    allRows: query.allRows,
    countOnly: false,
  };
  for (const entry of query.select) addEntry(context, schema, query, entry, result);
  for (const o of query.orderBy) {
    const isFunction = o.field.includes("(");
    result.orderBy.push({
      path: isFunction ? null : resolvePath(context, schema, o.field, query.at),
      aggregate: isFunction ? o.field.toLowerCase() : "",
      descending: o.descending,
      nullsLast: o.nullsLast ?? o.descending,
    });
  }
  checkGrouping(context, query, result);
  return result;
}

function checkGrouping(context: PlanContext, query: Query, result: QueryPlan): void {
  if (!result.aggregates.length && !result.groupBy.length) return;
  for (const path of result.fields) {
    const grouped = result.groupBy.some((g) => g.path.field === path.field);
    if (!grouped) context.fail(query.at, `Field must be grouped or aggregated: ${path.field.name}`);
  }
}

function addEntry(
  context: PlanContext,
  schema: ObjectSchema,
  query: Query,
  entry: SelectEntry,
  result: QueryPlan,
): void {
  if (entry.k === "field") {
    const path = resolvePath(context, schema, entry.path, entry.at);
    result.fields.push(path);
    const group = result.groupBy.find(
      (g) => g.path.field === path.field && g.path.parents.length === path.parents.length,
    );
    if (group && entry.alias) group.alias = entry.alias;
    else if (entry.alias && !group) context.fail(entry.at, `Alias is only allowed in grouped queries: ${entry.alias}`);
  } else if (entry.k === "fields") {
    for (const f of schema.fields.values()) {
      if (entry.set === "all" || (entry.set === "custom") === f.custom) result.fields.push({ parents: [], field: f });
    }
  } else if (entry.k === "aggregate") {
    const path = entry.path ? resolvePath(context, schema, entry.path, entry.at) : null;
    if (!path && query.select.length === 1 && !query.groupBy.length && !entry.alias) result.countOnly = true;
    const alias = entry.alias ?? `expr${result.aggregates.length}`;
    result.aggregates.push({ name: entry.name, path, alias });
  } else addChildren(context, schema, entry, result);
}

function addChildren(
  context: PlanContext,
  schema: ObjectSchema,
  entry: Extract<SelectEntry, { k: "children" }>,
  result: QueryPlan,
): void {
  const name = entry.query.from.toLowerCase();
  const found = context
    .childRelationships(schema.name)
    .find(([relationship]) => relationship.toLowerCase() === bare(context, name));
  if (!found)
    return context.fail(entry.at, `Didn't understand relationship '${entry.query.from}' in FROM part of query call`);
  result.children.push({
    relationship: name,
    field: found[2].toLowerCase(),
    plan: plan(context, entry.query, found[1]),
  });
}

function resolvePath(context: PlanContext, schema: ObjectSchema, text: string, at: At): FieldPath {
  const parts = text
    .toLowerCase()
    .split(".")
    .map((p) => bare(context, p));
  if (parts.length > 1 && parts[0] === schema.name.toLowerCase()) parts.shift();
  const parents: FieldPath["parents"] = [];
  let object = schema;
  for (const part of parts.slice(0, -1)) {
    const lookup = [...object.fields.values()].find((f) => f.relationship?.toLowerCase() === part);
    const next = lookup && context.objects.get(lookup.referenceTo[0]!.toLowerCase());
    if (!next) return context.fail(at, `Didn't understand relationship '${part}' in field path ${text}`);
    parents.push({ relationship: part, field: lookup.name.toLowerCase(), object: next.name.toLowerCase() });
    object = next;
  }
  const field = object.fields.get(parts.at(-1)!);
  if (!field) return context.fail(at, `No such column '${text}' on entity '${object.name}'`);
  return { parents, field };
}

/** What a value is compared with: a bind of another type does not compile. */
export interface Column {
  field: FieldSchema;
  op: CompareOperator;
}

const NUMBERS: FieldKind[] = ["int", "double", "currency", "percent"];

function literalKind(kind: FieldKind): string {
  if (NUMBERS.includes(kind)) return "Number";
  if (kind === "boolean") return "Boolean";
  if (kind === "date") return "Date";
  return kind === "datetime" ? "Datetime" : "String";
}

function checkLiteral(context: PlanContext, at: At, field: FieldSchema, v: QueryValue): void {
  if (v.k === "list") for (const each of v.of) checkLiteral(context, at, field, each);
  if (v.k !== "literal" || v.type === "null" || field.kind === "time") return;
  const wanted = literalKind(field.kind);
  if (v.type === wanted) return;
  const quotes = wanted === "String" ? "should be enclosed in quotes" : "should not be enclosed in quotes";
  context.fail(at, `value of filter criterion for field '${field.name}' must be of type ${field.kind} and ${quotes}`);
}

function condition(context: PlanContext, schema: ObjectSchema, c: Condition): PlanCondition {
  if (c.k === "not") return { k: "not", of: condition(context, schema, c.of) };
  if (c.k !== "compare") return { k: c.k, of: c.of.map((x) => condition(context, schema, x)) };
  if ((c.op === "in" || c.op === "not in") && c.value.k !== "list" && c.value.k !== "bind" && c.value.k !== "query") {
    context.fail(c.at, "IN needs a list");
  }
  const path = c.path ? resolvePath(context, schema, c.path, c.at) : null;
  const column = path && !c.aggregate ? { field: path.field, op: c.op } : null;
  if (column) checkLiteral(context, c.at, column.field, c.value);
  return { k: "compare", path, aggregate: c.aggregate, op: c.op, value: value(context, c.value, column) };
}

function value(context: PlanContext, v: QueryValue, column: Column | "count" | null): PlanValue {
  switch (v.k) {
    case "bind":
      return { k: "bind", index: context.bind(v.of, column) };
    case "list": {
      const each = column && column !== "count" ? { ...column, op: "=" as const } : column;
      return { k: "list", of: v.of.map((x) => value(context, x, each)) };
    }
    case "query":
      return { k: "query", plan: planQuery(context, v.query) };
    case "formula":
      return { k: "formula", name: v.name, n: v.n };
    case "literal":
      return v;
  }
}
