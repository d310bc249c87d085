import type { Type, TypeSymbol } from "./model.ts";

/** Replaces the type parameters of `owner` by the arguments of `instance`. */
export function substitute(type: Type, owner: TypeSymbol, args: readonly Type[]): Type {
  if (type.symbol.kind === "parameter") {
    const index = owner.parameters.indexOf(type.symbol);
    return index < 0 ? type : (args[index] ?? type);
  }
  if (!type.args.length) return type;
  return type.symbol.of(...type.args.map((a) => substitute(a, owner, args)));
}

/** Direct supertypes of a type: its superclass and interfaces, with type arguments filled in. */
export function supertypes(type: Type): Type[] {
  const { symbol } = type;
  const direct = symbol.superType ? [symbol.superType, ...symbol.interfaces] : symbol.interfaces;
  return type.args.length ? direct.map((t) => substitute(t, symbol, type.args)) : direct;
}

/** `type` seen as an instance of `symbol`, or null: `List<Integer>` as `Iterable` is `Iterable<Integer>`. */
export function asInstanceOf(type: Type, symbol: TypeSymbol): Type | null {
  if (type.symbol === symbol) return type;
  for (const parent of supertypes(type)) {
    const found = asInstanceOf(parent, symbol);
    if (found) return found;
  }
  return null;
}
