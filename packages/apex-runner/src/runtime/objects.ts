import type { FieldSymbol, Type, TypeSymbol } from "../symbols/model.ts";

/** Base of every emitted class. */
export class ApexObject {
  declare $type: Type;
}

/**
 * Name under which the platform calls a method of a platform interface. Several of them have an `execute` with one
 * parameter, and one class may implement them all.
 */
export function interfaceKey(owner: TypeSymbol, name: string, count: number): string {
  const key = name.toLowerCase();
  return key === "execute" ? `i.${owner.name.toLowerCase()}.execute` : `i.${key}/${count}`;
}

/** Property that holds a field: own name unless a superclass already has one of that name. */
export function slotOf(field: FieldSymbol): string {
  const key = field.name.toLowerCase();
  for (let s = field.owner.superType?.symbol; s; s = s.superType?.symbol) {
    if (!s.platform && s.fields.has(key)) return `f_${key}_${field.owner.id}`;
  }
  return field.owner.platform ? key : `f_${key}`;
}

/** Instance fields of a class, base class first. */
export function instanceFields(symbol: TypeSymbol): FieldSymbol[] {
  const inherited =
    symbol.superType && !symbol.superType.symbol.platform ? instanceFields(symbol.superType.symbol) : [];
  return [...inherited, ...[...symbol.fields.values()].filter((f) => !f.static)];
}
