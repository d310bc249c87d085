import { ApexList } from "../runtime/collections.ts";
import { enumValues } from "../runtime/enums.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { T } from "../runtime/types.ts";
import type { Type } from "../symbols/model.ts";

/** Statics of every enum (rule 79). */
export const enumStatics: Record<string, (type: Type, ...args: never[]) => unknown> = {
  values: (type) => new ApexList(T("List<Object>").symbol.of(type), enumValues(type.symbol).slice()),
  valueof: (type, name: string) =>
    enumValues(type.symbol).find((v) => v.name.toLowerCase() === (nn(name) as string).toLowerCase()) ??
    raise("System.NoSuchElementException", `No enum constant ${type.name}.${name as string}`),
};
