import {
  lineOf,
  type At,
  type Expression,
  type Statement,
  type SyntaxFile,
  type TypeRef,
} from "@partner-telephony/apex-runner";
import { nodesOf, type SyntaxNode } from "./nodes.ts";

export type FaultKind =
  "negated condition" | "dropped statement" | "swapped arguments" | "returned null" | "returned empty";

/** One fault that can be made in a tree and taken back. */
export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly kind: FaultKind;
  /** makes the fault; the answer takes it back */
  readonly make: () => () => void;
}

/** All faults of one class. Some of them do not compile; which ones, the compiler knows best. */
export function faultsOf({ path, unit }: SyntaxFile): Fault[] {
  const fault = (at: At, kind: FaultKind, make: Fault["make"]): Fault => ({ path, line: lineOf(at), kind, make });
  return [...nodesOf(unit)].flatMap((node) => [
    ...conditions(node).map(([at, make]) => fault(at, "negated condition", make)),
    ...statements(node).map(([at, make]) => fault(at, "dropped statement", make)),
    ...argumentPairs(node).map(([at, make]) => fault(at, "swapped arguments", make)),
    ...returned(node).map(([at, kind, make]) => fault(at, kind, make)),
  ]);
}

type Edit = [At, Fault["make"]];

/** Sets a property and answers how to set it back. */
function put<T extends object, K extends keyof T>(owner: T, key: K, value: T[K]): () => void {
  const before = owner[key];
  owner[key] = value;
  return () => void (owner[key] = before);
}

const not = (of: Expression): Expression => ({ k: "unary", at: of.at, op: "!", of: { k: "paren", at: of.at, of } });

/** Tests of `if`, loops and `?:`, and each side of `&&` and `||`. */
function conditions(node: SyntaxNode): Edit[] {
  switch (node.k) {
    case "if":
    case "while":
    case "do":
    case "conditional":
      return [[node.test.at, () => put(node, "test", not(node.test))]];
    case "for": {
      const { test } = node;
      return test ? [[test.at, () => put(node, "test", not(test))]] : [];
    }
    case "binary":
      if (node.op !== "&&" && node.op !== "||") return [];
      return [
        [node.left.at, () => put(node, "left", not(node.left))],
        [node.right.at, () => put(node, "right", not(node.right))],
      ];
    default:
      return [];
  }
}

const SIMPLE = new Set<Statement["k"]>(["expression", "throw", "dml", "break", "continue"]);
const nothing = (at: At): Statement => ({ k: "block", at, body: [] });
const droppable = (s: Statement | null): s is Statement =>
  s !== null && (SIMPLE.has(s.k) || (s.k === "return" && s.of === null));

/** Statements that do something. Dropping one that holds others would only repeat their faults. */
function statements(node: SyntaxNode): Edit[] {
  switch (node.k) {
    case "block":
      return node.body.flatMap((s, i): Edit[] =>
        droppable(s) ? [[s.at, () => put(node.body, i, nothing(s.at))]] : [],
      );
    case "if": {
      const { yes, no } = node;
      return [
        ...(droppable(yes) ? [[yes.at, () => put(node, "yes", nothing(yes.at))] satisfies Edit] : []),
        ...(droppable(no) ? [[no.at, () => put(node, "no", nothing(no.at))] satisfies Edit] : []),
      ];
    }
    case "for":
    case "foreach":
    case "while": {
      const { body } = node;
      return droppable(body) ? [[body.at, () => put(node, "body", nothing(body.at))]] : [];
    }
    default:
      return [];
  }
}

const sameText = (a: unknown, b: unknown): boolean => withoutPlaces(a) === withoutPlaces(b);
const withoutPlaces = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => (key === "at" ? undefined : part));

/** Every two arguments of a call that are not the same words. Types are the compiler's matter: others do not compile. */
function argumentPairs(node: SyntaxNode): Edit[] {
  if (node.k !== "call" && node.k !== "new" && node.k !== "construct") return [];
  const { args } = node;
  return args.flatMap((a, i) =>
    args.slice(i + 1).flatMap((b, further): Edit[] => {
      if (sameText(a, b)) return [];
      return [[node.at, () => swap(args, i, i + 1 + further)]];
    }),
  );
}

function swap(list: Expression[], i: number, j: number): () => void {
  const [a, b] = [list[i]!, list[j]!];
  [list[i], list[j]] = [b, a];
  return () => void ([list[i], list[j]] = [a, b]);
}

/** Every `return` of a method or getter with null instead, and with an empty text or collection where there is one. */
function returned(node: SyntaxNode): [At, FaultKind, Fault["make"]][] {
  const [type, body] =
    node.k === "method"
      ? [node.returns, node.body]
      : node.k === "property"
        ? [node.type, node.get?.body]
        : [null, null];
  if (!type || !body) return [];
  return [...nodesOf(body)].flatMap((s) => {
    if (s.k !== "return" || !s.of) return [];
    const wrong: [FaultKind, Expression | null][] = [
      ["returned null", { k: "literal", at: s.at, type: "null", value: "null" }],
      ["returned empty", emptyOf(type, s.at)],
    ];
    return wrong.flatMap(([kind, value]): [At, FaultKind, Fault["make"]][] =>
      value && !sameText(value, s.of) ? [[s.at, kind, () => put(s, "of", value)]] : [],
    );
  });
}

function emptyOf(type: TypeRef, at: At): Expression | null {
  const name = type.parts.at(-1)!.name.toLowerCase();
  if (name === "string") return { k: "literal", at, type: "String", value: "" };
  return name === "list" || name === "set" || name === "map" ? { k: "new", at, type, args: [] } : null;
}
