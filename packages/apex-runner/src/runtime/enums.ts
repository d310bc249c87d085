import type { Type, TypeSymbol } from "../symbols/model.ts";

/** One constant of an enum; there is one object per constant for the life of the process, so identity is equality. */
export class EnumValue {
  readonly $type: Type;
  readonly name: string;
  readonly ordinal: number;
  constructor(type: Type, name: string, ordinal: number) {
    this.$type = type;
    this.name = name;
    this.ordinal = ordinal;
  }
  "enum.name"(): string {
    return this.name;
  }
  "enum.ordinal"(): number {
    return this.ordinal;
  }
  toString(): string {
    return this.name;
  }
}

const values = new WeakMap<TypeSymbol, EnumValue[]>();

export function enumValues(symbol: TypeSymbol): EnumValue[] {
  let found = values.get(symbol);
  if (!found) {
    found = symbol.constants.map((name, i) => new EnumValue(symbol.type, name, i));
    values.set(symbol, found);
  }
  return found;
}

export function enumValue(symbol: TypeSymbol, name: string): EnumValue | null {
  return enumValues(symbol).find((v) => v.name.toLowerCase() === name.toLowerCase()) ?? null;
}
