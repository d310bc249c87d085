import { isException } from "../symbols/bind.ts";
import type { MethodSymbol, Type, TypeSymbol } from "../symbols/model.ts";
import { fieldNamed, methodsNamed, viewOf, type MethodView } from "../symbols/members.ts";
import type { At } from "../syntax/position.ts";
import type { Expression } from "../syntax/tree.ts";
import { initialized, nonNull, thisValue } from "./access.ts";
import type { Body } from "./body.ts";
import { checkExpression } from "./expressions.ts";
import { guarded, meaningOf } from "./names.ts";
import { chooseOverload, convertArguments } from "./overloads.ts";
import { interfaceKey } from "../runtime/objects.ts";
import { isNamed, isNull, isRecord } from "./conversions.ts";
import type { Value } from "./value.ts";

type Call = Extract<Expression, { k: "call" }>;

export function checkCall(body: Body, call: Call): Value {
  const args = call.args.map((a) => checkExpression(body, a));
  for (const arg of args) if (arg.type.symbol.name === "void") body.fail(arg.at, "Argument cannot be void");
  if (!call.of) return callUnqualified(body, call, args);
  if (call.of.k === "super") {
    if (!body.owner.superType) body.fail(call.at, `Method does not exist or incorrect signature: super.${call.name}`);
    const value = { ...thisValue(body, call.of.at), type: body.owner.superType, isSuper: true };
    return callOnValue(body, call, value, args);
  }
  const onField = addErrorOfField(body, call, args);
  if (onField) return onField;
  const named = call.of.k === "name" || call.of.k === "dot";
  const meaning = named ? meaningOf(body, call.of) : null;
  if (named && !meaning) return body.fail(call.of.at, `Variable does not exist: ${nameOf(call.of)}`);
  if (meaning?.k === "namespace") return body.fail(call.of.at, `Variable does not exist: ${meaning.name}`);
  if (meaning?.k === "type") {
    if (call.safe) body.fail(call.at, "Safe navigation operator is not allowed on types and static members");
    return callStatic(body, call, meaning.type, args);
  }
  const receiver = meaning ? meaning.value : checkChainOf(body, call.of);
  return callOnValue(body, call, guarded(body, receiver, call.safe), args);
}

/** `record.Field.addError('x')` marks the field, whatever its value. */
function addErrorOfField(body: Body, call: Call, args: Value[]): Value | null {
  if (call.name.toLowerCase() !== "adderror" || call.of?.k !== "dot" || call.of.safe || call.safe) return null;
  const meaning = meaningOf(body, call.of.of);
  if (meaning?.k !== "value") return null;
  const { type } = meaning.value;
  const field = type.symbol.kind === "sobject" ? fieldNamed(type, call.of.name) : null;
  if (!field || isRecord(field.type) || isNamed(field.type, "List")) return null;
  const named = { at: call.at, type: body.get("String"), js: JSON.stringify(call.of.name), nonNull: true };
  const candidates = methodsNamed(body.get("SObject"), "addError").filter(
    (v) => v.parameters.length === args.length + 1,
  );
  const view = chooseOverload(body, call.at, "addError", candidates, [named, ...args]);
  return emitInstance(body, call, meaning.value, view, [named, ...args]);
}

function checkChainOf(body: Body, expression: Expression): Value {
  return expression.k === "paren" ? checkExpression(body, expression.of) : checkChain(body, expression);
}

import { checkChain } from "./expressions.ts";

export function nameOf(expression: Expression): string {
  if (expression.k === "name") return expression.name;
  return expression.k === "dot" ? `${nameOf(expression.of)}.${expression.name}` : "(expression)";
}

function checkMethod(body: Body, at: At, method: MethodSymbol): void {
  if (body.unit.table.platform.unsupported.has(method)) {
    body.fail(
      at,
      `${method.owner.fullName}.${method.name}(${method.parameters.map((p) => p.type.name).join(", ")})`,
      "unsupported",
    );
  }
  if (!body.canSee(method.owner, method.visibility, method.testVisible))
    body.fail(at, `Method is not visible: ${method.name}`);
}

/** `foo()`: own and inherited methods, then statics of the outer class. */
function callUnqualified(body: Body, call: Call, args: Value[]): Value {
  const own = methodsNamed(body.owner.type, call.name).filter(
    (v) => v.method.owner.platform === false || isException(v.method.owner),
  );
  const outer = body.owner.outer ? methodsNamed(body.owner.outer.type, call.name).filter((v) => v.method.static) : [];
  const candidates = own.length ? own : outer;
  if (own.length && outer.length && !own.some((v) => v.parameters.length === args.length)) candidates.push(...outer);
  const fallback = candidates.length ? candidates : methodsNamed(body.owner.type, call.name);
  const view = chooseOverload(body, call.at, call.name, fallback, args);
  if (view.method.static) return emitStatic(body, call.at, view, args);
  return emitInstance(body, call, thisValue(body, call.at), view, args);
}

