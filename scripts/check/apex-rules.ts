import * as P from "@apexdevtools/apex-parser";
import { parseApex, type ApexSyntax } from "./apex-syntax.ts";

interface Node {
  readonly start?: { readonly line: number; readonly tokenIndex: number };
  readonly children?: readonly Node[] | null;
  getText(): string;
}
/** How many arguments an assertion has with its message. */
const withMessage: Readonly<Record<string, number>> = {
  "assert.areequal": 3,
  "assert.arenotequal": 3,
  "assert.isinstanceoftype": 3,
  "assert.isnotinstanceoftype": 3,
  "assert.istrue": 2,
  "assert.isfalse": 2,
  "assert.isnull": 2,
  "assert.isnotnull": 2,
  "assert.fail": 1,
  "system.assert": 2,
  "system.assertequals": 3,
  "system.assertnotequals": 3,
};

/** Faults of one class, as `line what`; syntax errors alone when there are any. */
export function apexRuleFaults(text: string): string[] {
  const syntax = parseApex(text);
  if (syntax.faults.length > 0) return [...syntax.faults];
  const declaration = syntax.unit.typeDeclaration() as unknown as Node;
  const modifiers = modifiersOf(declaration);
  const isTest = modifiers.some((modifier) => modifier.startsWith("@istest"));
  return [
    ...(isTest || isNoClass(declaration) || modifiers.some((modifier) => modifier.endsWith("sharing"))
      ? []
      : [`${lineOf(declaration)} declares no sharing: write with, without or inherited sharing`]),
    ...(isTest ? [] : undocumented(declaration, syntax)),
    ...everywhere(declaration),
  ];
}

/** Rules that hold in tests as well. */
function everywhere(root: Node): string[] {
  const faults: string[] = [];
  visit(root, (node) => {
    const text = node.getText().toLowerCase();
    if (node instanceof P.AnnotationContext && /seealldata=true/.test(text))
      faults.push(`${lineOf(node)} a test that sees the org's data holds in one org only`);
    if (node instanceof P.SoqlLiteralContext && !/with(user|system)_mode/.test(text))
      faults.push(`${lineOf(node)} a query states WITH USER_MODE or WITH SYSTEM_MODE`);
    // Apex Developer Guide, "Using the final Keyword": not with properties; parsers let it pass.
    if (node instanceof P.ClassBodyDeclarationContext && isProperty(node) && modifiersOf(node).includes("final"))
      faults.push(`${lineOf(node)} a property may not be final: leave the word out, its setter is private`);
    if (node instanceof P.DotExpressionContext) faults.push(...assertionFault(node as unknown as Node));
  });
  return faults;
}

function assertionFault(node: Node): string[] {
  const [receiver, , call] = node.children ?? [];
  if (!(call instanceof P.DotMethodCallContext)) return [];
  const name = `${receiver?.getText() ?? ""}.${call.anyId().getText()}`.toLowerCase();
  const expected = withMessage[name];
  const found = (call.expressionList() as { expression_list(): unknown[] } | null)?.expression_list().length ?? 0;
  return expected !== undefined && found < expected ? [`${lineOf(node)} ${name} has no message`] : [];
}

/** Global and public members that others can reach need a doc comment. */
function undocumented(type: Node, syntax: ApexSyntax): string[] {
  const faults: string[] = [];
  const judge = (declaration: Node): void => {
    const isReachable = modifiersOf(declaration).some((modifier) => modifier === "public" || modifier === "global");
    if (!isReachable) return;
    if (!hasDoc(declaration, syntax))
      faults.push(`${lineOf(declaration)} a global or public member has a comment that says what it promises`);
    visitMembers(declaration, judge);
  };
  judge(type);
  return faults;
}

function hasDoc(declaration: Node, { stream }: ApexSyntax): boolean {
  const tokens = (stream as unknown as { tokens: { channel: number; text: string }[] }).tokens;
  const before = tokens.slice(0, declaration.start?.tokenIndex ?? 0).reverse();
  const last = before.find((token) => token.channel === 0 || token.text.trim() !== "");
  return last !== undefined && last.channel !== 0 && last.text.startsWith("/**");
}

function visitMembers(declaration: Node, judge: (member: Node) => void): void {
  const find = (node: Node): void => {
    for (const child of node.children ?? []) {
      if (child instanceof P.ClassBodyDeclarationContext) judge(child as unknown as Node);
      else if (child.children && !(child instanceof P.BlockContext)) find(child);
    }
  };
  find(declaration);
}

const modifiersOf = (declaration: Node): string[] =>
  (declaration.children ?? [])
    .filter((child) => child instanceof P.ModifierContext)
    .map((child) => child.getText().toLowerCase());
const isProperty = (member: Node): boolean =>
  (member.children ?? []).some(
    (child) =>
      child instanceof P.MemberDeclarationContext &&
      (child.children ?? []).some((declared) => declared instanceof P.PropertyDeclarationContext),
  );
const isNoClass = (declaration: Node): boolean =>
  !(declaration.children ?? []).some((child) => child instanceof P.ClassDeclarationContext);
const lineOf = (node: Node): string => String(node.start?.line ?? 0);
function visit(node: Node, act: (node: Node) => void): void {
  act(node);
  for (const child of node.children ?? []) visit(child, act);
}
