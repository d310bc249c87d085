import { CompileError } from "../syntax/diagnostic.ts";
import type { At } from "../syntax/position.ts";
import type { FieldNode, MethodNode, Modifiers, Parameter, PropertyNode, TypeRef } from "../syntax/tree.ts";
import { isKeyword, isReserved } from "../syntax/reserved-words.ts";
import { hasAnnotation, visibilityOf } from "./declare.ts";
import { methodKey, type FieldSymbol, type MethodSymbol, type Type, type TypeSymbol } from "./model.ts";
import { enumMethods } from "./platform-types.ts";
import { hiddenType } from "./visibility.ts";
import type { TypeTable } from "./table.ts";

/** Gives every declared type its supertypes, so that inherited names can be found. */
export function bindSupertypes(table: TypeTable, symbol: TypeSymbol): void {
  const node = symbol.node!;
  const resolve = resolver(table, symbol);
  if (node.kind === "enum") {
    symbol.constants = node.constants;
    enumMethods(symbol, table.platform);
    const seen = new Set<string>();
    for (const c of node.constants) {
      if (seen.has(c.toLowerCase())) table.report(symbol.path, symbol.at, `Duplicate enum constant: ${c}`);
      seen.add(c.toLowerCase());
    }
    return;
  }
  if (node.extends) {
    const parent = resolve(node.extends);
    if (parent && checkParent(table, symbol, parent, node.extends.at)) symbol.superType = parent;
  }
  for (const ref of node.implements) {
    const type = resolve(ref);
    if (!type) continue;
    if (type.symbol.kind !== "interface")
      table.report(symbol.path, ref.at, `Only interfaces can be implemented: ${type.name}`);
    else if (symbol.interfaces.includes(type)) table.report(symbol.path, ref.at, `Duplicate interface: ${type.name}`);
    else symbol.interfaces.push(type);
  }
  if (node.kind === "class" && /exception$/i.test(node.name) && !symbol.superType) {
    table.report(symbol.path, node.at, `Class ${node.name} must extend Exception, as its name ends in Exception`);
  }
}

function checkParent(table: TypeTable, symbol: TypeSymbol, parent: Type, at: At): boolean {
  const report = (message: string): boolean => {
    table.report(symbol.path, at, message);
    return false;
  };
  if (parent.symbol.kind !== "class") return report(`A class can only extend a class: ${parent.name}`);
  if (!parent.symbol.isVirtual && !parent.symbol.isAbstract) {
    return report(`Non-virtual and non-abstract type cannot be extended: ${parent.name}`);
  }
  if (isException(parent.symbol) && !/exception$/i.test(symbol.name)) {
    return report(`Exception class must end with 'Exception': ${symbol.name}`);
  }
  return true;
}

export function isException(symbol: TypeSymbol): boolean {
  for (let s: TypeSymbol | null = symbol; s; s = s.superType?.symbol ?? null) {
    if (s.platform && s.name === "Exception" && s.namespace === "System") return true;
  }
  return false;
}

function resolver(table: TypeTable, symbol: TypeSymbol): (ref: TypeRef) => Type | null {
  return (ref) => {
    try {
      const type = table.resolve(ref, symbol, symbol.path);
      const hidden = hiddenType(type, symbol);
      if (hidden) table.report(symbol.path, ref.at, `Type is not visible: ${hidden.name}`);
      return type;
    } catch (e) {
      if (!(e instanceof CompileError)) throw e;
      table.diagnostics.push(e.diagnostic);
      return null;
    }
  };
}

export function checkCycles(table: TypeTable, symbol: TypeSymbol): void {
  const visit = (s: TypeSymbol, seen: Set<TypeSymbol>): boolean => {
    if (seen.has(s)) return true;
    const next = new Set(seen).add(s);
    return [s.superType, ...s.interfaces].some((t) => t && visit(t.symbol, next));
  };
  if (!visit(symbol, new Set())) return;
  table.report(symbol.path, symbol.at, `Type ${symbol.name} extends or implements itself`);
  symbol.superType = null;
  symbol.interfaces = [];
}