function callOnValue(body: Body, call: Call, receiver: Value, args: Value[]): Value {
  if (isNull(receiver.type) || receiver.type.symbol.name === "void") {
    return body.fail(
      call.at,
      `Method does not exist or incorrect signature: ${call.name} from the type ${receiver.type.name}`,
    );
  }
  let candidates = methodsOf(body, receiver.type, call.name);
  if (!candidates.length && receiver.rowsOf) {
    const row = methodsOf(body, receiver.rowsOf.type, call.name);
    if (row.length) {
      receiver = { ...receiver, type: receiver.rowsOf.type, js: `$.single(${receiver.js})` };
      delete receiver.rowsOf;
      candidates = row;
    }
  }
  const usable = candidates.filter((v) => !v.method.static);
  if (!usable.length && candidates.length) {
    return body.fail(call.at, `Static method cannot be referenced from a non static context: ${call.name}`);
  }
  const view = chooseOverload(
    body,
    call.at,
    `${call.name} from the type ${receiver.type.name}: ${call.name}`,
    usable,
    args,
  );
  return emitInstance(body, call, receiver, view, args);
}

/** Every value also has the methods of Object. */
function methodsOf(body: Body, type: Type, name: string): MethodView[] {
  const found = methodsNamed(type, name);
  const objectMethods = methodsNamed(body.get("Object"), name);
  if (isNamed(type, "Object")) return found;
  const missing = objectMethods.filter((o) => !found.some((f) => f.parameters.length === o.parameters.length));
  return [...found, ...missing];
}

function emitInstance(body: Body, call: Call, receiver: Value, view: MethodView, args: Value[]): Value {
  const { method } = view;
  checkMethod(body, call.at, method);
  const guards = receiver.guards ? { guards: receiver.guards } : {};
  const type = view.returns;
  const list = convertArguments(body, view, args);
  if (receiver.isSuper) {
    if (method.abstract) body.fail(call.at, `Cannot call an abstract method: ${method.name}`);
    if (method.owner.platform && !isException(method.owner))
      return { at: call.at, type, js: platformCall(body, method, "this", list), ...guards };
    if (!method.owner.platform) return { at: call.at, type, js: `super["${method.key}"](${list})` };
  }
  const object = receiver.isSuper ? "this" : nonNull(receiver);
  if (!method.owner.platform || method.owner.kind === "enum") {
    return { at: call.at, type, js: `${object}["${method.key}"](${list})`, ...guards };
  }
  if (method.owner.kind === "interface") {
    return {
      at: call.at,
      type,
      js: `${object}["${interfaceKey(method.owner, method.name, args.length)}"](${list})`,
      ...guards,
    };
  }
  return { at: call.at, type, js: platformCall(body, method, object, list), ...guards };
}

function platformCall(body: Body, method: MethodSymbol, receiver: string, args: string): string {
  return `${body.unit.platform(method)}(${receiver}${args ? ", " + args : ""})`;
}

function callStatic(body: Body, call: Call, type: Type, args: Value[]): Value {
  body.checkTypeVisible(type, call.at);
  if (type.symbol.kind === "sobject") return callOnObjectType(body, call, type, args);
  const candidates = methodsNamed(type, call.name);
  const usable = candidates.filter((v) => v.method.static);
  if (!usable.length && candidates.length) {
    const inherited = isOwnOrOuter(body, type.symbol) ? candidates : [];
    if (inherited.length)
      return emitInstance(
        body,
        call,
        thisValue(body, call.at),
        chooseOverload(body, call.at, call.name, inherited, args),
        args,
      );
    return body.fail(call.at, `Non static method cannot be referenced from a static context: ${call.name}`);
  }
  const view = chooseOverload(body, call.at, `${type.name}.${call.name}`, usable, args);
  return emitStatic(body, call.at, view, args);
}

function isOwnOrOuter(body: Body, symbol: TypeSymbol): boolean {
  return body.owner === symbol && !body.static;
}

const DYNAMIC = ["query", "countquery", "getquerylocator"];

