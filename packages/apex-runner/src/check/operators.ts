import type { Type } from "../symbols/model.ts";
import type { At } from "../syntax/position.ts";
import type { BinaryOperator } from "../syntax/tree.ts";
import { asInstanceOf } from "../symbols/substitution.ts";
import type { Body } from "./body.ts";
import { conversionCost, convertJs, isNamed, isNull, isVoid, numericCode, promoted } from "./conversions.ts";
import type { Value } from "./value.ts";

const ARITHMETIC: Record<string, string> = { "+": "add", "-": "sub", "*": "mul", "/": "div" };
const BITS: Record<string, string> = { "&": "and", "|": "or", "^": "xor", "<<": "shl", ">>": "shr", ">>>": "ushr" };
const ORDERED: Record<string, string> = { "<": "lt", ">": "gt", "<=": "le", ">=": "ge" };

export function binary(body: Body, at: At, op: BinaryOperator, left: Value, right: Value): Value {
  if (isVoid(left.type) || isVoid(right.type)) body.fail(at, `Operator ${op} needs values, not void`);
  if (op === "&&" || op === "||") return logical(body, at, op, left, right);
  if (op === "==" || op === "!=") return equality(body, at, op, left, right);
  if (op === "===" || op === "!==") {
    comparable(body, at, left, right);
    return boolean(body, at, `$.identical(${left.js}, ${right.js})`, op === "!==");
  }
  if (op in ORDERED) return ordered(body, at, op, left, right);
  if (op in BITS) return bits(body, at, op, left, right);
  return arithmetic(body, at, op, left, right);
}

function boolean(body: Body, at: At, js: string, negate = false): Value {
  return { at, type: body.get("Boolean"), js: negate ? `!${js}` : js, nonNull: true };
}

/** A Boolean that may not be null (rule 15). */
export function condition(body: Body, value: Value): string {
  if (!isNamed(value.type, "Boolean"))
    body.fail(value.at, `Condition expression must be of type Boolean, found ${value.type.name}`);
  return value.nonNull ? value.js : `$.nn(${value.js})`;
}

function logical(body: Body, at: At, op: string, left: Value, right: Value): Value {
  return boolean(body, at, `(${condition(body, left)} ${op} ${condition(body, right)})`);
}

