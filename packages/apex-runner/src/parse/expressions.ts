import * as P from "@apexdevtools/apex-parser";
import type { BinaryOperator, Expression } from "../syntax/tree.ts";
import { fail, positionOf, type Source } from "./context.ts";
import { convertLiteral } from "./literals.ts";
import { convertQuery } from "./queries.ts";
import { convertCreatedName, convertType, listOf } from "./types.ts";

export function convertExpressions(source: Source, ctx: P.ExpressionListContext | null | undefined): Expression[] {
  return ctx ? ctx.expression_list().map((e) => convertExpression(source, e)) : [];
}

export function convertExpression(source: Source, ctx: P.ExpressionContext): Expression {
  const position = positionOf(ctx);
  const go = (e: P.ExpressionContext): Expression => convertExpression(source, e);
  if (ctx instanceof P.PrimaryExpressionContext) return convertPrimary(source, ctx.primary());
  if (ctx instanceof P.SubExpressionContext) return { k: "paren", at: position, of: go(ctx.expression()) };
  if (ctx instanceof P.DotExpressionContext) return convertDot(source, ctx);
  if (ctx instanceof P.MethodCallExpressionContext) return convertCall(source, ctx.methodCall());
  if (ctx instanceof P.ArrayExpressionContext) {
    return { k: "index", at: position, of: go(ctx.expression(0)), index: go(ctx.expression(1)) };
  }
  if (ctx instanceof P.NewExpressionContext) return convertNew(source, ctx);
  if (ctx instanceof P.CastExpressionContext) {
    return { k: "cast", at: position, type: convertType(ctx.typeRef()), of: go(ctx.expression()) };
  }
  if (ctx instanceof P.InstanceOfExpressionContext) {
    return { k: "instanceof", at: position, of: go(ctx.expression()), type: convertType(ctx.typeRef()) };
  }
  if (ctx instanceof P.PostOpExpressionContext) {
    return { k: "step", at: position, op: ctx.INC() ? "++" : "--", prefix: false, of: go(ctx.expression()) };
  }
  if (ctx instanceof P.PreOpExpressionContext) {
    const of = go(ctx.expression());
    if (ctx.INC() || ctx.DEC()) return { k: "step", at: position, op: ctx.INC() ? "++" : "--", prefix: true, of };
    return negative(ctx.SUB() ? "-" : "+", position, of);
  }
  if (ctx instanceof P.NegExpressionContext) {
    return { k: "unary", at: position, op: ctx.BANG() ? "!" : "~", of: go(ctx.expression()) };
  }
  if (ctx instanceof P.CondExpressionContext) {
    const [test, yes, no] = ctx.expression_list().map(go) as [Expression, Expression, Expression];
    return { k: "conditional", at: position, test, yes, no };
  }
  if (ctx instanceof P.AssignExpressionContext) {
    const op = source.text.slice(ctx.expression(0).stop!.stop + 1, ctx.expression(1).start.start);
    const clean = op.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "").trim();
    return { k: "assign", at: position, op: clean, target: go(ctx.expression(0)), value: go(ctx.expression(1)) };
  }
  const op = binaryOperator(ctx);
  if (!op) return fail(source, position, "unsupported", `expression ${ctx.getText().slice(0, 40)}`);
  const [left, right] = (ctx as P.Arth1ExpressionContext).expression_list().map(go) as [Expression, Expression];
  return { k: "binary", at: position, op, left, right };
}

/** A minus directly before a number is part of the literal, so that -2147483648 can be written. */
function negative(op: "-" | "+", position: number, of: Expression): Expression {
  if (
    op === "-" &&
    of.k === "literal" &&
    /^(Integer|Long|Double|Decimal)$/.test(of.type) &&
    !of.value.startsWith("-")
  ) {
    return { ...of, at: position, value: "-" + of.value };
  }
  return { k: "unary", at: position, op, of };
}

