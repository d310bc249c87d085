import { isKeyword } from "../syntax/reserved-words.ts";
import type { At } from "../syntax/position.ts";
import type { Modifiers, SyntaxFile, TypeNode } from "../syntax/tree.ts";
import { TypeSymbol, type Visibility } from "./model.ts";
import type { TypeTable } from "./table.ts";

const TYPE_WORDS: Record<TypeNode["kind"], string[]> = {
  class: [
    "private",
    "protected",
    "public",
    "global",
    "virtual",
    "abstract",
    "with sharing",
    "without sharing",
    "inherited sharing",
  ],
  interface: ["private", "protected", "public", "global", "virtual"],
  enum: ["private", "protected", "public", "global"],
};

export function visibilityOf(modifiers: Modifiers): Visibility | null {
  const found = modifiers.words.find((w) => ["private", "protected", "public", "global", "webservice"].includes(w));
  return found === "webservice" ? "global" : ((found as Visibility | undefined) ?? null);
}

export function hasAnnotation(modifiers: Modifiers, name: string): boolean {
  return modifiers.annotations.some((a) => a.name === name);
}

/** Enters the types of all files, before any of them is looked into. */
export function declareTypes(table: TypeTable, files: SyntaxFile[]): TypeSymbol[] {
  const all: TypeSymbol[] = [];
  for (const file of files) {
    if (file.unit.k !== "type") continue;
    const key = file.unit.name.toLowerCase();
    const earlier = table.own.get(key);
    if (earlier) {
      table.report(file.path, file.unit.at, `Duplicate class name: ${file.unit.name} is also in ${earlier.path}`);
      continue;
    }
    table.own.set(key, declare(table, file.unit, file.path, null, all));
  }
  return all;
}

export function declare(
  table: TypeTable,
  node: TypeNode,
  path: string,
  outer: TypeSymbol | null,
  all: TypeSymbol[],
): TypeSymbol {
  const symbol = new TypeSymbol(node.name, node.kind, { outer });
  symbol.path = path;
  symbol.at = node.at;
  symbol.node = node;
  symbol.id = all.length;
  symbol.visibility = visibilityOf(node.modifiers) ?? "private";
  symbol.isAbstract = node.kind === "interface" || node.modifiers.words.includes("abstract");
  symbol.isVirtual = node.kind === "interface" || symbol.isAbstract || node.modifiers.words.includes("virtual");
  symbol.isTest = hasAnnotation(node.modifiers, "istest") || (outer?.isTest ?? false);
  symbol.sharing = node.modifiers.words.find((w) => w.endsWith("sharing")) ?? null;
  symbol.annotations = node.modifiers.annotations.map((a) => a.name);
  all.push(symbol);
  if (isKeyword(node.name)) table.report(path, node.at, `Identifier name is reserved: ${node.name}`);
  checkTypeModifiers(table, node, symbol, path);
  for (const member of node.members) {
    if (member.k !== "type") continue;
    const at: At = member.at;
    if (outer) table.report(path, at, "Inner types are not allowed to have inner types");
    const key = member.name.toLowerCase();
    if (symbol.inner.has(key)) table.report(path, at, `Duplicate class name: ${member.name}`);
    if (key === symbol.name.toLowerCase())
      table.report(path, at, `Inner type may not have the name of its outer type: ${member.name}`);
    symbol.inner.set(key, declare(table, member, path, symbol, all));
  }
  return symbol;
}

function checkTypeModifiers(table: TypeTable, node: TypeNode, symbol: TypeSymbol, path: string): void {
  const allowed = TYPE_WORDS[node.kind];
  const seen = new Set<string>();
  for (const word of node.modifiers.words) {
    if (!allowed.includes(word))
      table.report(path, node.at, `Modifier ${word} is not allowed on ${node.kind} ${node.name}`);
    if (seen.has(word)) table.report(path, node.at, `Duplicate modifier: ${word}`);
    seen.add(word);
  }
  if (seen.has("abstract") && seen.has("virtual"))
    table.report(path, node.at, `Abstract classes are virtual already: ${node.name}`);
  if (!symbol.outer && !visibilityOf(node.modifiers) && !symbol.isTest) {
    table.report(path, node.at, `Top-level type must have public or global visibility: ${node.name}`);
  }
  if (!symbol.outer && symbol.visibility === "private" && !symbol.isTest) {
    table.report(path, node.at, `Top-level type may not be private unless it is a test: ${node.name}`);
  }
}
