import type { At } from "../syntax/position.ts";
import type { Expression } from "../syntax/tree.ts";
import type { FieldSymbol, Type, TypeSymbol } from "../symbols/model.ts";
import { fieldNamed } from "../symbols/members.ts";
import { findInner } from "../symbols/table.ts";
import { readField, readStatic, thisValue } from "./access.ts";
import type { Body } from "./body.ts";
import { isNamed } from "./conversions.ts";
import { checkChain } from "./expressions.ts";
import type { Meaning, Value } from "./value.ts";

/** A field by its simple name: of the class, its superclasses, then (statics) of the outer class. */
export function findField(body: Body, name: string): FieldSymbol | null {
  const own = fieldNamed(body.owner.type, name);
  if (own) return own.field;
  const outer = body.owner.outer && fieldNamed(body.owner.outer.type, name);
  return outer && outer.field.static ? outer.field : null;
}

/** Meaning of a (dotted) name: local, member, type, namespace, in this order (rule 11). */
export function meaningOf(body: Body, expression: Expression): Meaning | null {
  if (expression.k === "name") return simpleMeaning(body, expression.at, expression.name);
  if (expression.k !== "dot") return { k: "value", value: checkChain(body, expression) };
  const of =
    expression.of.k === "name" || expression.of.k === "dot"
      ? meaningOf(body, expression.of)
      : valueMeaning(body, expression.of);
  if (!of) return null;
  const hidden =
    of.k === "value" && !expression.safe ? typeBehind(body, expression.of, of.value, expression.name) : null;
  if (hidden) return memberOfType(body, expression.at, hidden, expression.name);
  if (of.k !== "value" && expression.safe)
    body.fail(expression.at, "Safe navigation operator is not allowed on types and static members");
  if (of.k === "value")
    return {
      k: "value",
      value: memberOfValue(body, expression.at, guarded(body, of.value, expression.safe), expression.name),
    };
  if (of.k === "type") return memberOfType(body, expression.at, of.type, expression.name);
  const symbol = body.table.findQualified([of.name, expression.name], null);
  return symbol ? { k: "type", type: symbol.type } : null;
}

/**
 * `Kind.FLAT` beside a variable `kind`: where the variable has no such field, the name is tried as a class (Namespace,
 * Class, and Variable Name Precedence). Method calls are not tried again.
 */
function typeBehind(body: Body, expression: Expression, value: Value, name: string): Type | null {
  if (expression.k !== "name" || value.fieldsOf || value.tokensOf || value.rowsOf) return null;
  const field = fieldNamed(value.type, name);
  if (field && !field.field.static) return null;
  const symbol = body.table.findSimple(expression.name, body.owner);
  return symbol ? symbol.type : null;
}

function valueMeaning(body: Body, expression: Expression): Meaning {
  return { k: "value", value: checkChain(body, expression) };
}

/** After `?.` the receiver is held in a temporary, and the rest of the chain hangs on it. */
export function guarded(body: Body, value: Value, safe: boolean): Value {
  if (!safe) return value;
  const temp = body.temp();
  const { rowsOf } = value;
  const js = rowsOf ? `$.singleOrNull(${value.js})` : value.js;
  const type = rowsOf ? rowsOf.type : value.type;
  return { at: value.at, type, js: temp, nonNull: true, guards: [...(value.guards ?? []), { temp, js }] };
}

function simpleMeaning(body: Body, at: At, name: string): Meaning | null {
  const local = body.local(name);
  if (local) return { k: "value", value: { at, type: local.type, js: local.js } };
  const field = findField(body, name);
  if (field) {
    if (field.static) return { k: "value", value: readStatic(body, at, field) };
    return { k: "value", value: readField(body, at, thisValue(body, at), name) };
  }
  const symbol = body.table.findSimple(name, body.owner);
  if (symbol) return { k: "type", type: symbol.type };
  return body.table.isNamespace(name) ? { k: "namespace", name } : null;
}

function memberOfValue(body: Body, at: At, value: Value, name: string): Value {
  if (value.fieldsOf) {
    const field = sobjectField(body, at, value.fieldsOf, name);
    return {
      at,
      type: body.get("Schema.DescribeFieldResult"),
      js: `$.describeField(${body.unit.type(value.fieldsOf.type)}, ${JSON.stringify(field)})`,
    };
  }
  if (value.tokensOf) return fieldToken(body, at, value.tokensOf, name);
  const object = name.toLowerCase() === "fields" && value.js.match(/^\$\.objectToken\(T\[(\d+)\]\)$/);
  if (object) return { ...value, tokensOf: body.unit.types[Number(object[1])]!.symbol };
  const describes = isDescribe(value.type) && (name.toLowerCase() === "fields" || name.toLowerCase() === "fieldsets");
  if (describes && name.toLowerCase() === "fields") {
    const of = value.js.match(/^\$\.describe\(T\[(\d+)\]\)$/);
    if (of) return { ...readField(body, at, value, name), fieldsOf: body.unit.types[Number(of[1])]!.symbol };
  }
  const { fieldSetsOf } = value;
  if (fieldSetsOf) return fieldSetNamed(body, at, value, fieldSetsOf, name);
  const read = readField(body, at, value, name);
  const of = describes && value.js.match(/^\$\.describe\(T\[(\d+)\]\)$/);
  return of ? { ...read, fieldSetsOf: body.unit.types[Number(of[1])]!.symbol } : read;
}

