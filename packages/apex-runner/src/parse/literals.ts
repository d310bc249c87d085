import type { LiteralContext } from "@apexdevtools/apex-parser";
import type { Expression, LiteralKind } from "../syntax/tree.ts";
import { fail, positionOf, type Source } from "./context.ts";

const ESCAPES: Record<string, string> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** Text of a quoted Apex or SOQL literal without its quotes (rule 4). */
export function unquote(text: string, extra = ""): string {
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, e: string) => {
    if (e.length === 5) return String.fromCharCode(parseInt(e.slice(1), 16));
    if (extra.includes(e)) return "\\" + e;
    return ESCAPES[e] ?? e;
  });
}

export function convertLiteral(source: Source, ctx: LiteralContext): Expression {
  const position = positionOf(ctx);
  const text = ctx.getText();
  const literal = (type: LiteralKind, value: string): Expression => ({ k: "literal", at: position, type, value });
  if (ctx.MultilineStringLiteral()) {
    return fail(source, position, "unsupported", "multi-line string literals (no org has confirmed their indentation)");
  }
  if (ctx.StringLiteral() && /[\r\n]/.test(text))
    return fail(source, position, "syntax", "Line breaks are not allowed in string literals");
  if (ctx.StringLiteral()) return literal("String", unquote(text));
  if (ctx.BooleanLiteral()) return literal("Boolean", text.toLowerCase());
  if (ctx.NULL()) return literal("null", "null");
  if (ctx.LongLiteral()) return literal("Long", text.slice(0, -1));
  if (ctx.IntegerLiteral()) return literal("Integer", text);
  return /d$/i.test(text) ? literal("Double", text.slice(0, -1)) : literal("Decimal", text);
}
