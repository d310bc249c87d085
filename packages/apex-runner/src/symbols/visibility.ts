import { isSubclass } from "./members.ts";
import type { Type, TypeSymbol } from "./model.ts";

/** The type, or the first of its arguments, that a class may not name; null where all may be named (rules 89, 90). */
export function hiddenType(type: Type, from: TypeSymbol): Type | null {
  const { symbol } = type;
  if (!symbol.platform && symbol.outer) {
    const testVisible = symbol.annotations.includes("testvisible") && from.isTest;
    const visible =
      symbol.top === from.top || symbol.visibility === "public" || symbol.visibility === "global" || testVisible;
    const inherited = symbol.visibility === "protected" && isSubclass(from.top, symbol.outer);
    if (!visible && !inherited) return type;
  }
  for (const arg of type.args) {
    const hidden = hiddenType(arg, from);
    if (hidden) return hidden;
  }
  return null;
}
