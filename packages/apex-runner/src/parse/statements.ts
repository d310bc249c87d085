import type * as P from "@apexdevtools/apex-parser";
import type { DmlVerb, Expression, Statement, TypeRef, WhenValue } from "../syntax/tree.ts";
import { fail, positionOf, type Source } from "./context.ts";
import { convertExpression, convertExpressions } from "./expressions.ts";
import { unquote } from "./literals.ts";
import { convertType } from "./types.ts";

export function convertBlock(source: Source, ctx: P.BlockContext): Statement {
  return { k: "block", at: positionOf(ctx), body: ctx.statement_list().map((s) => convertStatement(source, s)) };
}

export function convertStatement(source: Source, ctx: P.StatementContext): Statement {
  const position = positionOf(ctx);
  const expr = (e: P.ExpressionContext): Expression => convertExpression(source, e);
  let c;
  if ((c = ctx.block())) return convertBlock(source, c);
  if ((c = ctx.localVariableDeclarationStatement())) return convertLocal(source, c.localVariableDeclaration());
  if ((c = ctx.expressionStatement())) return { k: "expression", at: position, of: expr(c.expression()) };
  if ((c = ctx.ifStatement())) {
    const [yes, no] = c.statement_list().map((s) => convertStatement(source, s));
    return { k: "if", at: position, test: expr(c.parExpression().expression()), yes: yes!, no: no ?? null };
  }
  if ((c = ctx.switchStatement())) {
    const whens = c.whenControl_list().map((w) => ({
      at: positionOf(w),
      value: convertWhen(source, w.whenValue()),
      body: convertBlock(source, w.block()),
    }));
    return { k: "switch", at: position, on: expr(c.expression()), whens };
  }
  if ((c = ctx.forStatement())) return convertFor(source, c);
  if ((c = ctx.whileStatement())) {
    const body = c.statement() ? convertStatement(source, c.statement()) : null;
    return { k: "while", at: position, test: expr(c.parExpression().expression()), body };
  }
  if ((c = ctx.doWhileStatement())) {
    const body = convertBlock(source, c.block());
    return { k: "do", at: position, body, test: expr(c.parExpression().expression()) };
  }
  if ((c = ctx.tryStatement())) {
    return {
      k: "try",
      at: position,
      body: convertBlock(source, c.block()),
      catches: c.catchClause_list().map((clause) => ({
        at: positionOf(clause),
        type: qualified(clause.qualifiedName()),
        name: clause.id().getText(),
        body: convertBlock(source, clause.block()),
      })),
      finally: c.finallyBlock() ? convertBlock(source, c.finallyBlock().block()) : null,
    };
  }
  if ((c = ctx.returnStatement()))
    return { k: "return", at: position, of: c.expression() ? expr(c.expression()) : null };
  if ((c = ctx.throwStatement())) return { k: "throw", at: position, of: expr(c.expression()) };
  if (ctx.breakStatement()) return { k: "break", at: position };
  if (ctx.continueStatement()) return { k: "continue", at: position };
  if ((c = ctx.runAsStatement())) {
    const of = convertExpressions(source, c.expressionList());
    return { k: "runAs", at: position, of, body: convertBlock(source, c.block()) };
  }
  return convertDml(source, ctx);
}

function convertDml(source: Source, ctx: P.StatementContext): Statement {
  const position = positionOf(ctx);
  const dml = (verb: DmlVerb, of: P.ExpressionContext, external: string | null = null): Statement => ({
    k: "dml",
    at: position,
    verb,
    of: convertExpression(source, of),
    second: null,
    external,
  });
  let c;
  if ((c = ctx.insertStatement())) return dml("insert", c.expression());
  if ((c = ctx.updateStatement())) return dml("update", c.expression());
  if ((c = ctx.deleteStatement())) return dml("delete", c.expression());
  if ((c = ctx.undeleteStatement())) return dml("undelete", c.expression());
  if ((c = ctx.upsertStatement())) return dml("upsert", c.expression(), c.qualifiedName()?.getText() ?? null);
  return fail(source, position, "unsupported", "merge statement");
}

export function convertLocal(source: Source, ctx: P.LocalVariableDeclarationContext): Statement {
  return {
    k: "local",
    at: positionOf(ctx),
    type: convertType(ctx.typeRef()),
    final: ctx.modifier_list().some((m) => !!m.FINAL()),
    vars: convertDeclarators(source, ctx.variableDeclarators()),
  };
}

export function convertDeclarators(
  source: Source,
  ctx: P.VariableDeclaratorsContext,
): { at: number; name: string; value: Expression | null }[] {
  return ctx.variableDeclarator_list().map((v) => ({
    at: positionOf(v),
    name: v.id().getText(),
    value: v.expression() ? convertExpression(source, v.expression()) : null,
  }));
}

function convertFor(source: Source, ctx: P.ForStatementContext): Statement {
  const position = positionOf(ctx);
  const control = ctx.forControl();
  const body = ctx.statement() ? convertStatement(source, ctx.statement()) : null;
  const each = control.enhancedForControl();
  if (each) {
    const of = convertExpression(source, each.expression());
    return { k: "foreach", at: position, type: convertType(each.typeRef()), name: each.id().getText(), of, body };
  }
  const init = control.forInit();
  const local = init?.localVariableDeclaration();
  const statements = local
    ? [convertLocal(source, local)]
    : convertExpressions(source, init?.expressionList()).map((of): Statement => ({ k: "expression", at: of.at, of }));
  return {
    k: "for",
    at: position,
    init: statements,
    test: control.expression() ? convertExpression(source, control.expression()) : null,
    update: convertExpressions(source, control.forUpdate()?.expressionList()),
    body,
  };
}

export function qualified(ctx: P.QualifiedNameContext): TypeRef {
  return { at: positionOf(ctx), parts: ctx.id_list().map((id) => ({ name: id.getText(), args: [] })) };
}

function convertWhen(source: Source, ctx: P.WhenValueContext): WhenValue {
  if (ctx.ELSE()) return { k: "else" };
  if (ctx.typeRef()) {
    return { k: "type", type: convertType(ctx.typeRef()), name: ctx.id().getText(), at: positionOf(ctx) };
  }
  return { k: "values", values: ctx.whenLiteral_list().map((w) => convertWhenLiteral(source, w)) };
}

function convertWhenLiteral(source: Source, ctx: P.WhenLiteralContext): Expression {
  const position = positionOf(ctx);
  if (ctx.LPAREN()) return convertWhenLiteral(source, ctx.whenLiteral());
  const sign = ctx.SUB_list().length % 2 ? "-" : "";
  if (ctx.MultilineStringLiteral()) return fail(source, position, "unsupported", "multi-line string literals");
  if (ctx.NULL()) return { k: "literal", at: position, type: "null", value: "null" };
  if (ctx.StringLiteral())
    return { k: "literal", at: position, type: "String", value: unquote(ctx.StringLiteral().getText()) };
  if (ctx.LongLiteral()) {
    return { k: "literal", at: position, type: "Long", value: sign + ctx.LongLiteral().getText().slice(0, -1) };
  }
  if (ctx.IntegerLiteral())
    return { k: "literal", at: position, type: "Integer", value: sign + ctx.IntegerLiteral().getText() };
  const [first, ...rest] = ctx
    .qualifiedName()
    .id_list()
    .map((id) => id.getText());
  const start: Expression = { k: "name", at: position, name: first! };
  return rest.reduce<Expression>((of, name) => ({ k: "dot", at: position, of, name, safe: false }), start);
}
