import type * as P from "@apexdevtools/apex-parser";
import type { CompareOperator, Condition, Query, QueryValue, SelectEntry } from "../syntax/query.ts";
import { fail, positionOf, type Node, type Source } from "./context.ts";
import { convertExpression } from "./expressions.ts";
import { unquote } from "./literals.ts";

function refuse(source: Source, node: Node, what: string): never {
  return fail(source, positionOf(node), "unsupported", `${what} in SOQL`);
}

export function convertQuery(source: Source, ctx: P.QueryContext): Query {
  if (ctx.usingScope()) refuse(source, ctx.usingScope(), "USING SCOPE");
  if (ctx.updateList()) refuse(source, ctx.updateList(), "UPDATE");
  const withClause = ctx.withClause();
  if (withClause && !withClause.SECURITY_ENFORCED() && !withClause.USER_MODE() && !withClause.SYSTEM_MODE()) {
    refuse(source, withClause, "WITH");
  }
  const group = ctx.groupByClause();
  if (group && (group.ROLLUP() || group.CUBE())) refuse(source, group, "GROUP BY ROLLUP or CUBE");
  return {
    ...convertTail(source, ctx),
    select: ctx
      .selectList()
      .selectEntry_list()
      .map((e) => convertSelect(source, e)),
    groupBy: (group?.fieldGroupByList().fieldGroupBy_list() ?? []).map((g) =>
      g.fieldName() ? g.fieldName().getText() : refuse(source, g, "a function in GROUP BY"),
    ),
    having: group?.logicalExpression() ? convertLogical(source, group.logicalExpression()) : null,
    offset: convertCount(source, ctx.offsetClause()),
    allRows: !!ctx.allRowsClause(),
  };
}

function convertSubQuery(source: Source, ctx: P.SubQueryContext): Query {
  return {
    ...convertTail(source, ctx),
    select: ctx
      .subFieldList()
      .subFieldEntry_list()
      .map((e) => convertSelect(source, e)),
    groupBy: [],
    having: null,
    offset: null,
    allRows: false,
  };
}

function convertTail(
  source: Source,
  ctx: P.QueryContext | P.SubQueryContext,
): Omit<Query, "select" | "groupBy" | "having" | "offset" | "allRows"> {
  const from = ctx.fromNameList();
  if (from.fieldName_list().length !== 1) refuse(source, from, "more than one object in FROM");
  const order = ctx.orderByClause()?.fieldOrderList().fieldOrder_list() ?? [];
  return {
    at: positionOf(ctx),
    from: from.fieldName(0).getText(),
    where: ctx.whereClause() ? convertWhere(source, ctx.whereClause().whereLogicalExpression()) : null,
    orderBy: order.map((o) => ({
      field: o.fieldName() ? o.fieldName().getText() : o.soqlFunction().getText(),
      descending: !!o.DESC(),
      nullsLast: o.NULLS() ? !!o.LAST() : null,
    })),
    limit: convertCount(source, ctx.limitClause()),
  };
}

function convertCount(source: Source, ctx: P.LimitClauseContext | P.OffsetClauseContext | null): QueryValue | null {
  if (!ctx) return null;
  if (ctx.boundExpression()) return bind(source, ctx.boundExpression());
  return { k: "literal", type: "Number", value: ctx.IntegerLiteral().getText() };
}

function bind(source: Source, ctx: P.BoundExpressionContext): QueryValue {
  return { k: "bind", at: positionOf(ctx), of: convertExpression(source, ctx.expression()) };
}

function convertSelect(source: Source, ctx: P.SelectEntryContext | P.SubFieldEntryContext): SelectEntry {
  const position = positionOf(ctx);
  const alias = ctx.soqlId()?.getText() ?? null;
  if (ctx.subQuery()) return { k: "children", at: position, query: convertSubQuery(source, ctx.subQuery()) };
  if (ctx.fieldName()) return { k: "field", at: position, path: ctx.fieldName().getText(), alias };
  if (ctx.typeOf()) return refuse(source, ctx, "TYPEOF");
  return convertFunction(source, ctx.soqlFunction(), alias);
}

