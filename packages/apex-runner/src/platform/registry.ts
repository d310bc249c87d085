import type { FieldSymbol, MethodSymbol } from "../symbols/model.ts";
import { platformTypes } from "../symbols/platform-types.ts";

/**
 * TypeScript behind the stubs. Keys are `name`, `name/2` (number of parameters) or `name(string,integer)` in lower case,
 * the most exact one wins; constructors are called `new`, static fields `static name`. Instance methods get the receiver
 * first, constructors of collections their type.
 */
export type Implementation = Record<string, (...args: never[]) => unknown>;

const implementations = new Map<string, Record<string, (...args: unknown[]) => unknown>>();

export function implement(type: string, members: Implementation): void {
  const key = type.toLowerCase();
  const lower = Object.entries(members).map(
    ([k, v]) => [k.toLowerCase(), v as (...args: unknown[]) => unknown] as const,
  );
  implementations.set(key, { ...implementations.get(key), ...Object.fromEntries(lower) });
}

function lookup(type: string, ...keys: string[]): ((...args: unknown[]) => unknown) | null {
  const table = implementations.get(type);
  for (const key of keys) if (table && Object.hasOwn(table, key)) return table[key]!;
  return null;
}

function ownerKey(method: MethodSymbol | FieldSymbol): string {
  const { owner } = method;
  return `${owner.top.namespace}.${owner.outer ? owner.outer.name + "." : ""}${owner.name}`.toLowerCase();
}

function find(method: MethodSymbol): ((...args: unknown[]) => unknown) | null {
  const count = method.parameters.length;
  const types = method.key.slice(method.key.indexOf("("));
  const name = method.isConstructor ? "new" : method.name.toLowerCase();
  return lookup(ownerKey(method), `${name}${types}`, `${name}/${count}`, name);
}

export function platformFunction(method: MethodSymbol): (...args: unknown[]) => unknown {
  const found = find(method);
  if (!found) throw new Error(`platform stub without implementation: ${ownerKey(method)}.${method.key}`);
  return found;
}

/** Value of a static field such as `Math.PI` or `Trigger.new`. */
export function platformStatic(name: string): unknown {
  const cut = name.lastIndexOf(".");
  const type = name.slice(0, cut).toLowerCase();
  const found = lookup(type.includes(".") ? type : `system.${type}`, `static ${name.slice(cut + 1).toLowerCase()}`);
  if (!found) throw new Error(`platform stub without implementation: ${name}`);
  return found();
}

/** A stub member without implementation stops the start, so that no call can meet a hole. */
export function missingImplementations(): string[] {
  const platform = platformTypes();
  const missing: string[] = [];
  for (const symbol of platform.byName.values()) {
    if (symbol.kind !== "class" || symbol.superType?.symbol.name === "Exception") continue;
    const members = [...[...symbol.methods.values()].flat(), ...symbol.constructors];
    if (symbol.name === "Exception") members.splice(members.findIndex((m) => m.isConstructor));
    for (const m of members) if (!platform.unsupported.has(m) && !find(m)) missing.push(`${ownerKey(m)}.${m.key}`);
    for (const f of symbol.fields.values()) {
      if (!f.static || platform.unsupported.has(f)) continue;
      if (!lookup(ownerKey(f), `static ${f.name.toLowerCase()}`)) missing.push(`${ownerKey(f)}.${f.name}`);
    }
  }
  return missing;
}