/** Gives every declared type its fields, methods and constructors. */
export function bindMembers(table: TypeTable, symbol: TypeSymbol): void {
  const node = symbol.node!;
  const resolve = resolver(table, symbol);
  const report = (at: At, message: string): void => table.report(symbol.path, at, message);
  let order = 0;
  for (const member of node.members) {
    order++;
    if (member.k === "field") bindField(symbol, member, order, resolve, report);
    else if (member.k === "property") bindProperty(symbol, member, order, resolve, report);
    else if (member.k === "method") bindMethod(table, symbol, member, resolve, report);
    else if (member.k === "initializer") {
      if (member.static && symbol.outer) report(member.at, "Static blocks are not allowed in inner types");
      symbol.initializers.push({ static: member.static, body: member.body, at: member.at, order });
    } else if (member.k === "constructor") {
      if (member.name.toLowerCase() !== symbol.name.toLowerCase()) {
        report(member.at, `Invalid constructor name: ${member.name}`);
        continue;
      }
      const parameters = bindParameters(member.parameters, resolve);
      if (!parameters) continue;
      const method: MethodSymbol = {
        ...methodBase(symbol, member.modifiers, parameters),
        name: "<init>",
        isConstructor: true,
      };
      method.returns = table.platform.voidType;
      method.node = member;
      method.at = member.at;
      method.key = methodKey(
        "<init>",
        parameters.map((p) => p.type),
      );
      if (symbol.constructors.some((c) => c.key === method.key))
        report(member.at, `Constructor already defined: ${symbol.name}`);
      symbol.constructors.push(method);
    }
  }
}

type Resolve = (ref: TypeRef) => Type | null;
type Report = (at: At, message: string) => void;

function methodBase(symbol: TypeSymbol, modifiers: Modifiers, parameters: MethodSymbol["parameters"]): MethodSymbol {
  const words = modifiers.words;
  return {
    owner: symbol,
    name: "",
    parameters,
    returns: null as unknown as Type,
    static: words.includes("static") || words.includes("testmethod"),
    abstract: words.includes("abstract"),
    virtual: words.includes("virtual") || words.includes("abstract") || words.includes("override"),
    override: words.includes("override"),
    visibility: visibilityOf(modifiers) ?? "private",
    testVisible: hasAnnotation(modifiers, "testvisible"),
    annotations: modifiers.annotations,
    node: null,
    at: 0,
    key: "",
    isConstructor: false,
  };
}

function bindParameters(nodes: Parameter[], resolve: Resolve): MethodSymbol["parameters"] | null {
  const parameters = nodes.map((p) => ({ name: p.name, type: resolve(p.type), final: p.final }));
  return parameters.every((p) => p.type !== null) ? (parameters as MethodSymbol["parameters"]) : null;
}

function bindMethod(table: TypeTable, symbol: TypeSymbol, node: MethodNode, resolve: Resolve, report: Report): void {
  const parameters = bindParameters(node.parameters, resolve);
  const returns = node.returns ? resolve(node.returns) : table.platform.voidType;
  if (!parameters || !returns) return;
  if (isKeyword(node.name)) report(node.at, `Identifier name is reserved: ${node.name}`);
  const method: MethodSymbol = {
    ...methodBase(symbol, node.modifiers, parameters),
    name: node.name,
    returns,
    node,
    at: node.at,
  };
  if (symbol.kind === "interface") {
    if (node.modifiers.words.length) report(node.at, `Modifiers are not allowed on interface methods: ${node.name}`);
    Object.assign(method, { abstract: true, virtual: true, visibility: "public" });
  } else if (hasAnnotation(node.modifiers, "istest") && !visibilityOf(node.modifiers)) method.visibility = "private";
  method.key = methodKey(
    node.name,
    parameters.map((p) => p.type),
  );
  if (symbol.outer && method.static) report(node.at, `Static methods are not allowed in inner types: ${node.name}`);
  if (method.abstract && symbol.kind === "class") {
    if (!symbol.isAbstract) report(node.at, `Abstract methods are only allowed in abstract classes: ${node.name}`);
    if (node.body) report(node.at, `Abstract methods cannot have a body: ${node.name}`);
  } else if (!node.body && symbol.kind === "class") report(node.at, `Method must have a body: ${node.name}`);
  const key = node.name.toLowerCase();
  const list = symbol.methods.get(key) ?? [];
  if (list.some((m) => m.key === method.key))
    report(node.at, `Method already defined: ${node.name} from the type ${symbol.fullName}`);
  list.push(method);
  symbol.methods.set(key, list);
}