function binaryOperator(ctx: P.ExpressionContext): BinaryOperator | null {
  if (ctx instanceof P.Arth1ExpressionContext) return ctx.MUL() ? "*" : "/";
  if (ctx instanceof P.Arth2ExpressionContext) return ctx.ADD() ? "+" : "-";
  if (ctx instanceof P.BitExpressionContext) {
    if (ctx.LT_list().length) return "<<";
    return ctx.GT_list().length === 3 ? ">>>" : ">>";
  }
  if (ctx instanceof P.CmpExpressionContext)
    return ((ctx.GT() ? ">" : "<") + (ctx.ASSIGN() ? "=" : "")) as BinaryOperator;
  if (ctx instanceof P.EqualityExpressionContext) {
    if (ctx.TRIPLEEQUAL()) return "===";
    if (ctx.TRIPLENOTEQUAL()) return "!==";
    return ctx.EQUAL() ? "==" : "!=";
  }
  if (ctx instanceof P.BitAndExpressionContext) return "&";
  if (ctx instanceof P.BitNotExpressionContext) return "^";
  if (ctx instanceof P.BitOrExpressionContext) return "|";
  if (ctx instanceof P.LogAndExpressionContext) return "&&";
  if (ctx instanceof P.LogOrExpressionContext) return "||";
  if (ctx instanceof P.CoalExpressionContext) return "??";
  return null;
}

function convertPrimary(source: Source, ctx: P.PrimaryContext): Expression {
  const position = positionOf(ctx);
  if (ctx instanceof P.LiteralPrimaryContext) return convertLiteral(source, ctx.literal());
  if (ctx instanceof P.IdPrimaryContext) return { k: "name", at: position, name: ctx.id().getText() };
  if (ctx instanceof P.ThisPrimaryContext) return { k: "this", at: position };
  if (ctx instanceof P.SuperPrimaryContext) return { k: "super", at: position };
  if (ctx instanceof P.TypeRefPrimaryContext) return { k: "class", at: position, type: convertType(ctx.typeRef()) };
  if (ctx instanceof P.VoidPrimaryContext) return { k: "class", at: position, type: null };
  if (ctx instanceof P.SoqlPrimaryContext) {
    return { k: "query", at: position, query: convertQuery(source, ctx.soqlLiteral().query()) };
  }
  return fail(source, position, "unsupported", "SOSL");
}

function convertDot(source: Source, ctx: P.DotExpressionContext): Expression {
  const of = convertExpression(source, ctx.expression());
  // Salesforce's parser takes `List<String>.class` as a whole expression only.
  if (of.k === "class" && of.type && of.type.parts.some((p) => p.args.length))
    return fail(source, positionOf(ctx), "syntax", "Put the class of a generic type in parentheses before a dot");
  const safe = !!ctx.QUESTIONDOT();
  const method = ctx.dotMethodCall();
  if (method) {
    const args = convertExpressions(source, method.expressionList());
    return { k: "call", at: positionOf(method), of, name: method.anyId().getText(), args, safe };
  }
  return { k: "dot", at: positionOf(ctx.anyId()), of, name: ctx.anyId().getText(), safe };
}

function convertCall(source: Source, ctx: P.MethodCallContext): Expression {
  const args = convertExpressions(source, ctx.expressionList());
  const position = positionOf(ctx);
  if (ctx.THIS()) return { k: "construct", at: position, which: "this", args };
  if (ctx.SUPER()) return { k: "construct", at: position, which: "super", args };
  return { k: "call", at: position, of: null, name: ctx.id().getText(), args, safe: false };
}

function convertNew(source: Source, ctx: P.NewExpressionContext): Expression {
  const position = positionOf(ctx);
  const creator = ctx.creator();
  const type = convertCreatedName(creator.createdName());
  const go = (e: P.ExpressionContext): Expression => convertExpression(source, e);
  const array = creator.arrayCreatorRest();
  if (array) {
    const init = array.arrayInitializer();
    const values = init ? init.expression_list().map(go) : null;
    const size = array.expression() ? go(array.expression()) : null;
    return { k: "newArray", at: position, type: listOf(type), size, values };
  }
  const map = creator.mapCreatorRest();
  if (map) {
    const pairs = map
      .mapCreatorRestPair_list()
      .map((p) => [go(p.expression(0)), go(p.expression(1))] as [Expression, Expression]);
    return { k: "newMap", at: position, type, pairs };
  }
  const set = creator.setCreatorRest();
  if (set) return { k: "newValues", at: position, type, values: set.expression_list().map(go) };
  if (creator.noRest()) return { k: "newValues", at: position, type, values: [] };
  const args = convertExpressions(source, creator.classCreatorRest().arguments().expressionList());
  return { k: "new", at: position, type, args };
}
