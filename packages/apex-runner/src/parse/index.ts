import { ApexErrorListener, ApexParserFactory, type ApexParser } from "@apexdevtools/apex-parser";
import { at } from "../syntax/position.ts";
import { CompileError, diagnosticAt } from "../syntax/diagnostic.ts";
import type { Query } from "../syntax/query.ts";
import type { SyntaxFile } from "../syntax/tree.ts";
import type { Source } from "./context.ts";
import { convertTrigger, convertTypeDeclaration } from "./declarations.ts";
import { convertQuery } from "./queries.ts";

/** Keeps the first report only: one stray token gives several, and lists of expected tokens run to thousands of characters. */
class FirstError extends ApexErrorListener {
  first: { line: number; column: number; message: string } | null = null;
  override apexSyntaxError(line: number, column: number, message: string): void {
    this.first ??= { line, column, message };
  }
}

function parseWith<C, T>(source: Source, rule: (parser: ApexParser) => C, convert: (context: C) => T): T {
  const listener = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source.text, listener);
  const tree = rule(parser);
  if (listener.first) {
    const { line, column, message } = listener.first;
    const short = message.replace(/ expecting \{.*$/s, "").slice(0, 200);
    throw new CompileError(diagnosticAt(source.path, at(line, column + 1), "syntax", short));
  }
  return convert(tree);
}

/** @throws CompileError with the first syntax error of the file */
export function parseFile(source: Source): SyntaxFile {
  if (/\.trigger$/i.test(source.path)) {
    return {
      path: source.path,
      unit: parseWith(
        source,
        (p) => p.triggerUnit(),
        (c) => convertTrigger(source, c),
      ),
    };
  }
  const unit = parseWith(
    source,
    (p) => p.compilationUnit(),
    (c) => convertTypeDeclaration(source, c.typeDeclaration()),
  );
  return { path: source.path, unit };
}

/** A dynamic query (`Database.query`). */
export function parseQuery(source: Source): Query {
  return parseWith(
    source,
    (p) => p.query(),
    (c) => convertQuery(source, c),
  );
}