function convertFunction(source: Source, ctx: P.SoqlFunctionContext, alias: string | null): SelectEntry {
  const position = positionOf(ctx);
  if (ctx.FIELDS()) return { k: "fields", at: position, set: ctx.soqlFieldsParameter().getText().toLowerCase() };
  const name = ctx.getText().split("(")[0]!.toLowerCase();
  if (!["count", "count_distinct", "sum", "avg", "min", "max"].includes(name)) return refuse(source, ctx, `${name}()`);
  return { k: "aggregate", at: position, name, path: ctx.fieldName()?.getText() ?? null, alias };
}

function convertWhere(source: Source, ctx: P.WhereLogicalExpressionContext): Condition {
  const parts = ctx.whereConditionalExpression_list().map((c): Condition => {
    if (c.whereLogicalExpression()) return convertWhere(source, c.whereLogicalExpression());
    const field = c.whereFieldExpression();
    if (!field.fieldExpression()) return refuse(source, field, "FORMULA");
    return convertComparison(source, field.fieldExpression());
  });
  return join(ctx, parts);
}

function convertLogical(source: Source, ctx: P.LogicalExpressionContext): Condition {
  return join(
    ctx,
    ctx
      .conditionalExpression_list()
      .map((c) =>
        c.logicalExpression()
          ? convertLogical(source, c.logicalExpression())
          : convertComparison(source, c.fieldExpression()),
      ),
  );
}

function join(ctx: P.WhereLogicalExpressionContext | P.LogicalExpressionContext, parts: Condition[]): Condition {
  if (ctx.NOT()) return { k: "not", of: parts[0]! };
  if (parts.length === 1) return parts[0]!;
  return { k: ctx.SOQLOR_list().length ? "or" : "and", of: parts };
}

function convertComparison(source: Source, ctx: P.FieldExpressionContext): Condition {
  const call = ctx.soqlFunction();
  const fn = call ? convertFunction(source, call, null) : null;
  if (fn && fn.k !== "aggregate") return refuse(source, call, "FIELDS()");
  return {
    k: "compare",
    at: positionOf(ctx),
    path: fn ? (fn.path ?? "") : ctx.fieldName().getText(),
    aggregate: fn ? fn.name : null,
    op: convertOperator(ctx.comparisonOperator()),
    value: convertValue(source, ctx.value()),
  };
}

function convertOperator(ctx: P.ComparisonOperatorContext): CompareOperator {
  if (ctx.LIKE()) return "like";
  if (ctx.IN()) return ctx.NOT() ? "not in" : "in";
  if (ctx.INCLUDES()) return "includes";
  if (ctx.EXCLUDES()) return "excludes";
  const text = ctx.getText();
  return (text === "<>" ? "!=" : text) as CompareOperator;
}

function convertValue(source: Source, ctx: P.ValueContext): QueryValue {
  const text = ctx.getText();
  if (ctx.boundExpression()) return bind(source, ctx.boundExpression());
  if (ctx.subQuery()) return { k: "query", query: convertSubQuery(source, ctx.subQuery()) };
  if (ctx.valueList()) {
    return {
      k: "list",
      of: ctx
        .valueList()
        .value_list()
        .map((v) => convertValue(source, v)),
    };
  }
  if (ctx.NULL()) return { k: "literal", type: "null", value: "" };
  if (ctx.BooleanLiteral()) return { k: "literal", type: "Boolean", value: text.toLowerCase() };
  if (ctx.StringLiteral()) return { k: "literal", type: "String", value: unquote(text, "%_") };
  if (ctx.DateLiteral()) return { k: "literal", type: "Date", value: text };
  if (ctx.DateTimeLiteral()) return { k: "literal", type: "Datetime", value: text };
  if (ctx.dateFormula()) {
    const [name, n] = text.toUpperCase().split(":");
    return { k: "formula", at: positionOf(ctx), name: name!, n: n === undefined ? null : Number(n) };
  }
  if (ctx.signedNumber() || ctx.IntegerLiteral()) return { k: "literal", type: "Number", value: text };
  return refuse(source, ctx, `value ${text}`);
}