function comparable(body: Body, at: At, left: Value, right: Value): void {
  const { table } = body;
  const either =
    conversionCost(table, left.type, right.type) !== null || conversionCost(table, right.type, left.type) !== null;
  const related = left.type.symbol.kind === "interface" || right.type.symbol.kind === "interface";
  if (either || (related && asReference(left) && asReference(right))) return;
  body.fail(at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
}

function asReference(value: Value): boolean {
  return numericCode(value.type) === null && !isNamed(value.type, "Boolean") && !isNamed(value.type, "String");
}

function equality(body: Body, at: At, op: string, left: Value, right: Value): Value {
  const not = op === "!=";
  const row = (v: Value): Value => (v.rowsOf ? { ...v } : v);
  const [a, b] = [row(left), row(right)];
  if (isNull(a.type) || isNull(b.type)) return boolean(body, at, `(${a.js} === ${b.js})`, not);
  const both = promoted(body, a.type, b.type);
  if (both) {
    const [x, y] = [convertJs(a.type, both.type, a.js), convertJs(b.type, both.type, b.js)];
    return boolean(
      body,
      at,
      both.code === "I" || both.code === "L" ? `(${x} === ${y})` : `$.${both.code}.eq(${x}, ${y})`,
      not,
    );
  }
  comparable(body, at, a, b);
  const [id, string] = [[a, b].some((v) => isNamed(v.type, "Id")), [a, b].every((v) => isNamed(v.type, "String"))];
  if (string) return boolean(body, at, `$.eqString(${a.js}, ${b.js})`, not);
  if (id && [a, b].every((v) => isNamed(v.type, "Id") || isNamed(v.type, "String"))) {
    return boolean(body, at, `$.eqId(${a.js}, ${b.js})`, not);
  }
  return boolean(body, at, `$.equals(${a.js}, ${b.js})`, not);
}

function ordered(body: Body, at: At, op: string, left: Value, right: Value): Value {
  const name = ORDERED[op]!;
  const both = promoted(body, left.type, right.type);
  if (both) {
    return boolean(
      body,
      at,
      `$.${both.code}.${name}(${convertJs(left.type, both.type, left.js)}, ${convertJs(right.type, both.type, right.js)})`,
    );
  }
  const text = (v: Value): boolean => isNamed(v.type, "String") || isNamed(v.type, "Id") || isNull(v.type);
  if (text(left) && text(right)) return boolean(body, at, `($.compareString(${left.js}, ${right.js}) ${op} 0)`);
  const nullish = [left, right].find((v) => isNull(v.type));
  const other = nullish === left ? right : left;
  if (nullish && numericCode(other.type)) {
    return boolean(
      body,
      at,
      `$.I.${name}(${nullish === left ? `null, $.use(${right.js})` : `$.use(${left.js}), null`})`,
    );
  }
  const dates = (v: Value): boolean => isNamed(v.type, "Date") || isNamed(v.type, "Datetime") || isNull(v.type);
  const times = (v: Value): boolean => isNamed(v.type, "Time");
  if ((dates(left) && dates(right)) || (times(left) && times(right))) {
    return boolean(body, at, `$.compareDates(${JSON.stringify(name)}, ${left.js}, ${right.js})`);
  }
  return body.fail(at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
}

function bits(body: Body, at: At, op: string, left: Value, right: Value): Value {
  const both = [left, right].every((v) => isNamed(v.type, "Boolean"));
  if (both && op.length === 1) {
    const js = `(${condition(body, left)} ${op} ${condition(body, right)})`;
    return boolean(body, at, op === "^" ? `(${js} !== 0)` : `(${js} !== 0)`);
  }
  const result = promoted(body, left.type, right.type);
  if (!result || (result.code !== "I" && result.code !== "L")) {
    return body.fail(at, `Operator ${op} is not defined for ${left.type.name} and ${right.type.name}`);
  }
  const type = op.length > 1 ? left.type : result.type;
  const code = numericCode(type)!;
  const shift = convertJs(right.type, type, right.js);
  const amount = code === "I" && numericCode(right.type) === "L" ? `$.convert.LI(${right.js})` : shift;
  return { at, type, js: `$.${code}.${BITS[op]}(${convertJs(left.type, type, left.js)}, ${amount})`, nonNull: true };
}

function arithmetic(body: Body, at: At, op: string, left: Value, right: Value): Value {
  const isText = (v: Value): boolean => isNamed(v.type, "String");
  if (op === "+" && (isText(left) || isText(right))) {
    return { at, type: body.get("String"), js: `$.concat(${textJs(left)}, ${textJs(right)})`, nonNull: true };
  }
  const both = promoted(body, left.type, right.type);
  if (both) {
    const [x, y] = [convertJs(left.type, both.type, left.js), convertJs(right.type, both.type, right.js)];
    return { at, type: both.type, js: `$.${both.code}.${ARITHMETIC[op]}(${x}, ${y})`, nonNull: true };
  }
  if (op === "+" || op === "-") {
    const sign = op === "-" ? -1 : 1;
    const code = numericCode(right.type);
    if (isNamed(left.type, "Date") && (code === "I" || code === "L")) {
      return { at, type: left.type, js: `$.addDays(${left.js}, ${right.js}, ${sign})`, nonNull: true };
    }
    if (isNamed(left.type, "Datetime") && code) {
      return { at, type: left.type, js: `$.addFraction(${left.js}, ${right.js}, ${sign})`, nonNull: true };
    }
  }
  return body.fail(at, `Operator ${op} is not defined for ${left.type.name} and ${right.type.name}`);
}

/** Text of an operand of a concatenation. */
function textJs(value: Value): string {
  if (isNamed(value.type, "String") || isNamed(value.type, "Id"))
    return value.nonNull ? value.js : `$.str(${value.js})`;
  return `$.textOf(${value.js})`;
}

export function unary(body: Body, at: At, op: "+" | "-" | "!" | "~", value: Value): Value {
  if (op === "!") return boolean(body, at, `!${condition(body, value)}`);
  const code = numericCode(value.type);
  if (!code || (op === "~" && code !== "I" && code !== "L")) {
    return body.fail(at, `Operator ${op} is not defined for ${value.type.name}`);
  }
  if (op === "+") return { ...value, js: `$.nn(${value.js})`, nonNull: true };
  return { at, type: value.type, js: `$.${code}.${op === "~" ? "not" : "neg"}(${value.js})`, nonNull: true };
}

export function isIterable(body: Body, value: Value): Type | null {
  const seen = asInstanceOf(value.type, body.get("Iterable", body.get("Object")).symbol);
  return seen?.args[0] ?? null;
}
