import { isException } from "../symbols/bind.ts";
import { viewOf } from "../symbols/members.ts";
import type { Type } from "../symbols/model.ts";
import type { Expression } from "../syntax/tree.ts";
import { initialized } from "./access.ts";
import type { Body } from "./body.ts";
import { constructorsOf } from "./calls.ts";
import { assign, isNamed } from "./conversions.ts";
import { checkExpression } from "./expressions.ts";
import { fieldNamed } from "../symbols/members.ts";
import { chooseOverload, convertArguments } from "./overloads.ts";
import type { Value } from "./value.ts";

type New = Extract<Expression, { k: "new" }>;

export function checkNew(body: Body, expression: New): Value {
  const { at } = expression;
  const type = body.resolve(expression.type);
  const { symbol } = type;
  if (symbol.kind === "sobject") return newRecord(body, expression, type);
  if (isNamed(type, "SObject") || symbol.kind === "interface" || symbol.kind === "enum" || symbol.isAbstract) {
    return body.fail(at, `Type cannot be constructed: ${type.name}`);
  }
  const args = expression.args.map((a) => checkExpression(body, a));
  const constructors = constructorsOf(body, type);
  if (!constructors.length) {
    if (symbol.platform) return body.fail(at, `Type cannot be constructed: ${type.name}`);
    if (args.length)
      return body.fail(
        at,
        `Constructor not defined: [${type.name}].<Constructor>(${args.map((a) => a.type.name).join(", ")})`,
      );
    return { at, type, js: initialized(body, symbol, `new C${symbol.id}()["<init>()"]()`), nonNull: true };
  }
  const view = chooseOverload(
    body,
    at,
    `new ${type.name}`,
    constructors.map((c) => viewOf(c, type)),
    args,
  );
  const { method } = view;
  if (body.unit.table.platform.unsupported.has(method))
    body.fail(at, `new ${type.name}(${view.parameters.map((p) => p.name).join(", ")})`, "unsupported");
  if (!body.canSee(method.owner, method.visibility, method.testVisible))
    body.fail(at, `Constructor is not visible: ${type.name}`);
  const list = convertArguments(body, view, args);
  if (!symbol.platform)
    return { at, type, js: initialized(body, symbol, `new C${symbol.id}()["${method.key}"](${list})`), nonNull: true };
  if (isException(symbol))
    return { at, type, js: `$.platformException(${body.unit.type(type)}, "${method.key}", [${list}])`, nonNull: true };
  const typed = type.args.length ? `${body.unit.type(type)}${list ? ", " : ""}` : "";
  return { at, type, js: `${body.unit.platform(method)}(${typed}${list})`, nonNull: true };
}

/** `new Account(Name = 'x')`. */
function newRecord(body: Body, expression: New, type: Type): Value {
  const fields = expression.args.map((arg) => {
    if (arg.k !== "assign" || arg.target.k !== "name" || arg.op !== "=") {
      return body.fail(arg.at, `Fields of ${type.name} are given as name = value`);
    }
    const found = fieldNamed(type, arg.target.name);
    if (!found) return body.fail(arg.at, `Field does not exist: ${arg.target.name} on ${type.name}`);
    const value = checkExpression(body, arg.value, found.type);
    return `[${JSON.stringify(arg.target.name.toLowerCase())}, ${assign(body, value, found.type)}]`;
  });
  return { at: expression.at, type, js: `$.newRecord(${body.unit.type(type)}, [${fields.join(", ")}])`, nonNull: true };
}

export function checkNewArray(body: Body, expression: Extract<Expression, { k: "newArray" }>): Value {
  const type = body.resolve(expression.type);
  if (expression.values) return collection(body, expression.at, type, expression.values);
  if (!expression.size) return body.fail(expression.at, "An array needs a size or values");
  const size = checkExpression(body, expression.size);
  const js = `$.sizedList(${body.unit.type(type)}, ${assign(body, size, body.get("Integer"))})`;
  return { at: expression.at, type, js, nonNull: true };
}

export function checkNewValues(body: Body, expression: Extract<Expression, { k: "newValues" }>): Value {
  const type = body.resolve(expression.type);
  if (isNamed(type, "Map") && !expression.values.length) {
    return { at: expression.at, type, js: `$.newMap(${body.unit.type(type)}, [])`, nonNull: true };
  }
  if (!isNamed(type, "List") && !isNamed(type, "Set"))
    return body.fail(expression.at, `Type has no list of values: ${type.name}`);
  return collection(body, expression.at, type, expression.values);
}

function collection(body: Body, at: number, type: Type, values: Expression[]): Value {
  const element = type.args[0]!;
  const items = values.map((v) => assign(body, checkExpression(body, v, element), element));
  const make = isNamed(type, "Set") ? "newSet" : "newList";
  return { at, type, js: `$.${make}(${body.unit.type(type)}, [${items.join(", ")}])`, nonNull: true };
}

export function checkNewMap(body: Body, expression: Extract<Expression, { k: "newMap" }>): Value {
  const type = body.resolve(expression.type);
  if (!isNamed(type, "Map")) return body.fail(expression.at, `Type is not a Map: ${type.name}`);
  const [key, value] = type.args as [Type, Type];
  const pairs = expression.pairs.map(([k, v]) => {
    return `[${assign(body, checkExpression(body, k, key), key)}, ${assign(body, checkExpression(body, v, value), value)}]`;
  });
  return { at: expression.at, type, js: `$.newMap(${body.unit.type(type)}, [${pairs.join(", ")}])`, nonNull: true };
}