function emitStatic(body: Body, at: At, view: MethodView, args: Value[]): Value {
  const { method } = view;
  checkMethod(body, at, method);
  let list = convertArguments(body, view, args);
  if (method.owner.kind === "enum") {
    const type = body.unit.type(method.owner.type);
    const js = `$.enumStatics["${method.name.toLowerCase()}"](${type}${list ? ", " + list : ""})`;
    return { at, type: view.returns, js, nonNull: true };
  }
  if (method.owner.platform) {
    if (method.owner.fullName === "System.Database" && DYNAMIC.includes(method.name.toLowerCase())) {
      body.unit.usesDynamicQueries = true;
      if (isNamed(view.parameters[0]!, "String")) list += `, ${bindScope(body)}`;
    }
    const value: Value = { at, type: view.returns, js: `${body.unit.platform(method)}(${list})` };
    if (method.owner.fullName === "System.Database" && method.name.toLowerCase().startsWith("query")) {
      value.rowsOf = body.get("SObject").symbol;
    }
    return value;
  }
  const call = `C${method.owner.id}["${method.key}"](${list})`;
  const js = initialized(body, method.owner, call);
  const isFuture = method.annotations.some((a) => a.name === "future");
  if (!isFuture) return { at, type: view.returns, js };
  const callout = method.annotations.some(
    (a) => a.name === "future" && a.values.some((v) => v.name === "callout" && v.value === "true"),
  );
  const values = list ? `[${list}]` : "[]";
  return {
    at,
    type: view.returns,
    js: `$.future(${callout}, ${values}, (a) => ${initialized(body, method.owner, `C${method.owner.id}["${method.key}"](...a)`)})`,
  };
}

/** Local variables and fields by name, for the binds of a query made at run time. */
function bindScope(body: Body): string {
  const entries = body.locals.map((l) => `${JSON.stringify(l.name.toLowerCase())}: () => ${l.js}`);
  for (let s: TypeSymbol | null = body.owner; s && !s.platform; s = s.superType?.symbol ?? null) {
    for (const field of s.fields.values()) {
      if (body.local(field.name) || (body.static && !field.static)) continue;
      const value = meaningOf(body, { k: "name", at: 0, name: field.name });
      if (value?.k === "value" && field.getter !== null)
        entries.push(`${JSON.stringify(field.name.toLowerCase())}: () => ${value.value.js}`);
    }
  }
  return `{${entries.join(", ")}}`;
}

/**
 * `Account.getSObjectType()`, which all have, and `X__c.getInstance()` and the like, static methods that custom settings
 * and metadata types have (rules 205, 206).
 */
function callOnObjectType(body: Body, call: Call, type: Type, args: Value[]): Value {
  const schema = body.table.objects.get(type.symbol.name.toLowerCase())!;
  const name = call.name.toLowerCase();
  if (name === "getsobjecttype" && !args.length) {
    const js = `$.objectToken(${body.unit.type(type)})`;
    return { at: call.at, type: body.get("Schema.SObjectType"), js, nonNull: true };
  }
  const known: Record<string, (Type | null)[]> = {
    getinstance: [type],
    getvalues: [type],
    getorgdefaults: [type],
    getall: [body.get("Map", body.get("String"), type)],
  };
  const returns = known[name]?.[0];
  const allowed =
    schema.kind === "metadata" ? ["getinstance", "getall"] : schema.kind === "setting" ? Object.keys(known) : [];
  if (!returns || !allowed.includes(name) || args.length > 1) {
    return body.fail(call.at, `Method does not exist or incorrect signature: ${type.name}.${call.name}`);
  }
  const list = args.map((a) => a.js).join(", ");
  return { at: call.at, type: returns, js: `$.settings.${name}(${body.unit.type(type)}${list ? ", " + list : ""})` };
}

/** `this(...)` and `super(...)`. */
export function checkConstructCall(body: Body, expression: Extract<Expression, { k: "construct" }>): Value {
  const args = expression.args.map((a) => checkExpression(body, a));
  const type = expression.which === "this" ? body.owner.type : body.owner.superType;
  const at = expression.at;
  if (!type)
    return {
      at,
      type: body.table.platform.voidType,
      js: args.length ? body.fail(at, "Constructor not defined: super") : "undefined",
    };
  const candidates = constructorsOf(body, type).map((c) => viewOf(c, type));
  if (!candidates.length && !args.length) return { at, type: body.table.platform.voidType, js: `super["<init>()"]()` };
  const view = chooseOverload(body, at, expression.which, candidates, args);
  if (view.method === body.method) body.fail(at, "Recursive constructor invocation");
  if (!body.canSee(view.method.owner, view.method.visibility, view.method.testVisible))
    body.fail(at, `Constructor is not visible: ${type.name}`);
  const list = convertArguments(body, view, args);
  return { at, type: body.table.platform.voidType, js: `${expression.which}["${view.method.key}"](${list})` };
}

/** Declared constructors; exceptions also have those of Exception (rule 113). */
export function constructorsOf(body: Body, type: Type): MethodSymbol[] {
  const { symbol } = type;
  if (!isException(symbol)) return symbol.constructors;
  const base = body.get("Exception").symbol.constructors;
  const own = symbol.platform ? [] : symbol.constructors;
  return [...own, ...base.filter((b) => !own.some((o) => o.key === b.key))];
}
