import { allInterfaces, implementationOf } from "../check/classes.ts";
import { needsStaticInit, staticSlot } from "../check/access.ts";
import { Body } from "../check/body.ts";
import { assign, isVoid } from "../check/conversions.ts";
import { checkConstructCall } from "../check/calls.ts";
import { checkExpression } from "../check/expressions.ts";
import { checkBlock, type Checked } from "../check/statements.ts";
import type { Unit } from "../check/unit.ts";
import { isException } from "../symbols/bind.ts";
import type { FieldSymbol, MethodSymbol, TypeSymbol } from "../symbols/model.ts";
import { viewOf } from "../symbols/members.ts";
import { interfaceKey, slotOf } from "../runtime/objects.ts";
import { CompileError } from "../syntax/diagnostic.ts";
import type { At } from "../syntax/position.ts";
import type { Accessor, ConstructorNode, MethodNode, PropertyNode, Statement } from "../syntax/tree.ts";

/** JavaScript of one class: one function per method, constructor and accessor. */
export function emitClass(unit: Unit, symbol: TypeSymbol): string {
  const parts = [
    `C${symbol.id} = class ${jsName(symbol)} extends ${parentOf(symbol)} {`,
    fieldSlots(symbol),
    initializer(unit, symbol),
  ];
  parts.push(...constructors(unit, symbol));
  for (const list of symbol.methods.values()) for (const m of list) parts.push(method(unit, symbol, m));
  for (const field of symbol.fields.values()) parts.push(...accessors(unit, symbol, field));
  parts.push(...aliases(symbol), "};", `C${symbol.id}.prototype.$type = ${unit.type(symbol.type)};`);
  parts.push(...statics(unit, symbol));
  return parts.filter((p) => p !== "").join("\n");
}

function jsName(symbol: TypeSymbol): string {
  return `Apex_${symbol.fullName.replace(/\W/g, "_")}`;
}

function parentOf(symbol: TypeSymbol): string {
  const parent = symbol.superType?.symbol;
  if (!parent) return "$.ApexObject";
  return parent.platform ? "$.ApexException" : `C${parent.id}`;
}

function fieldSlots(symbol: TypeSymbol): string {
  const slots = [...symbol.fields.values()].filter((f) => !f.static).map((f) => `${slotOf(f)} = null;`);
  return slots.join(" ");
}

interface Member {
  body: Body;
  name: string;
  at: At;
}

/** A function with its frame, so that stack traces and the depth limit see it. */
function framed(unit: Unit, member: Member, head: string, inner: string, tail = ""): string {
  const id = unit.method(`Class.${member.body.owner.fullName}.${member.name}`);
  const temps = member.body.temps.length ? `let ${member.body.temps.join(", ")};` : "";
  const first = unit.statement(member.body.owner, member.at, false);
  return `${head} { ${temps} E(${id}, ${first}); try { ${inner} } finally { X(); }${tail} }`;
}

function guard<R>(unit: Unit, work: () => R): R | null {
  try {
    return work();
  } catch (e) {
    if (!(e instanceof CompileError)) throw e;
    unit.table.diagnostics.push(e.diagnostic);
    return null;
  }
}

/** Field initialisers and instance blocks, in source order, after those of the superclass (rule 94). */
function initializer(unit: Unit, symbol: TypeSymbol): string {
  const body = new Body(unit, symbol, false);
  body.initializes = "instance";
  body.returns = undefined;
  const parent = symbol.superType?.symbol;
  const first = parent && !parent.platform ? `this["$fields ${parent.id}"](); ` : "";
  const inner = first + initialSteps(unit, body, false);
  return framed(unit, { body, name: "<init>", at: symbol.at }, `"$fields ${symbol.id}"()`, inner);
}

/**
 * The constructor of the class that is made runs the initialisers of all its classes before any constructor: a method
 * that a superclass's constructor calls finds the fields of the subclass set. Apex Common's own tests rest on it.
 */
function runInitializers(symbol: TypeSymbol): string {
  return `if (this.constructor === C${symbol.id}) this["$fields ${symbol.id}"]();`;
}

function initialSteps(unit: Unit, body: Body, isStatic: boolean): string {
  const { owner } = body;
  const fields = [...owner.fields.values()].filter((f) => f.static === isStatic && f.value);
  const steps = [
    ...fields.map((f) => ({ order: isConstant(f) ? -1 : f.order, run: () => fieldStep(unit, body, f) })),
    ...owner.initializers
      .filter((i) => i.static === isStatic)
      .map((i) => ({ order: i.order, run: () => checkBody(body, i.body).js })),
  ];
  return steps
    .sort((a, b) => a.order - b.order)
    .map((s) => guard(unit, s.run) ?? "")
    .join("\n");
}

