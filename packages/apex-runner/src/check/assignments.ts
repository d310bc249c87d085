import type { BinaryOperator, Expression } from "../syntax/tree.ts";
import { fieldTarget, staticTarget, thisValue } from "./access.ts";
import type { Body } from "./body.ts";
import { assign, convertJs, isNamed, isNull, numericCode } from "./conversions.ts";
import { checkExpression, containsSafe } from "./expressions.ts";
import { findField, meaningOf } from "./names.ts";
import { fieldNamed } from "../symbols/members.ts";
import { binary } from "./operators.ts";
import type { Target, Value } from "./value.ts";

export function targetOf(body: Body, expression: Expression): Target {
  const { at } = expression;
  if (expression.k === "paren") return targetOf(body, expression.of);
  if (containsSafe(expression)) return body.fail(at, "Safe navigation operator cannot be the target of an assignment");
  if (expression.k === "name") {
    const local = body.local(expression.name);
    if (local) {
      if (local.final) return body.fail(at, `Final variable is not writeable: ${local.name}`);
      return { type: local.type, before: [], read: local.js, write: (js) => `${local.js} = ${js}` };
    }
    const field = findField(body, expression.name);
    if (!field) return body.fail(at, `Variable does not exist: ${expression.name}`);
    return field.static ? staticTarget(body, at, field) : fieldTarget(body, at, thisValue(body, at), expression.name);
  }
  if (expression.k === "dot") {
    const meaning = meaningOf(body, expression.of);
    if (meaning?.k === "type") {
      const found = fieldNamed(meaning.type, expression.name);
      if (found?.field.static) return staticTarget(body, at, found.field);
      return body.fail(at, `Variable does not exist: ${expression.name}`);
    }
    if (meaning?.k !== "value") return body.fail(at, `Variable does not exist: ${expression.name}`);
    return fieldTarget(body, at, meaning.value, expression.name);
  }
  if (expression.k === "index") return indexTarget(body, expression);
  return body.fail(at, "Expression cannot be assigned");
}

function indexTarget(body: Body, expression: Extract<Expression, { k: "index" }>): Target {
  const list = checkExpression(body, expression.of);
  if (!isNamed(list.type, "List")) return body.fail(expression.at, `Expression must be a list type: ${list.type.name}`);
  const index = checkExpression(body, expression.index);
  const at = assign(body, index, body.get("Integer"), "Index must be Integer, found");
  const [l, i] = [body.temp(), body.temp()];
  return {
    type: list.type.args[0]!,
    before: [`${l} = ${list.js}`, `${i} = ${at}`],
    read: `$.at(${l}, ${i})`,
    write: (js) => `$.setAt(${l}, ${i}, ${js})`,
  };
}

function sequence(before: string[], js: string): string {
  return `(${[...before, js].join(", ")})`;
}

export function checkAssign(body: Body, expression: Extract<Expression, { k: "assign" }>): Value {
  const { at, op } = expression;
  const target = targetOf(body, expression.target);
  const value = checkExpression(body, expression.value, target.type);
  if (op === "=") {
    return { at, type: target.type, js: sequence(target.before, target.write(assign(body, value, target.type))) };
  }
  const result = combine(body, at, op.slice(0, -1) as BinaryOperator, target, value);
  return { at, type: target.type, js: sequence(target.before, target.write(result)), nonNull: true };
}

/** `a op= b`: the receiver and index are computed once (rule 43); the result must fit the target. */
function combine(body: Body, at: number, op: BinaryOperator, target: Target, value: Value): string {
  const left: Value = { at, type: target.type, js: target.read };
  if (op === "+" && isNamed(target.type, "String")) return `$.concat(${binaryText(left)}, ${binaryText(value)})`;
  const result = binary(body, at, op, left, value);
  const [have, want] = [numericCode(result.type), numericCode(target.type)];
  if (have && want && have !== want && "ILDN".indexOf(have) > "ILDN".indexOf(want) && !(have === "N" && want === "D")) {
    body.fail(at, `Illegal assignment from ${result.type.name} to ${target.type.name}`);
  }
  return have && want ? convertJs(result.type, target.type, result.js) : assign(body, result, target.type);
}

function binaryText(value: Value): string {
  return isNamed(value.type, "String") || isNamed(value.type, "Id") || isNull(value.type)
    ? `$.str(${value.js})`
    : `$.textOf(${value.js})`;
}

/** `x++` gives the old value, `++x` the new one (rule 44). */
export function checkStep(body: Body, expression: Extract<Expression, { k: "step" }>): Value {
  const { at } = expression;
  const target = targetOf(body, expression.of);
  const code = numericCode(target.type);
  if (!code) return body.fail(at, `Operator ${expression.op} is not defined for ${target.type.name}`);
  const old = body.temp();
  const next = `$.${code}.${expression.op === "++" ? "add" : "sub"}(${old}, $.${code}.one)`;
  const steps = [...target.before, `${old} = ${target.read}`];
  const js = expression.prefix ? sequence(steps, target.write(next)) : sequence([...steps, target.write(next)], old);
  return { at, type: target.type, js, nonNull: true };
}
