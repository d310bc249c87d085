import { declarations, emitClass } from "./class.ts";
import type { Unit } from "../check/unit.ts";
import type { TypeSymbol } from "../symbols/model.ts";

/** The whole program as the text of one function; running it gives fresh classes with fresh statics (rule 92). */
export function emitModule(unit: Unit, symbols: TypeSymbol[]): string {
  const classes = bySuperclass(symbols.filter((s) => s.kind === "class"));
  const lines = [
    "'use strict';",
    "const { enter: E, leave: X, step: S } = $;",
    ...classes.flatMap(declarations),
    ...classes.map((c) => emitClass(unit, c)),
    `return { ${classes.map((c) => `${c.id}: C${c.id}`).join(", ")} };`,
  ];
  return lines.join("\n");
}

/** Superclasses first: a JavaScript class needs its parent when it is made. */
function bySuperclass(symbols: TypeSymbol[]): TypeSymbol[] {
  const sorted = new Set<TypeSymbol>();
  const visit = (s: TypeSymbol): void => {
    if (sorted.has(s) || s.platform) return;
    if (s.superType) visit(s.superType.symbol);
    sorted.add(s);
  };
  symbols.forEach(visit);
  return [...sorted];
}