/** `static final` with a literal is known before anything else runs: initialisers above it may read it. */
function isConstant(field: FieldSymbol): boolean {
  return field.static && field.final && field.value?.k === "literal" && field.value.type !== "null";
}

function fieldStep(unit: Unit, body: Body, field: FieldSymbol): string {
  const value = assign(body, checkExpression(body, field.value!, field.type), field.type);
  const slot = field.static ? staticSlot(field) : `this.${slotOf(field)}`;
  return `S(${unit.statement(body.owner, field.at)}); ${slot} = ${value};`;
}

function checkBody(body: Body, statement: Statement): Checked {
  return checkBlock(body, statement.k === "block" ? statement.body : [statement]);
}

function constructors(unit: Unit, symbol: TypeSymbol): string[] {
  if (symbol.kind !== "class") return [];
  const emitted = symbol.constructors.map((c) => constructor(unit, symbol, c));
  const base = isException(symbol) ? unit.table.get("Exception").symbol.constructors : [];
  for (const b of base) {
    if (symbol.constructors.some((c) => c.key === b.key)) continue;
    const names = b.parameters.map((_, i) => `a${i}`).join(", ");
    emitted.push(`"${b.key}"(${names}) { ${runInitializers(symbol)} super["${b.key}"](${names}); return this; }`);
  }
  if (!symbol.constructors.length && !base.length) emitted.push(implicitConstructor(unit, symbol));
  return emitted;
}

function implicitConstructor(unit: Unit, symbol: TypeSymbol): string {
  const parent = symbol.superType?.symbol;
  if (parent && parent.constructors.length && !parent.constructors.some((c) => c.parameters.length === 0)) {
    unit.table.report(symbol.path, symbol.at, `No default constructor available in super type: ${parent.fullName}`);
  }
  const first = parent ? 'super["<init>()"]();' : "";
  return `"<init>()"() { ${runInitializers(symbol)} ${first} return this; }`;
}

function constructor(unit: Unit, symbol: TypeSymbol, c: MethodSymbol): string {
  const node = c.node as ConstructorNode;
  const body = new Body(unit, symbol, false);
  body.method = c;
  body.initializes = "instance";
  const statements = node.body.k === "block" ? [...node.body.body] : [node.body];
  const inner = body.scoped(() => {
    guard(unit, () => c.parameters.forEach((p) => body.declare(c.at, p.name, p.type, p.final)));
    const first = statements[0];
    let start = "";
    if (first?.k === "expression" && first.of.k === "construct") {
      statements.shift();
      const call = first.of;
      const js = guard(unit, () => checkConstructCall(body, call).js) ?? "";
      start = `S(${unit.statement(symbol, first.at)}); ${js};`;
      if (call.which === "super") start = `${runInitializers(symbol)} ${start}`;
    } else {
      start = implicitSuper(unit, symbol, c);
    }
    return start + "\n" + checkBlock(body, statements).js;
  });
  const names = c.parameters.map((p) => `v_${p.name.toLowerCase()}`).join(", ");
  return framed(unit, { body, name: "<init>", at: c.at }, `"${c.key}"(${names})`, inner, " return this;");
}

function implicitSuper(unit: Unit, symbol: TypeSymbol, c: MethodSymbol): string {
  const parent = symbol.superType?.symbol;
  const fields = runInitializers(symbol);
  if (!parent) return fields;
  const none = parent.constructors.find((p) => p.parameters.length === 0);
  if (parent.constructors.length && !none && !isException(parent)) {
    unit.table.report(symbol.path, c.at, `No default constructor available in super type: ${parent.fullName}`);
  }
  return `${fields} super["<init>()"]();`;
}

function method(unit: Unit, symbol: TypeSymbol, m: MethodSymbol): string {
  const node = m.node as MethodNode | null;
  if (!node?.body) return "";
  const body = new Body(unit, symbol, m.static);
  body.method = m;
  body.returns = isVoid(m.returns) ? null : m.returns;
  const inner = body.scoped(() => {
    guard(unit, () => m.parameters.forEach((p) => body.declare(m.at, p.name, p.type, p.final)));
    const checked = checkBody(body, node.body!);
    if (body.returns && checked.ends === "on")
      unit.table.report(symbol.path, m.at, `Missing return statement required return type: ${m.returns.name}`);
    return checked.js;
  });
  const names = m.parameters.map((p) => `v_${p.name.toLowerCase()}`).join(", ");
  const tail = body.returns ? "" : " return null;";
  return framed(
    unit,
    { body, name: m.name, at: m.at },
    `${m.static ? "static " : ""}"${m.key}"(${names})`,
    inner,
    tail,
  );
}

