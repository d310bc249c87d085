import { planQuery, type PlanContext } from "../database/plan.ts";
import type { Query } from "../syntax/query.ts";
import type { Body } from "./body.ts";
import { checkExpression, containsSafe } from "./expressions.ts";
import type { Value } from "./value.ts";

/** `[SELECT ...]`: checked against the schema, binds become arguments. */
export function checkQuery(body: Body, query: Query): Value {
  const binds: string[] = [];
  const { table } = body;
  const context: PlanContext = {
    objects: table.objects,
    namespace: table.namespace,
    childRelationships: (parent) => table.childRelationships(parent),
    bind: (expression) => {
      if (containsSafe(expression))
        body.fail(expression.at, "Safe navigation operator is not allowed in SOQL bind expressions");
      const value = checkExpression(body, expression);
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