const RANK = { private: 0, protected: 1, public: 2, global: 3 } as const;

function addField(symbol: TypeSymbol, field: FieldSymbol, report: Report): void {
  const key = field.name.toLowerCase();
  if (isReserved(key)) report(field.at, `Identifier name is reserved: ${field.name}`);
  if (symbol.fields.has(key)) report(field.at, `Duplicate field: ${field.name}`);
  if (field.static && symbol.outer) report(field.at, `Static fields are not allowed in inner types: ${field.name}`);
  symbol.fields.set(key, field);
}

function bindField(symbol: TypeSymbol, node: FieldNode, order: number, resolve: Resolve, report: Report): void {
  const type = resolve(node.type);
  if (!type) return;
  if (type.symbol.name === "void") report(node.at, "Fields cannot be void");
  const words = node.modifiers.words;
  const visibility = visibilityOf(node.modifiers) ?? "private";
  for (const v of node.vars) {
    addField(
      symbol,
      {
        owner: symbol,
        name: v.name,
        type,
        static: words.includes("static"),
        final: words.includes("final"),
        transient: words.includes("transient"),
        visibility,
        testVisible: hasAnnotation(node.modifiers, "testvisible"),
        getter: visibility,
        setter: visibility,
        getterBody: false,
        setterBody: false,
        virtual: false,
        abstract: false,
        node,
        value: v.value,
        at: v.at,
        order,
      },
      report,
    );
  }
}

function bindProperty(symbol: TypeSymbol, node: PropertyNode, order: number, resolve: Resolve, report: Report): void {
  const type = resolve(node.type);
  if (!type) return;
  for (const accessor of [node.get, node.set]) {
    if (accessor?.modifiers.annotations.length) report(accessor.at, "Annotations are not allowed on accessors");
  }
  const words = node.modifiers.words;
  const visibility = visibilityOf(node.modifiers) ?? "private";
  if (!node.get && !node.set) report(node.at, `A property needs an accessor: ${node.name}`);
  for (const accessor of [node.get, node.set]) {
    const own = accessor && visibilityOf(accessor.modifiers);
    if (own && RANK[own] > RANK[visibility])
      report(accessor.at, `An accessor may not be more visible than its property: ${node.name}`);
  }
  const virtual = words.includes("virtual") || words.includes("abstract") || words.includes("override");
  addField(
    symbol,
    {
      owner: symbol,
      name: node.name,
      type,
      static: words.includes("static"),
      final: false,
      transient: words.includes("transient"),
      visibility,
      testVisible: hasAnnotation(node.modifiers, "testvisible"),
      getter: node.get ? (visibilityOf(node.get.modifiers) ?? visibility) : null,
      setter: node.set ? (visibilityOf(node.set.modifiers) ?? visibility) : null,
      getterBody: !!node.get?.body || (virtual && !!node.get),
      setterBody: !!node.set?.body || (virtual && !!node.set),
      virtual,
      abstract: words.includes("abstract"),
      node,
      value: null,
      at: node.at,
      order,
    },
    report,
  );
}
