import type { FieldSymbol, Type, TypeSymbol } from "../symbols/model.ts";

/** Base of every emitted class. */
export class ApexObject {
  declare $type: Type;
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
