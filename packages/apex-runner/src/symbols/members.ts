import { asInstanceOf, substitute, supertypes } from "./substitution.ts";
import type { FieldSymbol, MethodSymbol, Type, TypeSymbol } from "./model.ts";

/** A method as a receiver of one static type sees it: type parameters filled in. */
export interface MethodView {
  method: MethodSymbol;
  parameters: Type[];
  returns: Type;
}

export function viewOf(method: MethodSymbol, receiver: Type): MethodView {
  if (method.owner.name === "SObject" && method.name === "clone" && receiver.symbol.kind === "sobject") {
    return { method, parameters: method.parameters.map((p) => p.type), returns: receiver };
  }
  const as = method.owner.parameters.length ? asInstanceOf(receiver, method.owner) : null;
  if (!as) return { method, parameters: method.parameters.map((p) => p.type), returns: method.returns };
  return {
    method,
    parameters: method.parameters.map((p) => substitute(p.type, method.owner, as.args)),
    returns: substitute(method.returns, method.owner, as.args),
  };
}

/** Methods called `name` of a type, nearest first; overridden ones are left out. */
export function methodsNamed(type: Type, name: string): MethodView[] {
  const key = name.toLowerCase();
  const found: MethodView[] = [];
  const seen = new Set<string>();
  const visit = (t: Type): void => {
    for (const method of t.symbol.methods.get(key) ?? []) {
      const view = viewOf(method, type);
      const id = view.parameters.map((p) => p.key).join(",");
      if (seen.has(id)) continue;
      seen.add(id);
      found.push(view);
    }
    for (const parent of supertypes(t)) visit(parent);
  };
  visit(type);
  return found;
}

export function fieldNamed(type: Type, name: string): { field: FieldSymbol; type: Type } | null {
  const key = name.toLowerCase();
  for (let t: Type | null = type; t; t = t.symbol.superType) {
    const field = t.symbol.fields.get(key);
    if (field) return { field, type: substitute(field.type, t.symbol, t.args) };
  }
  return null;
}

export function isSubclass(symbol: TypeSymbol, parent: TypeSymbol): boolean {
  for (let s: TypeSymbol | null = symbol; s; s = s.superType?.symbol ?? null) if (s === parent) return true;
  return false;
}
