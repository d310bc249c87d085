import { Dec } from "../runtime/decimal.ts";
import { Dbl } from "../runtime/double.ts";
import type { Type } from "../symbols/model.ts";
import type { Expression } from "../syntax/tree.ts";
import { thisValue } from "./access.ts";
import { checkAssign, checkStep } from "./assignments.ts";
import type { Body } from "./body.ts";
import { checkCall, nameOf } from "./calls.ts";
import {
  assign,
  castable,
  commonType,
  conversionCost,
  convertJs,
  isNamed,
  isNull,
  isRecord,
  numericCode,
} from "./conversions.ts";
import { checkNew, checkNewArray, checkNewMap, checkNewValues } from "./creation.ts";
import { meaningOf } from "./names.ts";
import { binary, condition, unary } from "./operators.ts";
import { checkQuery } from "./queries.ts";
import type { Value } from "./value.ts";

/** Checks an expression and closes its `?.` chain. `expected` helps nothing but literals of Decimal and Double. */
export function checkExpression(body: Body, expression: Expression, expected?: Type): Value {
  const value = checkChain(body, expression);
  if (expected && expression.k === "literal" && isNamed(expected, "Double") && isNamed(value.type, "Decimal")) {
    return { ...value, type: expected, js: body.unit.constant(new Dbl(Number(expression.value))) };
  }
  return close(value);
}

/** A chain with `?.` is null as a whole when one guarded receiver is null (rules 21, 22). */
function close(value: Value): Value {
  if (!value.guards) return value;
  const { guards, nonNull: _, ...rest } = value;
  const js = guards.reduceRight((inner, g) => `((${g.temp} = ${g.js}) === null ? null : ${inner})`, value.js);
  return { ...rest, js };
}

export function containsSafe(expression: Expression): boolean {
  if (expression.k === "dot") return expression.safe || containsSafe(expression.of);
  if (expression.k === "call") return expression.safe || (expression.of !== null && containsSafe(expression.of));
  return expression.k === "index" ? containsSafe(expression.of) : false;
}

export function checkChain(body: Body, expression: Expression): Value {
  const { at } = expression;
  switch (expression.k) {
    case "literal":
      return literal(body, expression);
    case "name":
    case "dot": {
      const meaning = meaningOf(body, expression);
      if (meaning?.k === "value") return meaning.value;
      return body.fail(at, `Variable does not exist: ${nameOf(expression)}`);
    }
    case "this":
      return thisValue(body, at);
    case "super":
      return body.fail(at, "super is only allowed before a dot");
    case "paren": {
      const value = checkExpression(body, expression.of);
      return { ...value, js: `(${value.js})` };
    }
    case "call":
      return checkCall(body, expression);
    case "construct":
      return body.fail(at, `${expression.which}() must be the first statement of a constructor`);
    case "index":
      return checkIndex(body, expression);
    case "new":
      return checkNew(body, expression);
    case "newArray":
      return checkNewArray(body, expression);
    case "newValues":
      return checkNewValues(body, expression);
    case "newMap":
      return checkNewMap(body, expression);
    case "cast":
      return checkCast(body, expression);
    case "instanceof":
      return checkInstanceOf(body, expression);
    case "unary":
      return unary(body, at, expression.op, checkExpression(body, expression.of));
    case "step":
      return checkStep(body, expression);
    case "binary":
      if (expression.op === "??") return coalesce(body, expression.at, expression.left, expression.right);
      return binary(
        body,
        at,
        expression.op,
        checkExpression(body, expression.left),
        checkExpression(body, expression.right),
      );
    case "assign":
      return checkAssign(body, expression);
    case "conditional":
      return conditional(body, expression);
    case "class": {
      const type = expression.type ? body.resolve(expression.type) : body.table.platform.voidType;
      return { at, type: body.get("Type"), js: `$.typeValue(${body.unit.type(type)})`, nonNull: true };
    }
    case "query":
      return checkQuery(body, expression.query);
  }
}

function literal(body: Body, expression: Extract<Expression, { k: "literal" }>): Value {
  const { at, value } = expression;
  const of = (name: string, js: string): Value => ({ at, type: body.get(name), js, nonNull: true });
  switch (expression.type) {
    case "null":
      return { at, type: body.table.platform.nullType, js: "null" };
    case "Boolean":
      return of("Boolean", value);
    case "String":
      return of(
        "String",
        JSON.stringify(value).replace(/\u2028|\u2029/g, (c) => (c === "\u2028" ? "\\u2028" : "\\u2029")),
      );
    case "Integer":
      if (BigInt(value) !== BigInt.asIntN(32, BigInt(value))) body.fail(at, `Illegal integer: ${value}`);
      return of("Integer", value.startsWith("-") ? `(${BigInt(value)})` : `${BigInt(value)}`);
    case "Long":
      if (BigInt(value) !== BigInt.asIntN(64, BigInt(value))) body.fail(at, `Illegal long: ${value}`);
      return of("Long", `${value.startsWith("-") ? `(${BigInt(value)}n)` : `${BigInt(value)}n`}`);
    case "Double":
      return of("Double", body.unit.constant(new Dbl(Number(value))));
    case "Decimal":
      return of("Decimal", body.unit.constant(Dec.parse(value)!));
  }
}