/** `SObjectType.Account.FieldSets.Name`: a name that the source tree does not have is a compile error. */
function fieldSetNamed(body: Body, at: At, map: Value, of: TypeSymbol, name: string): Value {
  const schema = body.table.objects.get(of.name.toLowerCase())!;
  if (!schema.fieldSets.has(name.toLowerCase())) body.fail(at, `Field set does not exist: ${name} on ${of.name}`);
  const js = `$.fieldSet(${map.js}, ${JSON.stringify(name.toLowerCase())})`;
  return { at, type: body.get("Schema.FieldSet"), js, nonNull: true };
}

function isDescribe(type: Type): boolean {
  return type.symbol.platform && type.symbol.fullName === "Schema.DescribeSObjectResult";
}

function sobjectField(body: Body, at: At, symbol: TypeSymbol, name: string): string {
  const schema = body.table.objects.get(symbol.name.toLowerCase())!;
  const field = schema.fields.get(name.toLowerCase());
  if (!field) body.fail(at, `Field does not exist: ${name} on ${symbol.name}`);
  return field.name.toLowerCase();
}

function memberOfType(body: Body, at: At, type: Type, name: string): Meaning | null {
  const { symbol } = type;
  const key = name.toLowerCase();
  body.checkTypeVisible(type, at);
  if (symbol.kind === "sobject") return sobjectToken(body, at, symbol, name);
  if (isNamed(type, "Label")) return { k: "value", value: label(body, at, name) };
  if (symbol.platform && symbol.fullName === "Schema.SObjectType") {
    const object = body.table.sobject(name);
    if (!object) return body.fail(at, `Invalid type: Schema.SObjectType.${name}`);
    return {
      k: "value",
      value: {
        at,
        type: body.get("Schema.DescribeSObjectResult"),
        js: `$.describe(${body.unit.type(object.type)})`,
        nonNull: true,
      },
    };
  }
  const found = fieldNamed(type, name);
  if (found?.field.static) return { k: "value", value: readStatic(body, at, found.field) };
  const inner = findInner(symbol, key);
  if (inner) {
    body.checkTypeVisible(inner.type, at);
    return { k: "type", type: inner.type };
  }
  const namespace =
    body.table.isNamespace(symbol.name) && symbol.platform ? body.table.findQualified([symbol.name, name], null) : null;
  if (namespace && namespace !== symbol) return { k: "type", type: namespace.type };
  if (found) return body.fail(at, `Non static field cannot be referenced from a static context: ${name}`);
  return null;
}

function sobjectToken(body: Body, at: At, symbol: TypeSymbol, name: string): Meaning {
  const type = body.unit.type(symbol.type);
  if (name.toLowerCase() === "sobjecttype") {
    return {
      k: "value",
      value: { at, type: body.get("Schema.SObjectType"), js: `$.objectToken(${type})`, nonNull: true },
    };
  }
  if (name.toLowerCase() === "fields") {
    const describe = {
      at,
      type: body.get("Schema.DescribeSObjectResult"),
      js: `$.describe(${type})`,
      fieldsOf: symbol,
    };
    return { k: "value", value: describe };
  }
  const schema = body.table.objects.get(symbol.name.toLowerCase())!;
  const relation = [...schema.fields.values()].find((f) => f.relationship?.toLowerCase() === name.toLowerCase());
  if (relation) return { k: "type", type: body.table.sobject(relation.referenceTo[0]!)!.type };
  return { k: "value", value: fieldToken(body, at, symbol, name) };
}

/** `Account.Name` as a token, also written `Account.SObjectType.fields.Name`. */
function fieldToken(body: Body, at: At, symbol: TypeSymbol, name: string): Value {
  const field = JSON.stringify(sobjectField(body, at, symbol, name));
  const js = `$.fieldToken(${body.unit.type(symbol.type)}, ${field})`;
  return { at, type: body.get("Schema.SObjectField"), js, nonNull: true };
}

function label(body: Body, at: At, name: string): Value {
  const text = body.table.labels.get(name.toLowerCase());
  if (text === undefined) return body.fail(at, `Label does not exist: ${name}`);
  return { at, type: body.get("String"), js: JSON.stringify(text), nonNull: true };
}