function accessors(unit: Unit, symbol: TypeSymbol, field: FieldSymbol): string[] {
  const node = field.node;
  if (node?.k !== "property") return [];
  const found: string[] = [];
  if (field.abstract) return [];
  if (node.get && field.getterBody) found.push(getter(unit, symbol, field, node, node.get));
  if (node.set && field.setterBody) found.push(setter(unit, symbol, field, node.set));
  return found;
}

function slotFor(field: FieldSymbol): string {
  return field.static ? staticSlot(field) : `this.${slotOf(field)}`;
}

function getter(unit: Unit, symbol: TypeSymbol, field: FieldSymbol, node: PropertyNode, accessor: Accessor): string {
  const body = new Body(unit, symbol, field.static);
  body.accessorOf = field;
  body.returns = field.type;
  let inner = `return ${slotFor(field)};`;
  if (accessor.body) {
    const checked = checkBody(body, accessor.body);
    if (checked.ends === "on")
      unit.table.report(symbol.path, accessor.at, `Missing return statement required return type: ${field.type.name}`);
    inner = checked.js;
  }
  const head = `${field.static ? "static " : ""}"get ${field.name.toLowerCase()}"()`;
  return framed(unit, { body, name: node.name, at: accessor.at }, head, inner);
}

function setter(unit: Unit, symbol: TypeSymbol, field: FieldSymbol, accessor: Accessor): string {
  const body = new Body(unit, symbol, field.static);
  body.accessorOf = field;
  const inner = body.scoped(() => {
    body.declare(accessor.at, "value", field.type);
    return accessor.body ? checkBody(body, accessor.body).js : `${slotFor(field)} = v_value;`;
  });
  const head = `${field.static ? "static " : ""}"set ${field.name.toLowerCase()}"(v_value)`;
  return framed(
    unit,
    { body, name: field.name, at: accessor.at },
    head,
    `const given = v_value; ${inner} return given;`,
    " return v_value;",
  );
}

/** Names under which the platform, or code that knows only a platform interface, calls own methods (rule 105). */
function aliases(symbol: TypeSymbol): string[] {
  if (symbol.kind !== "class") return [];
  const found = new Map<string, string>();
  const add = (alias: string, m: MethodSymbol, count: number): void => {
    const names = Array.from({ length: count }, (_, i) => `a${i}`).join(", ");
    found.set(alias, `"${alias}"(${names}) { return this["${m.key}"](${names}); }`);
  };
  for (const type of allInterfaces(symbol.type)) {
    if (!type.symbol.platform) continue;
    for (const list of type.symbol.methods.values()) {
      for (const wanted of list) {
        const m = implementationOf(symbol.type, viewOf(wanted, type));
        if (m) add(interfaceKey(type.symbol, wanted.name, wanted.parameters.length), m, wanted.parameters.length);
      }
    }
  }
  for (const [name, count] of [
    ["tostring", 0],
    ["equals", 1],
    ["hashcode", 0],
  ] as const) {
    const m = symbol.methods.get(name)?.find((x) => !x.static && x.parameters.length === count);
    if (m) add(`i.${name}/${count}`, m, count);
  }
  return [...found.values()];
}

function statics(unit: Unit, symbol: TypeSymbol): string[] {
  if (symbol.kind !== "class" || !needsStaticInit(symbol)) return [];
  const body = new Body(unit, symbol, true);
  body.initializes = "static";
  body.returns = undefined;
  const parent = symbol.superType?.symbol;
  const first = parent && needsStaticInit(parent) ? `I${parent.id}();` : "";
  const inner = `${first} ${initialSteps(unit, body, true)}`;
  return [
    framed(
      unit,
      { body, name: "<clinit>", at: symbol.at },
      `I${symbol.id} = function ()`,
      `if (D${symbol.id}) return; D${symbol.id} = true; ${inner}`,
    ) + `;\nC${symbol.id}.$init = I${symbol.id};`,
  ];
}

export function declarations(symbol: TypeSymbol): string[] {
  const found = [`let C${symbol.id};`];
  const fields = [...symbol.fields.values()].filter((f) => f.static).map((f) => `${staticSlot(f)} = null`);
  if (symbol.kind !== "enum" && fields.length) found.push(`let ${fields.join(", ")};`);
  if (needsStaticInit(symbol)) found.push(`let I${symbol.id}, D${symbol.id} = false;`);
  return found;
}