function checkIndex(body: Body, expression: Extract<Expression, { k: "index" }>): Value {
  const list = checkChain(body, expression.of);
  if (!isNamed(list.type, "List")) return body.fail(expression.at, `Expression must be a list type: ${list.type.name}`);
  const index = assign(
    body,
    checkExpression(body, expression.index),
    body.get("Integer"),
    "Index must be Integer, found",
  );
  const guards = list.guards ? { guards: list.guards } : {};
  return { at: expression.at, type: list.type.args[0]!, js: `$.at(${list.js}, ${index})`, ...guards };
}

function checkCast(body: Body, expression: Extract<Expression, { k: "cast" }>): Value {
  const { at } = expression;
  const type = body.resolve(expression.type);
  const value = checkExpression(body, expression.of);
  const from = value.rowsOf && isRecord(type) ? value.rowsOf.type : value.type;
  const js = value.rowsOf && isRecord(type) ? `$.single(${value.js})` : value.js;
  if (!castable(body.table, from, type))
    return body.fail(at, `Incompatible types since an instance of ${from.name} is never an instance of ${type.name}`);
  if (numericCode(from) && numericCode(type)) return { at, type, js: convertJs(from, type, js) };
  if (isNull(from)) return { at, type, js: "null" };
  const cost = conversionCost(body.table, from, type);
  const plain = cost !== null && !isRecordList(type) && !isRecord(type);
  if (plain) return { at, type, js: convertJs(from, type, js), ...(value.nonNull ? { nonNull: true } : {}) };
  return { at, type, js: `$.cast(${js}, ${body.unit.type(type)})` };
}

function isRecordList(type: Type): boolean {
  return isNamed(type, "List") && isRecord(type.args[0]!);
}

/** A test that can never or always hold is a compile error (rule 68). */
function checkInstanceOf(body: Body, expression: Extract<Expression, { k: "instanceof" }>): Value {
  const { at } = expression;
  const type = body.resolve(expression.type);
  const value = checkExpression(body, expression.of);
  if (
    !castable(body.table, value.type, type) ||
    (numericCode(value.type) && numericCode(type) && value.type !== type)
  ) {
    return body.fail(
      at,
      `Operation instanceof is always false since an instance of ${value.type.name} is never an instance of ${type.name}`,
    );
  }
  const always = conversionCost(body.table, value.type, type);
  const differs =
    isNamed(value.type, "String") ||
    isNamed(value.type, "Id") ||
    isRecordList(type) ||
    isNull(value.type) ||
    isNamed(type, "Object");
  if (always !== null && !differs) {
    return body.fail(
      at,
      `Operation instanceof is always true since an instance of ${value.type.name} is always an instance of ${type.name}`,
    );
  }
  return { at, type: body.get("Boolean"), js: `$.isInstance(${value.js}, ${body.unit.type(type)})`, nonNull: true };
}

function conditional(body: Body, expression: Extract<Expression, { k: "conditional" }>): Value {
  const test = condition(body, checkExpression(body, expression.test));
  const [yes, no] = [checkExpression(body, expression.yes), checkExpression(body, expression.no)];
  const type = commonType(body.table, yes.type, no.type);
  if (!type)
    return body.fail(expression.at, `Incompatible types in ternary operator: ${yes.type.name}, ${no.type.name}`);
  const js = `(${test} ? ${assign(body, yes, type)} : ${assign(body, no, type)})`;
  return { at: expression.at, type, js, ...(yes.nonNull && no.nonNull ? { nonNull: true } : {}) };
}

function coalesce(body: Body, at: number, leftNode: Expression, rightNode: Expression): Value {
  let left = checkExpression(body, leftNode);
  let right = checkExpression(body, rightNode);
  const rowWanted = left.rowsOf && (isRecord(right.type) || right.rowsOf || isNull(right.type));
  if (rowWanted) left = { at, type: left.rowsOf!.type, js: `$.singleOrNull(${left.js})` };
  if (rowWanted && right.rowsOf) right = { at, type: right.rowsOf.type, js: `$.single(${right.js})` };
  const type = commonType(body.table, left.type, right.type);
  if (!type)
    return body.fail(at, `Incompatible types in null coalescing operator: ${left.type.name}, ${right.type.name}`);
  const temp = body.temp();
  const js = `((${temp} = ${assign(body, left, type)}) !== null ? ${temp} : ${assign(body, right, type)})`;
  return { at, type, js, ...(right.nonNull ? { nonNull: true } : {}) };
}
