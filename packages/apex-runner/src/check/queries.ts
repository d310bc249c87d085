import { planQuery, type Column, type PlanContext } from "../database/plan.ts";
import type { Query } from "../syntax/query.ts";
import type { Body } from "./body.ts";
import { checkExpression, containsSafe } from "./expressions.ts";
import { isNamed, isNull, isRecord } from "./conversions.ts";
import { asInstanceOf } from "../symbols/substitution.ts";
import { apexTypeOf, type FieldKind } from "../database/schema.ts";
import type { Value } from "./value.ts";

/** `[SELECT ...]`: checked against the schema, binds become arguments. */
export function checkQuery(body: Body, query: Query): Value {
  const binds: string[] = [];
  const { table } = body;
  const context: PlanContext = {
    objects: table.objects,
    namespace: table.namespace,
    childRelationships: (parent) => table.childRelationships(parent),
    bind: (expression, column) => {
      if (containsSafe(expression))
        body.fail(expression.at, "Safe navigation operator is not allowed in SOQL bind expressions");
      const value = checkExpression(body, expression);
      if (column) checkBind(body, value, column);
      return binds.push(value.js) - 1;
    },
    fail: (at, message, code) => body.fail(at, message, code),
  };
  const plan = planQuery(context, query);
  const symbol = table.sobject(plan.object)!;
  const run = (name: string): string =>
    `$.${name}(${body.unit.query(plan)}, ${body.unit.type(symbol.type)}, [${binds.join(", ")}])`;
  if (plan.countOnly) return { at: query.at, type: body.get("Integer"), js: run("countRows"), nonNull: true };
  if (plan.aggregates.length || plan.groupBy.length) {
    const row = body.get("AggregateResult");
    return { at: query.at, type: body.get("List", row), js: run("aggregate"), nonNull: true, rowsOf: row.symbol };
  }
  return { at: query.at, type: body.get("List", symbol.type), js: run("selectRows"), nonNull: true, rowsOf: symbol };
}

const TEXT = ["String", "Id"];
const NUMBER = ["Integer", "Long", "Double", "Decimal"];

/** Apex types that a column can be compared with; others an org refuses. */
function allowedFor(kind: FieldKind): string[] {
  switch (kind) {
    case "boolean":
      return ["Boolean"];
    case "int":
    case "double":
    case "currency":
    case "percent":
      return NUMBER;
    case "date":
    case "datetime":
      return ["Date", "Datetime"];
    case "time":
      return ["Time"];
    default:
      return TEXT;
  }
}

function checkBind(body: Body, value: Value, column: Column | "count"): void {
  if (column === "count") {
    if (!["Integer", "Long"].some((n) => isNamed(value.type, n)) && !isNull(value.type))
      body.fail(value.at, `Invalid bind expression type of ${value.type.name} for a number of rows`);
    return;
  }
  const { field, op } = column;
  const items = asInstanceOf(value.type, body.get("Iterable", body.get("Object")).symbol);
  const ofMany = op === "in" || op === "not in" || op === "includes" || op === "excludes";
  if (ofMany && !items && !isNull(value.type))
    body.fail(value.at, "IN operator must be used with an iterable expression");
  if (items && !ofMany && op !== "=" && op !== "!=" && op !== "like")
    body.fail(value.at, `Operator ${op} cannot be used with a collection`);
  const type = items ? items.args[0]! : value.type;
  const record = isRecord(type) && (field.kind === "id" || field.kind === "reference");
  if (record || isNull(type) || allowedFor(field.kind).some((n) => isNamed(type, n))) return;
  body.fail(value.at, `Invalid bind expression type of ${type.name} for column of type ${apexTypeOf(field.kind)}`);
}
