import { constructOwn } from "../runtime/construct.ts";
import { ApexList, ApexMap, ApexSet } from "../runtime/collections.ts";
import { hashOf } from "../runtime/equality.ts";
import { ApexException, nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { ApexRecord } from "../runtime/record.ts";
import { isAssignable, T } from "../runtime/types.ts";
import { isException } from "../symbols/bind.ts";
import type { Type } from "../symbols/model.ts";
import { implement, platformFunction } from "./registry.ts";

/** A `System.Type`; one object per type, so identity is equality. */
export class TypeValue {
  get $type(): Type {
    return T("Type");
  }
  readonly type: Type;
  constructor(type: Type) {
    this.type = type;
  }
  toString(): string {
    return this.type.name;
  }
}

const values = new WeakMap<Type, TypeValue>();

export function typeValue(type: Type): TypeValue {
  let found = values.get(type);
  if (!found) values.set(type, (found = new TypeValue(type)));
  return found;
}

/** `Type.forName`: null when unknown (rule 80). */
export function typeNamed(name: string): Type | null {
  const { table } = machine().organization;
  const match = /^\s*([\w.]+)\s*(?:<(.*)>)?(\[\])?\s*$/.exec(name);
  if (!match) return null;
  const args = match[2] ? splitArguments(match[2]).map(typeNamed) : [];
  if (args.includes(null)) return null;
  const symbol = table.findQualified(match[1]!.split("."), null);
  if (!symbol || symbol.parameters.length !== args.length || symbol.name === "null") return null;
  const type = symbol.of(...(args as Type[]));
  return match[3] ? T("List<Object>").symbol.of(type) : type;
}

function splitArguments(text: string): string[] {
  let depth = 0;
  const parts = [""];
  for (const c of text) {
    if (c === "<") depth++;
    if (c === ">") depth--;
    if (c === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

export function newInstanceOf(type: Type): unknown {
  const { symbol } = type;
  const refuse = (): never => raise("System.TypeException", `No default constructor: ${type.name}`);
  if (symbol.name === "List" && symbol.platform) return new ApexList(type);
  if (symbol.name === "Set" && symbol.platform) return new ApexSet(type);
  if (symbol.name === "Map" && symbol.platform) return new ApexMap(type);
  if (symbol.kind === "sobject")
    return new ApexRecord(type, machine().organization.table.objects.get(symbol.name.toLowerCase())!);
  if (symbol.isAbstract || symbol.kind !== "class") return refuse();
  if (!symbol.platform) return constructOwn(symbol, "<init>()", []) ?? refuse();
  if (isException(symbol)) {
    const exception = new ApexException();
    exception.$type = type;
    return exception;
  }
  const none = symbol.constructors.find((c) => c.parameters.length === 0);
  return none ? platformFunction(none)() : refuse();
}

implement("System.Type", {
  "forName/1": (name: string | null) => {
    const type = typeNamed(nn(name));
    return type && typeValue(type);
  },
  "forName/2": (namespace: string | null, name: string | null) => {
    const type = typeNamed(namespace ? `${namespace}.${nn(name)}` : nn(name));
    return type && typeValue(type);
  },
  getName: (t: TypeValue) => t.type.name,
  isAssignableFrom: (t: TypeValue, other: TypeValue) => isAssignable(nn(other).type, t.type),
  newInstance: (t: TypeValue) => newInstanceOf(t.type),
  equals: (t: TypeValue, other: unknown) => t === other,
  hashCode: (t: TypeValue) => hashOf(t.type.name),
  toString: (t: TypeValue) => t.type.name,
});
