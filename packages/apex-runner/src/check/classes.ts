import type { TypeTable } from "../symbols/table.ts";
import type { MethodSymbol, Type, TypeSymbol } from "../symbols/model.ts";
import { signature } from "../symbols/model.ts";
import { viewOf, type MethodView } from "../symbols/members.ts";
import { supertypes } from "../symbols/substitution.ts";
import { conversionCost } from "./conversions.ts";
import { isException } from "../symbols/bind.ts";

const RANK = { private: 0, protected: 1, public: 2, global: 3 } as const;

/** Declarations as a whole: overrides, abstract methods, interfaces (rules 87, 88). */
export function checkClass(table: TypeTable, symbol: TypeSymbol): void {
  if (symbol.kind === "enum") return;
  for (const list of symbol.methods.values()) for (const method of list) checkOverride(table, symbol, method);
  checkMethodModifiers(table, symbol);
  if (symbol.kind === "class" && !symbol.isAbstract) checkImplemented(table, symbol);
  if (symbol.kind === "class") checkInterfaces(table, symbol);
}

function sameParameters(a: MethodView, b: MethodView): boolean {
  return a.parameters.length === b.parameters.length && a.parameters.every((p, i) => p === b.parameters[i]);
}

/** The method of a superclass that `method` has the signature of. */
function inherited(symbol: TypeSymbol, method: MethodSymbol): MethodSymbol | null {
  const own = viewOf(method, symbol.type);
  for (let t: Type | null = symbol.superType; t; t = t.symbol.superType) {
    for (const candidate of t.symbol.methods.get(method.name.toLowerCase()) ?? []) {
      if (sameParameters(own, viewOf(candidate, t))) return candidate;
    }
  }
  return null;
}

function checkOverride(table: TypeTable, symbol: TypeSymbol, method: MethodSymbol): void {
  if (symbol.kind !== "class" || method.isConstructor) return;
  const report = (message: string): void => table.report(symbol.path, method.at, message);
  const base = inherited(symbol, method);
  if (!base || (base.visibility === "private" && base.owner.top !== symbol.top)) {
    const objectMethod = /^(toString\(\)|equals\(Object\)|hashCode\(\))$/i.test(signature(method));
    if (method.override && !objectMethod && !overridesInterface(symbol, method))
      report(`@Override specified for non-overriding method: ${signature(method)}`);
    return;
  }
  if (method.static || base.static) {
    if (method.static !== base.static)
      report(`Static and instance methods cannot override each other: ${signature(method)}`);
    return;
  }
  if (base.owner.platform && isException(base.owner)) {
    if (!method.override) report(`Method must use the override keyword: ${signature(method)}`);
    return;
  }
  if (!base.virtual && !base.abstract)
    report(`Non-virtual, non-abstract methods cannot be overridden: ${signature(method)}`);
  else if (!method.override) report(`Method must use the override keyword: ${signature(method)}`);
  if (method.returns !== base.returns && conversionCost(table, method.returns, base.returns) === null) {
    report(`Return type of ${signature(method)} must be ${base.returns.name}`);
  }
  if (RANK[method.visibility] < RANK[base.visibility])
    report(`Cannot reduce the visibility of a method: ${signature(method)}`);
}

function overridesInterface(symbol: TypeSymbol, method: MethodSymbol): boolean {
  const own = viewOf(method, symbol.type);
  return allInterfaces(symbol.type).some((i) =>
    (i.symbol.methods.get(method.name.toLowerCase()) ?? []).some((m) => sameParameters(own, viewOf(m, i))),
  );
}

export function allInterfaces(type: Type): Type[] {
  const found = new Set<Type>();
  const visit = (t: Type): void => {
    if (t.symbol.kind === "interface") found.add(t);
    for (const parent of supertypes(t)) visit(parent);
  };
  visit(type);
  return [...found];
}

/** As above, but a list of one object may stand for a list of any: `Batchable<SObject>` with `List<Account>`. */
function answers(found: MethodView, wanted: MethodView): boolean {
  if (sameParameters(found, wanted)) return true;
  if (!wanted.method.owner.platform || found.parameters.length !== wanted.parameters.length) return false;
  return found.parameters.every((p, i) => {
    const other = wanted.parameters[i]!;
    if (p === other) return true;
    const lists = p.symbol === other.symbol && p.symbol.name === "List";
    return lists && other.args[0]!.symbol.name === "SObject" && p.args[0]!.symbol.kind === "sobject";
  });
}

