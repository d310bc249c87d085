import type { Expression, MemberNode, Statement, SyntaxFile } from "@partner-telephony/apex-runner";

export type SyntaxNode = Expression | Statement | MemberNode;

/** Every node below a value of the tree, outer ones first. */
export function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (typeof value !== "object" || value === null) return;
  if ("k" in value && "at" in value) yield value as SyntaxNode;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

export function isTestClass({ unit }: SyntaxFile): boolean {
  return unit.k === "type" && unit.modifiers.annotations.some((a) => a.name.toLowerCase() === "istest");
}
