import type { At } from "./position.ts";
import type { Query } from "./query.ts";

/** Our own tree. Plain objects without cycles: it is cached as JSON, and nothing after `parse/` sees the parser's types. */
export interface TypeRef {
  at: At;
  parts: { name: string; args: TypeRef[] }[];
}

export type LiteralKind = "Integer" | "Long" | "Double" | "Decimal" | "String" | "Boolean" | "null";

export type Expression =
  | { k: "literal"; at: At; type: LiteralKind; value: string }
  | { k: "name"; at: At; name: string }
  | { k: "this"; at: At }
  | { k: "super"; at: At }
  | { k: "paren"; at: At; of: Expression }
  | { k: "dot"; at: At; of: Expression; name: string; safe: boolean }
  | { k: "call"; at: At; of: Expression | null; name: string; args: Expression[]; safe: boolean }
  | { k: "construct"; at: At; which: "this" | "super"; args: Expression[] }
  | { k: "index"; at: At; of: Expression; index: Expression }
  | { k: "new"; at: At; type: TypeRef; args: Expression[] }
  | { k: "newArray"; at: At; type: TypeRef; size: Expression | null; values: Expression[] | null }
  | { k: "newValues"; at: At; type: TypeRef; values: Expression[] }
  | { k: "newMap"; at: At; type: TypeRef; pairs: [Expression, Expression][] }
  | { k: "cast"; at: At; type: TypeRef; of: Expression }
  | { k: "instanceof"; at: At; of: Expression; type: TypeRef }
  | { k: "unary"; at: At; op: "+" | "-" | "!" | "~"; of: Expression }
  | { k: "step"; at: At; op: "++" | "--"; prefix: boolean; of: Expression }
  | { k: "binary"; at: At; op: BinaryOperator; left: Expression; right: Expression }
  | { k: "assign"; at: At; op: string; target: Expression; value: Expression }
  | { k: "conditional"; at: At; test: Expression; yes: Expression; no: Expression }
  | { k: "class"; at: At; type: TypeRef | null }
  | { k: "query"; at: At; query: Query };

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "&"
  | "|"
  | "^"
  | "<<"
  | ">>"
  | ">>>"
  | "<"
  | ">"
  | "<="
  | ">="
  | "=="
  | "!="
  | "==="
  | "!=="
  | "&&"
  | "||"
  | "??";

export interface Declarator {
  at: At;
  name: string;
  value: Expression | null;
}

export type DmlVerb = "insert" | "update" | "upsert" | "delete" | "undelete" | "merge";

export type WhenValue =
  { k: "else" } | { k: "values"; values: Expression[] } | { k: "type"; type: TypeRef; name: string; at: At };

export type Statement =
  | { k: "block"; at: At; body: Statement[] }
  | { k: "local"; at: At; type: TypeRef; final: boolean; vars: Declarator[] }
  | { k: "expression"; at: At; of: Expression }
  | { k: "if"; at: At; test: Expression; yes: Statement; no: Statement | null }
  | { k: "switch"; at: At; on: Expression; whens: { at: At; value: WhenValue; body: Statement }[] }
  | { k: "for"; at: At; init: Statement[]; test: Expression | null; update: Expression[]; body: Statement | null }
  | { k: "foreach"; at: At; type: TypeRef; name: string; of: Expression; body: Statement | null }
  | { k: "while"; at: At; test: Expression; body: Statement | null }
  | { k: "do"; at: At; body: Statement; test: Expression }
  | {
      k: "try";
      at: At;
      body: Statement;
      catches: { at: At; type: TypeRef; name: string; body: Statement }[];
      finally: Statement | null;
    }
  | { k: "return"; at: At; of: Expression | null }
  | { k: "throw"; at: At; of: Expression }
  | { k: "break"; at: At }
  | { k: "continue"; at: At }
  | { k: "dml"; at: At; verb: DmlVerb; of: Expression; second: Expression | null; external: string | null }
  | { k: "runAs"; at: At; of: Expression[]; body: Statement };

export interface Annotation {
  at: At;
  name: string;
  values: { name: string; value: string }[];
}

/** Modifiers are lower case; `with sharing` is one entry. */
export interface Modifiers {
  words: string[];
  annotations: Annotation[];
}

export interface Parameter {
  at: At;
  type: TypeRef;
  name: string;
  final: boolean;
}

export interface MethodNode {
  k: "method";
  at: At;
  modifiers: Modifiers;
  /** null is void */
  returns: TypeRef | null;
  name: string;
  parameters: Parameter[];
  body: Statement | null;
}

export interface ConstructorNode {
  k: "constructor";
  at: At;
  modifiers: Modifiers;
  name: string;
  parameters: Parameter[];
  body: Statement;
}

export interface FieldNode {
  k: "field";
  at: At;
  modifiers: Modifiers;
  type: TypeRef;
  vars: Declarator[];
}

export interface Accessor {
  at: At;
  modifiers: Modifiers;
  body: Statement | null;
}

export interface PropertyNode {
  k: "property";
  at: At;
  modifiers: Modifiers;
  type: TypeRef;
  name: string;
  get: Accessor | null;
  set: Accessor | null;
}

export interface InitializerNode {
  k: "initializer";
  at: At;
  static: boolean;
  body: Statement;
}

export type MemberNode = MethodNode | ConstructorNode | FieldNode | PropertyNode | InitializerNode | TypeNode;

export interface TypeNode {
  k: "type";
  at: At;
  kind: "class" | "interface" | "enum";
  modifiers: Modifiers;
  name: string;
  extends: TypeRef | null;
  implements: TypeRef[];
  constants: string[];
  members: MemberNode[];
}

export interface TriggerNode {
  k: "trigger";
  at: At;
  name: string;
  object: string;
  events: string[];
  members: MemberNode[];
  body: Statement;
}

export interface SyntaxFile {
  path: string;
  unit: TypeNode | TriggerNode;
}