/** The class's own or inherited method that answers a call through an interface. */
export function implementationOf(type: Type, wanted: MethodView): MethodSymbol | null {
  for (let t: Type | null = type; t; t = t.symbol.superType) {
    for (const m of t.symbol.methods.get(wanted.method.name.toLowerCase()) ?? []) {
      if (!m.static && answers(viewOf(m, t), wanted)) return m;
    }
  }
  return null;
}

function checkInterfaces(table: TypeTable, symbol: TypeSymbol): void {
  for (const type of allInterfaces(symbol.type)) {
    for (const methods of type.symbol.methods.values()) {
      for (const method of methods) {
        const wanted = viewOf(method, type);
        const found = implementationOf(symbol.type, wanted);
        const name = signature(method, wanted.parameters);
        if (!found) {
          if (symbol.isAbstract) continue;
          table.report(
            symbol.path,
            symbol.at,
            `Class ${symbol.name} must implement the method: ${wanted.returns.name} ${type.name}.${name}`,
          );
        } else if (found.owner === symbol || !found.owner.platform)
          checkImplementation(table, symbol, found, wanted, name);
      }
    }
  }
}

function checkImplementation(
  table: TypeTable,
  symbol: TypeSymbol,
  found: MethodSymbol,
  wanted: MethodView,
  name: string,
): void {
  if (RANK[found.visibility] < RANK.public) {
    table.report(found.owner.path, found.at, `Interface method implementation must be public or global: ${name}`);
  }
  const compatible = found.returns === wanted.returns || conversionCost(table, found.returns, wanted.returns) !== null;
  if (!compatible) {
    table.report(
      found.owner.path,
      found.at,
      `Method ${name} of ${symbol.name} must return ${wanted.returns.name}, not ${found.returns.name}`,
    );
  }
}

function checkImplemented(table: TypeTable, symbol: TypeSymbol): void {
  for (let t = symbol.superType; t && !t.symbol.platform; t = t.symbol.superType) {
    for (const methods of t.symbol.methods.values()) {
      for (const method of methods) {
        if (!method.abstract) continue;
        const found = implementationOf(symbol.type, viewOf(method, t));
        if (!found || found.abstract) {
          table.report(
            symbol.path,
            symbol.at,
            `Class ${symbol.name} must implement the abstract method: ${method.returns.name} ${t.name}.${signature(method)}`,
          );
        }
      }
    }
  }
}

const EXCLUSIVE = [
  ["private", "protected", "public", "global"],
  ["static", "virtual", "abstract", "override"],
];

function checkMethodModifiers(table: TypeTable, symbol: TypeSymbol): void {
  for (const member of symbol.node!.members) {
    if (member.k !== "method" && member.k !== "field" && member.k !== "property" && member.k !== "constructor")
      continue;
    const { words } = member.modifiers;
    const report = (message: string): void => table.report(symbol.path, member.at, message);
    if (new Set(words).size !== words.length) report("Duplicate modifier");
    for (const group of EXCLUSIVE) {
      const found = words.filter((w) => group.includes(w) && !(w === "virtual" && words.includes("override")));
      if (found.length > 1) report(`Modifiers do not go together: ${found.join(", ")}`);
    }
    if (member.k === "method" && words.some((w) => w === "final" || w === "transient" || w.endsWith("sharing"))) {
      report(
        `Modifier is not allowed on a method: ${words.find((w) => w === "final" || w === "transient" || w.endsWith("sharing"))}`,
      );
    }
    if (
      member.k === "constructor" &&
      words.some((w) => ["static", "virtual", "abstract", "override", "final"].includes(w))
    ) {
      report("Modifier is not allowed on a constructor");
    }
    if (member.k === "method" && words.includes("virtual") && !symbol.isVirtual && symbol.kind === "class") {
      report(`Virtual methods are only allowed in virtual and abstract classes: ${member.name}`);
    }
    if (words.includes("webservice") && (!words.includes("static") || symbol.top.visibility !== "global"))
      report("webservice methods are static and need a global class");
    if (words.includes("global") && symbol.top.visibility !== "global") {
      report("Global members need a global class");
    }
  }
}
