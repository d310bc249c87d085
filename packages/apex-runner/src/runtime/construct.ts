import type { TypeSymbol } from "../symbols/model.ts";
import { machine } from "./machine.ts";

/** Makes an object of a compiled class; null when it has no such constructor. */
export function constructOwn(symbol: TypeSymbol, key: string, args: unknown[]): object | null {
  const cls = machine().organization.classes[symbol.id];
  if (!cls) return null;
  const object = new cls() as Record<string, (...a: unknown[]) => object>;
  const isDeclared = symbol.constructors.some((c) => c.key === key) || symbol.constructors.length === 0;
  const init = object[key];
  if (!init || (!isDeclared && !symbol.name.toLowerCase().endsWith("exception"))) return null;
  (cls as unknown as { $init?: () => void }).$init?.();
  return init.apply(object, args);
}
